#ifndef CHANCERY_SERVICE_PARSER_PARTIES_H_
#define CHANCERY_SERVICE_PARSER_PARTIES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "service/parser/tokens.h"

namespace chancery {

// How a text names a party.
enum class PartyNaming {
  kName,     // "Japan", "the Republic of Korea"
  kDemonym,  // "Japanese"
  kMetonym,  // "Tokyo"
};

// A party named in tokens [first, last).
struct PartyMention {
  std::string code;  // ISO 3166-1 alpha-3, or EU, NATO, UN.
  PartyNaming naming = PartyNaming::kName;
  std::size_t first = 0;
  std::size_t last = 0;
};

// The names of states and organisations. Immutable; thread-safe.
class PartyNames {
 public:
  // The names compiled in from data/parties.txt.
  static const PartyNames& Get();

  // The longest name that begins at tokens[at], before tokens[end]. Empty code
  // when there is none. A word with a capital is asked for, so that "male" or
  // "turkey" in running text is no state.
  PartyMention Match(absl::Span<const Token> tokens, std::size_t at,
                     std::size_t end) const;

  // The party whose name or demonym `word` is, in lower case; "" if none.
  std::string Code(absl::string_view word) const;

  // The party's name for people: "Korea", "Bosnia and Herzegovina"; "" when the
  // code is not registered.
  std::string Title(absl::string_view code) const;

  // True for a registered code.
  bool Knows(absl::string_view code) const;

  // The parties of a hyphenated compound in lower case ("japan-u.s."), in its
  // order. Empty unless its first two parts name parties.
  std::vector<std::string> Compound(absl::string_view word) const;

 private:
  struct Name {
    std::vector<std::string> words;
    std::string code;
    PartyNaming naming;
  };
  explicit PartyNames(absl::string_view data);

  std::vector<Name> names_;
  // First word of a name to its indexes in names_, longest name first.
  absl::flat_hash_map<std::string, std::vector<std::size_t>> by_first_word_;
  absl::flat_hash_map<std::string, std::string> single_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_PARTIES_H_
