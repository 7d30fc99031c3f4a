#include <utility>

#include "absl/strings/strip.h"
#include "service/parser/mention_finder.h"

namespace chancery {

bool MentionFinder::IsStyle(absl::string_view word) {
  static constexpr std::array<absl::string_view, 6> kStyles = {
      "majesty", "highness", "royal", "holiness", "eminence", "serene"};
  return Has(kStyles, word);
}

std::optional<Mention> MentionFinder::TitledPerson(std::size_t i) const {
  std::size_t k = i;
  const bool article = tokens_[k].Is("the");
  if (article && k + 1 < last_) ++k;
  // "Russian Foreign Minister", "U.S. Secretary of State".
  const PartyMention demonym = PartyNames::Get().Match(tokens_, k, last_);
  std::size_t title = k;
  if (!demonym.code.empty() && demonym.last < last_ &&
      (!tokens_[demonym.last - 1].possessive ||
       TitleEnd(tokens_, demonym.last, last_) > demonym.last)) {
    title = demonym.last;
  }
  static constexpr std::array<absl::string_view, 13> kAges = {
      "former",     "new",      "newly",          "recently", "appointed",
      "elected",    "outgoing", "incoming",       "then",     "current",
      "re-elected", "visiting", "newly-appointed"};
  while (title + 1 < last_ && Has(kAges, tokens_[title].lower)) ++title;
  if (demonym.code.empty() && title > k) k = title;
  while (title < last_ && (IsHonorific(tokens_[title].lower) ||
                           (title > k && IsStyle(tokens_[title].lower)) ||
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
    if (!titled) return std::nullopt;
    // "The President of Finland": said after the title as well as before.
    const PartyMention behind = PartyBehind(title_end);
    std::optional<Mention> office = OfficeOf(
        i, title, title_end, demonym.code.empty() ? behind.code : demonym.code);
    if (office && !behind.code.empty()) office->last = behind.last;
    return office;
  }
  if (!titled && !honoured && person < 0) return std::nullopt;
  if (person >= 0 &&
      !IsThatPerson(person, title, title_end, name, name_end, demonym.code)) {
    person = -1;
  }
  if (!titled && !honoured && person < 0) return std::nullopt;
  Mention mention = Make(MentionKind::kThird, i, name_end - i);
  // "President A", where the header knows a president without a name.
  if (person < 0 && titled) {
    const auto office = OfficeOf(i, title, title_end, demonym.code);
    if (office && office->person >= 0 &&
        header_.persons[static_cast<std::size_t>(office->person)]
            .words.empty()) {
      person = office->person;
    }
  }
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

PartyMention MentionFinder::PartyBehind(std::size_t at) const {
  if (at + 1 >= last_ || !tokens_[at].Is("of")) return {};
  std::size_t k = at + 1;
  if (tokens_[k].Is("the") && k + 1 < last_) ++k;
  return PartyNames::Get().Match(tokens_, k, last_);
}

std::size_t MentionFinder::OfPartyEnd(std::size_t at) const {
  const PartyMention party = PartyBehind(at);
  return party.code.empty() ? at : party.last;
}

bool MentionFinder::IsNameToken(std::size_t i) const {
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

bool MentionFinder::SlipOf(absl::string_view a, absl::string_view b) {
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

int MentionFinder::PersonOf(absl::string_view word) const {
  for (std::size_t p = 0; p < header_.persons.size(); ++p) {
    const std::vector<std::string>& words = header_.persons[p].words;
    if (std::find(words.begin(), words.end(), word) != words.end()) {
      return static_cast<int>(p);
    }
    // "Speaker Jabouri" of "Salim al-Jabouri"
    for (absl::string_view own : words) {
      if (absl::ConsumePrefix(&own, "al-") && own == word) {
        return static_cast<int>(p);
      }
    }
  }
  for (std::size_t p = 0; p < header_.persons.size(); ++p) {
    if (SlipOf(word, header_.persons[p].family)) return static_cast<int>(p);
  }
  return -1;
}

bool MentionFinder::IsThatPerson(int index, std::size_t title,
                                 std::size_t title_end, std::size_t name,
                                 std::size_t name_end,
                                 absl::string_view demonym) const {
  const Person& person = header_.persons[static_cast<std::size_t>(index)];
  for (std::size_t i = name; i < name_end; ++i) {
    const absl::string_view word = tokens_[i].lower;
    if (PersonOf(word) != index && !SlipOf(word, person.family) &&
        std::find(person.words.begin(), person.words.end(), word) ==
            person.words.end()) {
      return false;
    }
  }
  const bool bare_given = name_end - name == 1 && person.words.size() > 1 &&
                          tokens_[name].lower != person.family &&
                          !SlipOf(tokens_[name].lower, person.family);
  // "Minister Retno": with the title, a given name is enough.
  if (bare_given && title_end == title) return false;
  if (!demonym.empty() && demonym != person.party) return false;
  if (title_end == title) return true;
  return person.title.empty() ||
         HoldsOffice(person, Offices(title, title_end), Kinship::kMinisterial);
}

std::vector<std::string> MentionFinder::OfficesIn(const Tokens& tokens,
                                                  std::size_t first,
                                                  std::size_t last) {
  std::vector<std::string> offices;
  std::string rank;
  for (std::size_t i = first; i < last; ++i) {
    const absl::string_view word = tokens[i].lower;
    const bool general = i + 1 < last && tokens[i + 1].Is("general");
    if (word == "vice" || word == "deputy" || word == "prime") {
      absl::StrAppend(&rank, word);
      continue;
    }
    if (word == "premier" || word == "pm") {
      offices.push_back(absl::StrCat(rank, "primeminister"));
    } else if (word == "eam") {
      offices.emplace_back("minister");
    } else if (word == "vice-president" || word == "vice-minister") {
      offices.push_back(absl::StrCat("vice", word.substr(5)));
    } else if (word == "secretary" && general) {
      offices.emplace_back("secretary-general");
      ++i;
    } else if (IsOffice(word)) {
      offices.push_back(absl::StrCat(rank, word));
    } else {
      continue;
    }
    rank.clear();
  }
  return offices;
}

std::vector<std::string> MentionFinder::Offices(std::size_t first,
                                                std::size_t last) const {
  return OfficesIn(tokens_, first, last);
}

bool MentionFinder::HoldsOffice(const Person& person,
                                const std::vector<std::string>& spoken,
                                Kinship kinship) {
  const Tokens title = Tokenize(person.title);
  const std::vector<std::string> held = OfficesIn(title, 0, title.size());
  // "Foreign Minister" of a secretary of state, and the other way round.
  const auto ministerial = [](absl::string_view office) {
    return office == "minister" || office == "secretary" ||
           office == "councilor" || office == "councillor";
  };
  for (const std::string& one : spoken) {
    for (const std::string& other : held) {
      if (one == other) return true;
      if (kinship == Kinship::kMinisterial && ministerial(one) &&
          ministerial(other)) {
        return true;
      }
    }
  }
  return held.empty() && kinship == Kinship::kMinisterial;
}

std::optional<Mention> MentionFinder::OfficeOf(std::size_t i, std::size_t title,
                                               std::size_t title_end,
                                               absl::string_view party) const {
  Mention mention = Make(MentionKind::kThird, i, title_end - i);
  const std::vector<std::string> spoken = Offices(title, title_end);
  for (const Kinship kinship : {Kinship::kSame, Kinship::kMinisterial}) {
    for (std::size_t p = 0; p < header_.persons.size(); ++p) {
      const Person& person = header_.persons[p];
      if (person.title.empty() || !HoldsOffice(person, spoken, kinship) ||
          (!party.empty() && person.party != party)) {
        continue;
      }
      mention.holders.push_back(static_cast<int>(p));
    }
    if (!mention.holders.empty()) break;
  }
  if (mention.holders.empty()) return mention;
  mention.kind = MentionKind::kOffice;
  if (OneEach(mention.holders, title, title_end)) {
    mention.kind = MentionKind::kJoint;
    for (const int holder : std::exchange(mention.holders, {})) {
      mention.members.push_back(
          header_.persons[static_cast<std::size_t>(holder)].party);
    }
    return mention;
  }
  // Which of several it is, the speaker rules say.
  if (mention.holders.size() == 1) {
    mention.person = mention.holders[0];
    mention.party =
        header_.persons[static_cast<std::size_t>(mention.person)].party;
  }
  return mention;
}

// "The Vice President and Vice Chancellor" of two parties.
bool MentionFinder::OneEach(const std::vector<int>& holders, std::size_t title,
                            std::size_t title_end) const {
  if (holders.size() != 2) return false;
  const Person& one = header_.persons[static_cast<std::size_t>(holders[0])];
  const Person& two = header_.persons[static_cast<std::size_t>(holders[1])];
  for (std::size_t i = title; i < title_end && one.party != two.party; ++i) {
    if (!tokens_[i].Is("and")) continue;
    const auto holds = [this](const Person& person, std::size_t first,
                              std::size_t last) {
      return HoldsOffice(person, Offices(first, last), Kinship::kSame);
    };
    const bool straight = holds(one, title, i) && holds(two, i, title_end);
    const bool crossed = holds(two, title, i) && holds(one, i, title_end);
    return straight != crossed;
  }
  return false;
}

void MentionFinder::SettleOffices() {
  for (Mention& office : found_) {
    if (office.kind != MentionKind::kOffice || office.holders.size() < 2) {
      continue;
    }
    // "The President and President B": the one who is not named beside.
    std::vector<int> left;
    for (const int holder : office.holders) {
      const bool named = std::any_of(
          found_.begin(), found_.end(), [holder](const Mention& other) {
            return other.kind == MentionKind::kPerson && other.person == holder;
          });
      if (!named) left.push_back(holder);
    }
    if (left.size() != 1) continue;
    office.person = left[0];
    office.party = header_.persons[static_cast<std::size_t>(left[0])].party;
  }
}

}  // namespace chancery
