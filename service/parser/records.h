#ifndef CHANCERY_SERVICE_PARSER_RECORDS_H_
#define CHANCERY_SERVICE_PARSER_RECORDS_H_

#include "chancery/v1/readout_service.pb.h"
#include "service/parser/forms.h"
#include "service/parser/header.h"
#include "service/parser/layout.h"
#include "service/parser/text.h"
#include "service/parser/tokens.h"

namespace chancery {

// Reads the records, touches and unparsed sentences of a readout whose header
// is known, in the order of the text.
void ReadRecords(const ShadowText& shadow, const Tokens& tokens,
                 const Layout& layout, const Forms& forms, const Header& header,
                 v1::ParseReadoutResponse& response);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_RECORDS_H_
