#include "service/parser/mention_finder.h"

namespace chancery {

std::optional<Mention> MentionFinder::TitledPerson(std::size_t i) const {
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
    return article || titled ? OfficeOf(i, title, title_end, "") : std::nullopt;
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

std::size_t MentionFinder::OfPartyEnd(std::size_t at) const {
  if (at + 1 >= last_ || !tokens_[at].Is("of")) return at;
  std::size_t k = at + 1;
  if (tokens_[k].Is("the") && k + 1 < last_) ++k;
  const PartyMention party = PartyNames::Get().Match(tokens_, k, last_);
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

std::optional<Mention> MentionFinder::OfficeOf(std::size_t i, std::size_t title,
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

}  // namespace chancery
