#ifndef CHANCERY_SERVICE_PARSER_MENTION_FINDER_H_
#define CHANCERY_SERVICE_PARSER_MENTION_FINDER_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/parser/mentions.h"
#include "service/parser/parties.h"
#include "service/parser/sentence_reader.h"
#include "service/parser/titles.h"

namespace chancery {

inline constexpr std::array<absl::string_view, 27> kJointNouns = {
    "ministers",   "sides",        "leaders",       "countries",
    "parties",     "presidents",   "secretaries",   "governments",
    "pair",        "two",          "interlocutors", "nations",
    "chancellors", "ministries",   "heads",         "officials",
    "principals",  "diplomats",    "counterparts",  "both",
    "delegations", "premiers",     "chiefs",        "statesmen",
    "politicians", "participants", "states"};

inline constexpr std::array<absl::string_view, 9> kJointOpeners = {
    "two", "both", "three", "four", "all", "five", "respective", "the", "2"};

inline constexpr std::array<absl::string_view, 16> kJointFillers = {
    "foreign", "prime", "defense",   "defence", "external", "two",
    "affairs", "heads", "finance",   "top",     "senior",   "national",
    "trade",   "world", "political", "interior"};

// Offices of several: "Presidents A and B", "Ministers discussed".
inline constexpr std::array<absl::string_view, 7> kPluralOffices = {
    "ministers",   "presidents", "secretaries", "leaders",
    "chancellors", "premiers",   "principals"};

// Finds the mentions of one sentence. Used by FindMentions() alone;
// mentions.cc has groups and parties, mention_persons.cc the people.
class MentionFinder {
 public:
  MentionFinder(const Tokens& tokens, std::size_t first, std::size_t last,
                const Header& header)
      : tokens_(tokens), first_(first), last_(last), header_(header) {}

  std::vector<Mention> Find();

 private:
  std::optional<Mention> At(std::size_t i) const;

  // False for the many words that begin no mention.
  static bool MayBegin(const Token& token);

  Mention Make(MentionKind kind, std::size_t i, std::size_t words) const;

  // "the two (foreign) ministers", "both sides", "the leaders", "the two".
  std::optional<Mention> Joint(std::size_t i) const;

  // "Presidents A and B", and "Ministers" at the front of a sentence.
  std::optional<Mention> PluralOffice(std::size_t i) const;

  // "their foreign ministers": of both.
  std::optional<Mention> TheirStaff(std::size_t i) const;

  // "his Indian counterpart", with the name if there is one.
  std::optional<Mention> Counterpart(std::size_t i) const;

  // "Japan-Australia", "Japan-Australia-United States": both, and maybe more.
  std::optional<Mention> Compound(std::size_t i) const;

  // "... of both countries", "... of Japan and Russia".
  std::size_t OfBothEnd(std::size_t at) const;

  // A principal by name, or somebody else with a title; "the Minister".
  std::optional<Mention> TitledPerson(std::size_t i) const;

  // "His Majesty", "Her Royal Highness".
  static bool IsStyle(absl::string_view word);

  // The party in "of Finland" at `at`, and the place behind it.
  PartyMention PartyBehind(std::size_t at) const;
  std::size_t OfPartyEnd(std::size_t at) const;

  bool IsNameToken(std::size_t i) const;

  // One or two letters of a long name may be wrong.
  static bool SlipOf(absl::string_view a, absl::string_view b);

  int PersonOf(absl::string_view word) const;

  // A namesake with another office, another state or another given name is
  // somebody else.
  bool IsThatPerson(int index, std::size_t title, std::size_t title_end,
                    std::size_t name, std::size_t name_end,
                    absl::string_view demonym) const;

  // "the Minister", "the Russian Foreign Minister", "the Secretary".
  std::optional<Mention> OfficeOf(std::size_t i, std::size_t title,
                                  std::size_t title_end,
                                  absl::string_view party) const;

  // "the Japanese side", "the Government of Japan", "the U.S. government".
  std::optional<Mention> Side(std::size_t i) const;

  std::optional<Mention> Party(std::size_t i) const;

  // "minister", "primeminister", "vicepresident": the offices in tokens
  // [first, last), by rank.
  static std::vector<std::string> OfficesIn(const Tokens& tokens,
                                            std::size_t first,
                                            std::size_t last);
  std::vector<std::string> Offices(std::size_t first, std::size_t last) const;

  // Whether secretaries of state, ministers and councillors are one.
  enum class Kinship { kSame, kMinisterial };
  static bool HoldsOffice(const Person& person,
                          const std::vector<std::string>& spoken,
                          Kinship kinship);

  // Whether the title names an office of each of two holders, of two parties.
  bool OneEach(const std::vector<int>& holders, std::size_t title,
               std::size_t title_end) const;

  // An office that several hold is the one's who is not named beside it.
  void SettleOffices();

  bool SameSide(const Mention& a, const Mention& b) const;

  // The end of "and", "as well as" or, among three parties, a comma at `at`;
  // `at` for none.
  std::size_t LinkEnd(std::size_t at) const;

  // "Minister A and Minister B", "Japan and Russia", "he and B" are joint.
  void JoinPairs();

  const Tokens& tokens_;
  const std::size_t first_;
  const std::size_t last_;
  const Header& header_;
  std::vector<Mention> found_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_MENTION_FINDER_H_
