#ifndef CHANCERY_SERVICE_PARSER_TOPICS_H_
#define CHANCERY_SERVICE_PARSER_TOPICS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "re2/re2.h"
#include "re2/set.h"
#include "service/parser/header.h"
#include "service/parser/tokens.h"

namespace chancery {

// A topic's alias found at bytes [begin, end) of the shadow text.
struct TopicHit {
  std::string code;
  std::size_t begin = 0;
  std::size_t end = 0;
  int words = 0;
  int order = 0;  // The topic's place in the taxonomy.
  bool general = false;
  bool contact = false;
  bool further = false;
  bool body = false;   // Inside the name of a body or a document.
  bool event = false;  // Where something else happens: "at the G7".
};

// The taxonomy of data/taxonomy.txt. Immutable; thread-safe.
class Taxonomy {
 public:
  static const Taxonomy& Get();

  // The aliases in the text of tokens [first, last), in order, the longest of
  // overlapping ones. `named` holds the parties on which an alias may depend
  // that the whole text names. A participant's own name is no alias.
  std::vector<TopicHit> Find(absl::string_view text, const Tokens& tokens,
                             TokenRange range, const Header& header,
                             const std::vector<std::string>& named) const;

 private:
  struct Alias {
    std::string code;
    std::unique_ptr<const RE2> pattern;
    int order = 0;
    bool general = false;
    bool contact = false;
    bool further = false;
    std::string needs;
    std::vector<std::string> pair;
    std::vector<std::string> unless;
  };
  explicit Taxonomy(absl::string_view data);

  std::vector<Alias> aliases_;
  std::unique_ptr<RE2::Set> set_;
  std::vector<std::string> needs_;  // The parties that aliases depend on.

 public:
  const std::vector<std::string>& needs() const { return needs_; }
};

// "region" of "region.iraq".
absl::string_view Family(absl::string_view code);

// Marks the hits that stand inside a capitalised name of a body or a document
// ("Trade and Investment Promotion Organization") or of an office.
// Also marks those that only say where something happens.
void MarkBodies(const Tokens& tokens, std::size_t first, std::size_t last,
                std::vector<TopicHit>& hits);

// "x.research-whaling" of "Research whaling"; "" when nothing is left of it.
std::string Slug(absl::string_view words);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_TOPICS_H_
