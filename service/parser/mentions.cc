#include "service/parser/mentions.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/parser/parties.h"

namespace chancery {
namespace {

constexpr std::array<absl::string_view, 27> kJointNouns = {
    "ministers",   "sides",        "leaders",       "countries",
    "parties",     "presidents",   "secretaries",   "governments",
    "pair",        "two",          "interlocutors", "nations",
    "chancellors", "ministries",   "heads",         "officials",
    "principals",  "diplomats",    "counterparts",  "both",
    "delegations", "premiers",     "chiefs",        "statesmen",
    "politicians", "participants", "states"};

constexpr std::array<absl::string_view, 9> kJointOpeners = {
    "two", "both", "three", "four", "all", "five", "respective", "the", "2"};

constexpr std::array<absl::string_view, 9> kJointFillers = {
    "foreign", "prime",   "defense", "defence", "external",
    "two",     "affairs", "heads",   "finance"};

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class MentionFinder {
 public:
  MentionFinder(const Tokens& tokens, std::size_t first, std::size_t last,
                const Header& header)
      : tokens_(tokens), first_(first), last_(last), header_(header) {}

  std::vector<Mention> Find() {
    for (std::size_t i = first_; i < last_;) {
      std::optional<Mention> mention = At(i);
      if (!mention) {
        ++i;
        continue;
      }
      i = std::max(mention->last, i + 1);
      found_.push_back(*mention);
    }
    JoinPairs();
    return std::move(found_);
  }

 private:
  std::optional<Mention> At(std::size_t i) const {
    const Token& token = tokens_[i];
    if (!token.word) return std::nullopt;
    if (token.Is("he") || token.Is("she")) return Make(MentionKind::kHe, i, 1);
    if ((token.Is("i") && token.capital) || token.Is("we")) {
      return Make(MentionKind::kFirst, i, 1);
    }
    if (token.Is("it")) return Make(MentionKind::kIt, i, 1);
    if (token.Is("they")) return Make(MentionKind::kJoint, i, 1);
    if (auto joint = Joint(i)) return joint;
    if (auto compound = Compound(i)) return compound;
    if (auto person = TitledPerson(i)) return person;
    if (auto side = Side(i)) return side;
    return Party(i);
  }

  Mention Make(MentionKind kind, std::size_t i, std::size_t words) const {
    Mention mention;
    mention.kind = kind;
    mention.first = i;
    mention.last = i + words;
    return mention;
  }

  // "the two (foreign) ministers", "both sides", "the leaders", "the two".
  std::optional<Mention> Joint(std::size_t i) const {
    std::size_t k = i;
    if (!Has(kJointOpeners, tokens_[k].lower)) return std::nullopt;
    const bool both = tokens_[k].Is("both");
    bool counted = tokens_[k].Is("two") || both || tokens_[k].Is("three");
    ++k;
    while (k < last_ && k < i + 5 &&
           (Has(kJointOpeners, tokens_[k].lower) ||
            Has(kJointFillers, tokens_[k].lower))) {
      counted = counted || tokens_[k].Is("two") || tokens_[k].Is("three") ||
                tokens_[k].Is("both");
      ++k;
    }
    if (k < last_ && Has(kJointNouns, tokens_[k].lower) &&
        !(tokens_[k].Is("countries") && !counted) &&
        !(tokens_[k].Is("officials") && !counted) &&
        !(tokens_[k].Is("nations") && !counted) &&
        !(tokens_[k].Is("states") && !counted)) {
      Mention mention = Make(MentionKind::kJoint, i, k + 1 - i);
      mention.last = OfBothEnd(mention.last);
      return mention;
    }
    // "the two agreed", "both agreed": the number stands alone.
    if (counted && k > i && (tokens_[k - 1].Is("two") || both)) {
      const bool noun_follows =
          k < last_ && tokens_[k].word && !both && tokens_[k].capital;
      if (!noun_follows && !both) return Make(MentionKind::kJoint, i, k - i);
      if (both && k == i + 1 && k < last_ && tokens_[k].word &&
          absl::EndsWith(tokens_[k].lower, "ed")) {
        return Make(MentionKind::kJoint, i, 1);
      }
    }
    return std::nullopt;
  }

  // "Japan-Australia", "Japan-Australia-United States": both, and maybe more.
  std::optional<Mention> Compound(std::size_t i) const {
    if (tokens_[i].lower.find('-') == std::string::npos) return std::nullopt;
    const auto codes = PartyNames::Get().Compound(tokens_[i].lower);
    int sides = 0;
    for (const std::string& code : codes) sides += TakesPart(header_, code);
    if (sides < 2) return std::nullopt;
    Mention mention = Make(MentionKind::kJoint, i, 1);
    if (absl::EndsWith(tokens_[i].lower, "-united") && i + 1 < last_ &&
        tokens_[i + 1].Is("states")) {
      ++mention.last;
    }
    return mention;
  }

  // "... of both countries", "... of Japan and Russia".
  std::size_t OfBothEnd(std::size_t at) const {
    if (at + 1 >= last_ || !tokens_[at].Is("of")) return at;
    std::size_t k = at + 1;
    if (tokens_[k].Is("the")) ++k;
    if (k < last_ && (tokens_[k].Is("both") || tokens_[k].Is("two"))) {
      return std::min(k + 2, last_);
    }
    const PartyMention one = PartyNames::Get().Match(tokens_, k, last_);
    if (one.code.empty() || one.last >= last_) return at;
    if (!tokens_[one.last].Is("and")) return at;
    const PartyMention two =
        PartyNames::Get().Match(tokens_, one.last + 1, last_);
    return two.code.empty() ? at : two.last;
  }

  // A principal by name, or somebody else with a title; "the Minister".
  std::optional<Mention> TitledPerson(std::size_t i) const {
    std::size_t k = i;
    const bool article = tokens_[k].Is("the");
    if (article && k + 1 < last_) ++k;
    // "Russian Foreign Minister", "U.S. Secretary of State".
    const PartyMention demonym = PartyNames::Get().Match(tokens_, k, last_);
    std::size_t title = k;
    if (!demonym.code.empty() && demonym.last < last_ &&
        !tokens_[demonym.last - 1].possessive) {
      title = demonym.last;
    }
    while (title < last_ && (IsHonorific(tokens_[title].lower) ||
                             (tokens_[title].Is(".") && title > i &&
                              IsHonorific(tokens_[title - 1].lower)))) {
      ++title;
    }
    const std::size_t title_end = TitleEnd(tokens_, title, last_);
    const bool titled = title_end > title;
    const bool honoured = title > k && IsHonorific(tokens_[k].lower);
    if (!titled && title != k && !honoured) return std::nullopt;
    std::size_t name = title_end;
    std::size_t name_end = name;
    int person = -1;
    while (name_end < last_ && name_end < name + 5 && IsNameToken(name_end)) {
      const int who = PersonOf(tokens_[name_end].lower);
      if (who >= 0 && person < 0) person = who;
      ++name_end;
      if (tokens_[name_end - 1].possessive) break;
    }
    if (name_end == name) {
      if (!titled || demonym.last > k) {
        return titled ? OfficeOf(i, title, title_end, demonym.code)
                      : std::nullopt;
      }
      return article || titled ? OfficeOf(i, title, title_end, "")
                               : std::nullopt;
    }
    if (!titled && !honoured && person < 0) return std::nullopt;
    if (person >= 0 &&
        !IsThatPerson(person, title, title_end, name, name_end, demonym.code)) {
      person = -1;
    }
    if (!titled && !honoured && person < 0) return std::nullopt;
    Mention mention = Make(MentionKind::kThird, i, name_end - i);
    if (person >= 0) {
      mention.kind = MentionKind::kPerson;
      mention.person = person;
      mention.party = header_.persons[static_cast<std::size_t>(person)].party;
    } else if (!demonym.code.empty()) {
      mention.party = demonym.code;
    }
    // "..., Minister for Foreign Affairs of Japan,"
    mention.last = OfPartyEnd(mention.last);
    return mention;
  }

  std::size_t OfPartyEnd(std::size_t at) const {
    if (at + 1 >= last_ || !tokens_[at].Is("of")) return at;
    std::size_t k = at + 1;
    if (tokens_[k].Is("the") && k + 1 < last_) ++k;
    const PartyMention party = PartyNames::Get().Match(tokens_, k, last_);
    return party.code.empty() ? at : party.last;
  }

  bool IsNameToken(std::size_t i) const {
    const Token& token = tokens_[i];
    if (!token.word) return false;
    if (!token.capital) {
      return (token.Is("de") || token.Is("van") || token.Is("der") ||
              token.Is("bin") || token.Is("al")) &&
             i + 1 < last_ && tokens_[i + 1].capital;
    }
    return PartyNames::Get().Match(tokens_, i, last_).code.empty() ||
           PersonOf(token.lower) >= 0;
  }

  // One or two letters of a long name may be wrong.
  static bool SlipOf(absl::string_view a, absl::string_view b) {
    constexpr std::size_t kLongName = 6;
    constexpr std::size_t kNameMax = 24;
    if (a.size() < kLongName || a.size() > kNameMax || a.size() != b.size() ||
        a[0] != b[0]) {
      return false;
    }
    int wrong = 0;
    for (std::size_t i = 0; i < a.size(); ++i) wrong += a[i] != b[i];
    return wrong <= 2;
  }

  int PersonOf(absl::string_view word) const {
    for (std::size_t p = 0; p < header_.persons.size(); ++p) {
      const std::vector<std::string>& words = header_.persons[p].words;
      if (std::find(words.begin(), words.end(), word) != words.end()) {
        return static_cast<int>(p);
      }
    }
    for (std::size_t p = 0; p < header_.persons.size(); ++p) {
      if (SlipOf(word, header_.persons[p].family)) return static_cast<int>(p);
    }
    return -1;
  }

  // A namesake with another office, another state or another given name is
  // somebody else.
  bool IsThatPerson(int index, std::size_t title, std::size_t title_end,
                    std::size_t name, std::size_t name_end,
                    absl::string_view demonym) const {
    const Person& person = header_.persons[static_cast<std::size_t>(index)];
    for (std::size_t i = name; i < name_end; ++i) {
      const std::string& word = tokens_[i].lower;
      if (std::find(person.words.begin(), person.words.end(), word) ==
              person.words.end() &&
          !SlipOf(word, person.family)) {
        return false;
      }
    }
    const bool bare_given = name_end - name == 1 && person.words.size() > 1 &&
                            tokens_[name].lower != person.family &&
                            !SlipOf(tokens_[name].lower, person.family);
    if (bare_given) return false;
    if (!demonym.empty() && demonym != person.party) return false;
    if (title_end == title) return true;
    std::string office;
    for (std::size_t i = title; i < title_end; ++i) {
      absl::StrAppend(&office, " ", tokens_[i].lower);
    }
    const std::string spoken = OfficeWord(office);
    std::string held = OfficeWord(person.title);
    // "State Councilor and Foreign Minister" answers to both.
    for (const Token& word : Tokenize(person.title)) {
      if (word.lower == spoken) held = spoken;
    }
    const bool prime =
        absl::StrContains(office, "prime") ==
        absl::StrContains(absl::AsciiStrToLower(person.title), "prime");
    const bool deputy =
        absl::StrContains(office, "deputy") ==
        absl::StrContains(absl::AsciiStrToLower(person.title), "deputy");
    if (spoken == held) return prime && deputy;
    // "Foreign Minister" of a secretary of state, and the other way round.
    const bool ministerial = (spoken == "minister" || spoken == "secretary") &&
                             (held == "minister" || held == "secretary" ||
                              held == "councilor" || held == "councillor");
    return (ministerial && prime) || held.empty();
  }

  // "the Minister", "the Russian Foreign Minister", "the Secretary".
  std::optional<Mention> OfficeOf(std::size_t i, std::size_t title,
                                  std::size_t title_end,
                                  absl::string_view party) const {
    Mention mention = Make(MentionKind::kThird, i, title_end - i);
    std::string office;
    for (std::size_t k = title; k < title_end; ++k) {
      absl::StrAppend(&office, " ", tokens_[k].lower);
    }
    const std::string spoken = OfficeWord(office);
    int matches = 0;
    for (std::size_t p = 0; p < header_.persons.size(); ++p) {
      const Person& person = header_.persons[p];
      const bool prime =
          absl::StrContains(office, "prime") ==
          absl::StrContains(absl::AsciiStrToLower(person.title), "prime");
      if (OfficeWord(person.title) != spoken || !prime) continue;
      if (!party.empty() && person.party != party) continue;
      ++matches;
      mention.kind = MentionKind::kOffice;
      mention.person = static_cast<int>(p);
      mention.party = person.party;
    }
    if (matches > 1) {
      // Which of them is for the speaker rules to say.
      mention.person = -1;
      mention.party.clear();
    }
    return mention;
  }

  // "the Japanese side", "the Government of Japan", "the U.S. government".
  std::optional<Mention> Side(std::size_t i) const {
    std::size_t k = i;
    if (tokens_[k].Is("the") && k + 1 < last_) ++k;
    if (tokens_[k].Is("government") && k + 2 < last_ &&
        tokens_[k + 1].Is("of")) {
      std::size_t p = k + 2;
      if (tokens_[p].Is("the") && p + 1 < last_) ++p;
      const PartyMention party = PartyNames::Get().Match(tokens_, p, last_);
      if (party.code.empty()) return std::nullopt;
      Mention mention = Make(MentionKind::kParty, i, party.last - i);
      mention.party = party.code;
      return mention;
    }
    const PartyMention party = PartyNames::Get().Match(tokens_, k, last_);
    if (party.code.empty() || party.last >= last_) return std::nullopt;
    static constexpr std::array<absl::string_view, 6> kSides = {
        "side",        "government", "administration",
        "authorities", "people",     "leadership"};
    if (!Has(kSides, tokens_[party.last].lower)) return std::nullopt;
    Mention mention = Make(MentionKind::kParty, i, party.last + 1 - i);
    mention.party = party.code;
    return mention;
  }

  std::optional<Mention> Party(std::size_t i) const {
    std::size_t k = i;
    if (tokens_[k].Is("the") && k + 1 < last_) ++k;
    const PartyMention party = PartyNames::Get().Match(tokens_, k, last_);
    if (party.code.empty()) return std::nullopt;
    if (party.naming == PartyNaming::kDemonym) return std::nullopt;
    Mention mention = Make(MentionKind::kParty, i, party.last - i);
    mention.party = party.code;
    // "the Republic of Korea (ROK)"
    if (mention.last + 2 < last_ && tokens_[mention.last].Is("(") &&
        tokens_[mention.last + 2].Is(")")) {
      mention.last += 3;
    }
    return mention;
  }

  bool SameSide(const Mention& a, const Mention& b) const {
    const bool persons =
        (a.kind == MentionKind::kPerson || a.kind == MentionKind::kOffice) &&
        (b.kind == MentionKind::kPerson || b.kind == MentionKind::kOffice);
    const bool parties =
        a.kind == MentionKind::kParty && b.kind == MentionKind::kParty;
    return persons || parties || a.kind == MentionKind::kHe;
  }

  // "Minister A and Minister B", "Japan and Russia", "he and B" are joint.
  void JoinPairs() {
    std::vector<Mention> joined;
    for (const Mention& mention : found_) {
      if (!joined.empty()) {
        Mention& before = joined.back();
        const bool linked =
            mention.first == before.last + 1 &&
            (tokens_[before.last].Is("and") || tokens_[before.last].Is("&")) &&
            !tokens_[before.last - 1].possessive;
        const bool sides = SameSide(before, mention) &&
                           (before.party != mention.party ||
                            before.kind == MentionKind::kHe) &&
                           TakesPart(header_, mention.party) &&
                           (before.kind == MentionKind::kHe ||
                            TakesPart(header_, before.party));
        if (linked && sides && !tokens_[mention.last - 1].possessive) {
          before.kind = MentionKind::kJoint;
          before.person = -1;
          before.party.clear();
          before.last = mention.last;
          continue;
        }
      }
      joined.push_back(mention);
    }
    found_ = std::move(joined);
  }

  const Tokens& tokens_;
  const std::size_t first_;
  const std::size_t last_;
  const Header& header_;
  std::vector<Mention> found_;
};

}  // namespace

bool TakesPart(const Header& header, absl::string_view party) {
  return std::find(header.parties.begin(), header.parties.end(), party) !=
         header.parties.end();
}

std::vector<Mention> FindMentions(const Tokens& tokens, std::size_t first,
                                  std::size_t last, const Header& header) {
  return MentionFinder(tokens, first, last, header).Find();
}

}  // namespace chancery
