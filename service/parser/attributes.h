#ifndef CHANCERY_SERVICE_PARSER_ATTRIBUTES_H_
#define CHANCERY_SERVICE_PARSER_ATTRIBUTES_H_

#include "chancery/v1/record.pb.h"
#include "service/parser/clauses.h"
#include "service/parser/decide.h"
#include "service/parser/text.h"

namespace chancery {

// Fills polarity, modality, realis, condition, intensity, channel and target
// of `record` from its clause.
void FillManner(const ShadowText& shadow, const Tokens& tokens,
                const Sentence& sentence, const Clause& clause,
                const Decision& decision, const Header& header,
                v1::Record& record);

// Fills the due date of a follow-up, counted from the contact's date.
void FillDue(const ShadowText& shadow, const Tokens& tokens,
             const Clause& clause, const Header& header, v1::Record& record);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_ATTRIBUTES_H_
