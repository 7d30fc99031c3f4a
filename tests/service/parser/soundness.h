#ifndef CHANCERY_TESTS_SERVICE_PARSER_SOUNDNESS_H_
#define CHANCERY_TESTS_SERVICE_PARSER_SOUNDNESS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/readout_service.pb.h"

namespace chancery {

// What no answer of ParseReadout may be, whatever the text was: the first
// promise that is broken, in words; "" when all are kept. An error must be
// kInvalidArgument with a reason; in a response every span must slice `text` to
// its quote, every record have kind, act, actors and topic, every due be EDTF,
// and everything unparsed say why.
std::string Unsound(absl::string_view text,
                    const absl::StatusOr<v1::ParseReadoutResponse>& parsed);

}  // namespace chancery

#endif  // CHANCERY_TESTS_SERVICE_PARSER_SOUNDNESS_H_
