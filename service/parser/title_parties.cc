#include "service/parser/title_parties.h"

#include <algorithm>

#include "service/parser/header.h"
#include "service/parser/parties.h"

namespace chancery {

std::vector<std::string> PartiesOfTitle(const Tokens& tokens,
                                        const Layout& layout) {
  std::vector<std::string> codes;
  const auto add = [&codes](const std::string& code) {
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
      codes.push_back(code);
    }
  };
  for (const Block& block : layout.blocks) {
    if (block.kind != BlockKind::kTitle) continue;
    const TokenRange range = TokensIn(tokens, block.begin, block.end);
    for (std::size_t i = range.first; i < range.last; ++i) {
      const auto compound = PartyNames::Get().Compound(tokens[i].lower);
      // "Japan-Russia ... (in Brunei)": the compound says it all.
      if (compound.size() > 1) return compound;
      for (const std::string& code : compound) add(code);
      const PartyMention party = PartyNames::Get().Match(tokens, i, range.last);
      if (!party.code.empty() && party.naming != PartyNaming::kMetonym) {
        add(party.code);
        i = party.last - 1;
        continue;
      }
      // "Japan-Russian Federation", "Japan-United States of America".
      const std::size_t dash = tokens[i].lower.find('-');
      if (compound.empty() && dash != std::string::npos) {
        const std::string head =
            PartyNames::Get().Code(tokens[i].lower.substr(0, dash));
        if (head.empty()) continue;
        add(head);
        std::vector<Token> rest(
            tokens.begin() + static_cast<std::ptrdiff_t>(i),
            tokens.begin() + static_cast<std::ptrdiff_t>(range.last));
        rest[0].lower.remove_prefix(dash + 1);
        const PartyMention tail = PartyNames::Get().Match(rest, 0, rest.size());
        if (!tail.code.empty()) add(tail.code);
      }
    }
  }
  return codes;
}

}  // namespace chancery
