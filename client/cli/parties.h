#ifndef CHANCERY_CLIENT_CLI_PARTIES_H_
#define CHANCERY_CLIENT_CLI_PARTIES_H_

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace chancery {

// Adds the party codes of "jpn, RUS" to a request's repeated field, in capital
// letters.
template <typename Codes>
void AddParties(absl::string_view given, Codes* codes) {
  for (const absl::string_view code :
       absl::StrSplit(given, absl::ByAnyChar(", "), absl::SkipEmpty())) {
    codes->Add(absl::AsciiStrToUpper(code));
  }
}

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_PARTIES_H_
