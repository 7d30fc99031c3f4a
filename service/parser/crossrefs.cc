#include "service/parser/crossrefs.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/parser/data.h"
#include "service/parser/lines.h"

namespace chancery {

const Crossrefs& Crossrefs::Get() {
  static const auto* const crossrefs = new Crossrefs(kDataCrossrefs);
  return *crossrefs;
}

Crossrefs::Crossrefs(absl::string_view data) {
  for (absl::string_view line : DataLines(data)) {
    const std::vector<std::string> words =
        absl::StrSplit(line, ' ', absl::SkipEmpty());
    v1::Act act = v1::ACT_UNSPECIFIED;
    if (words.size() != 5 || words[0] != "act" || words[2] != ":" ||
        words[3].size() != 3 ||
        !v1::Act_Parse(absl::StrCat("ACT_", words[1]), &act)) {
      DataFault("crossrefs.txt", line);
    }
    const Crossref codes{words[3], words[4] == "-" ? "" : words[4]};
    if (!by_act_.emplace(act, codes).second) DataFault("crossrefs.txt", line);
  }
}

const Crossref& Crossrefs::Of(v1::Act act) const {
  const auto found = by_act_.find(act);
  return found == by_act_.end() ? none_ : found->second;
}

Crossref Crossrefs::OfTouch(v1::ContactMode mode) {
  // CAMEO: 040 consult, 041 discuss by telephone.
  return {mode == v1::CONTACT_MODE_TELEPHONE ? "041" : "040", "CONSULT"};
}

}  // namespace chancery
