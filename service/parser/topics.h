#ifndef CHANCERY_SERVICE_PARSER_TOPICS_H_
#define CHANCERY_SERVICE_PARSER_TOPICS_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
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
  bool weak = false;
  bool scene = false;  // A participant's own name, as what is talked about.
  bool body = false;   // Inside the name of a body or a document.
  bool event = false;  // Where something else happens: "at the G7".
  bool place = false;  // Where one goes or meets: "in Northern Ireland".
  // A meeting of others, by its name: "the ASEAN Leaders' Meeting".
  bool foreign = false;
};

// What the whole text says that decides about an alias in one sentence of it.
struct TopicCues {
  std::vector<std::string> named;  // Parties that aliases depend on.
  bool war = false;  // It tells of a war: then a state's name is its scene.
};

// The taxonomy of data/taxonomy.txt. Immutable; thread-safe.
class Taxonomy {
 public:
  static const Taxonomy& Get();

  // The topic's name for people: "Northern Territories and peace treaty". Of a
  // state's region "Estonia", of a candidate "Research whaling".
  std::string Title(absl::string_view code) const;

  // The codes that have a title, in the taxonomy's order.
  std::vector<std::string> Codes() const;

  // True where a state of a region marked "home" takes part: what its readouts
  // tell is of that region, wherever it was said.
  bool AtHome(const Header& header) const;

  // The aliases in the text of tokens [first, last), in order, the longest of
  // overlapping ones. A participant's own name is no alias, but as the scene
  // of something.
  std::vector<TopicHit> Find(absl::string_view text, const Tokens& tokens,
                             TokenRange range, const Header& header,
                             const TopicCues& cues) const;

 private:
  struct Alias {
    std::string code;
    std::shared_ptr<const RE2> pattern;  // An Alias is copied when built.
    int order = 0;
    bool general = false;
    bool contact = false;
    bool further = false;
    bool weak = false;
    std::string needs;
    std::string with;
    std::string without;
    std::vector<std::string> pair;
    std::vector<std::string> unless;
  };
  explicit Taxonomy(absl::string_view data);
  void AddTopic(absl::string_view line, int order);
  void SetFlag(absl::string_view flag, Alias& alias);
  static bool Counts(const Alias& alias, const Header& header);

  std::vector<std::pair<std::string, std::string>> titles_;
  std::vector<std::string> homes_;  // Codes.

  bool IsHome(absl::string_view code) const;
  std::vector<Alias> aliases_;
  std::unique_ptr<RE2::Set> set_;
  std::vector<std::string> needs_;  // The parties that aliases depend on.

 public:
  const std::vector<std::string>& needs() const { return needs_; }
};

// True where the general code `place` is the family of `topic`: North Korea of
// its missiles, Iran of its nuclear programme, the Middle East of its states.
bool Covers(absl::string_view place, absl::string_view topic);

// "region" of "region.iraq".
absl::string_view Family(absl::string_view code);

// Marks the hits of tokens [first, last) that stand inside a capitalised name
// of a body or a document ("Trade and Investment Promotion Organization") or of
// an office, that only say where something happens or where one goes, and the
// meetings of others.
void MarkHits(const Tokens& tokens, std::size_t first, std::size_t last,
              const Header& header, std::vector<TopicHit>& hits);

// The states that tokens [first, last) name beside the participants, as their
// regions, where something is said about them: "on Lebanon", "the situation in
// Lebanon and Jordan". Not those that `hits` cover.
std::vector<TopicHit> FindThirdStates(const Tokens& tokens, std::size_t first,
                                      std::size_t last, const Header& header,
                                      const std::vector<TopicHit>& hits);

// "region.est" of "EST"; the taxonomy's own code where a state has one.
std::string RegionOf(absl::string_view party);

// "x.research-whaling" of "Research whaling"; "" when nothing is left of it.
std::string Slug(absl::string_view words);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_TOPICS_H_
