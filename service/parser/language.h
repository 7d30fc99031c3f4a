#ifndef CHANCERY_SERVICE_PARSER_LANGUAGE_H_
#define CHANCERY_SERVICE_PARSER_LANGUAGE_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "service/parser/tokens.h"

namespace chancery {

// Checks that a text is English: by its letters' script, then by counting
// closed function words. On UNSUPPORTED_LANGUAGE the metadata names the
// language by its BCP 47 tag. `tokens` are those of `text`.
absl::Status CheckLanguage(absl::string_view text, const Tokens& tokens);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_LANGUAGE_H_
