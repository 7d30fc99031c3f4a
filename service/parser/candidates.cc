#include "service/parser/candidates.h"

#include <algorithm>
#include <utility>

#include "service/parser/header.h"
#include "service/parser/person_names.h"

namespace chancery {
namespace {

bool HasWord(const Person& person, const std::string& word) {
  return std::find(person.words.begin(), person.words.end(), word) !=
         person.words.end();
}

// Jan Roe and Jan Hansen share a word too, and are two.
bool SharesWord(const Person& a, const Person& b) {
  if (a.words.size() >= 2 && b.words.size() >= 2 &&
      a.words.front() == b.words.front() && !HasWord(b, a.words.back()) &&
      !HasWord(a, b.words.back())) {
    return false;
  }
  return std::any_of(
      a.words.begin(), a.words.end(),
      [&b](const std::string& word) { return HasWord(b, word); });
}

class CandidateFinder {
 public:
  explicit CandidateFinder(const PrincipalsQuery& query) : query_(query) {}

  // The first office-holder, and the first one after who can be of another
  // party; then those who are named in one list with them.
  std::vector<Person> Find() {
    std::vector<Person> found;
    for (std::size_t i = query_.first; i < query_.last; ++i) {
      for (Person& person : PersonsIn(query_, query_.layout.blocks[i])) {
        found.push_back(std::move(person));
      }
      if (found.size() >= 2) break;
    }
    NameFromTitle(found);
    if (found.size() < 2 && query_.layout.title >= 0) {
      const auto title = static_cast<std::size_t>(query_.layout.title);
      for (Person& person : PersonsIn(query_, query_.layout.blocks[title])) {
        const bool known = std::any_of(
            found.begin(), found.end(),
            [&](const Person& other) { return SharesWord(person, other); });
        if (!known) found.push_back(std::move(person));
      }
    }
    for (Person& person : found) GivenFromTitle(person);
    for (Person& person : found) AddPerson(std::move(person));
    AddUntitled();
    return std::move(persons_);
  }

 private:
  // "Minister Okonkwo" in the preamble, "call with Adaeze Okonkwo" in the
  // title.
  void GivenFromTitle(Person& person) const {
    if (person.words.size() != 1 || query_.layout.title < 0) return;
    const Block& block =
        query_.layout.blocks[static_cast<std::size_t>(query_.layout.title)];
    const TokenRange range = TokensIn(query_.tokens, block.begin, block.end);
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (!IsNameWord(query_.tokens, i)) continue;
      const NameRange name = NameAfter(query_.tokens, i, range.last);
      const std::size_t words = name.last - name.first;
      if (words < 2 || words > 4 ||
          query_.tokens[name.last - 1].lower != person.words[0]) {
        i = std::max(i, name.last);
        continue;
      }
      SetName(query_.text, query_.tokens, name, person);
      return;
    }
  }

  // "The French President spoke": the title has the name.
  void NameFromTitle(std::vector<Person>& found) const {
    if (query_.layout.title < 0) return;
    const auto title = static_cast<std::size_t>(query_.layout.title);
    for (Person& named : PersonsIn(query_, query_.layout.blocks[title])) {
      if (named.words.empty()) continue;
      const bool taken = std::any_of(
          found.begin(), found.end(),
          [&named](const Person& other) { return SharesWord(named, other); });
      if (taken) continue;
      for (Person& person : found) {
        const bool fits =
            person.words.empty() &&
            (named.party.empty() || named.party == person.party) &&
            OfficeWord(named.title) == OfficeWord(person.title);
        if (!fits) continue;
        named.party = person.party;
        named.first = person.first;
        named.last = person.last;
        person = std::move(named);
        break;
      }
    }
  }

  // Somebody with a full name and no title, who is the subject of the verb of
  // contact: "Ivan Petrov had a telephone conversation with", "A telephoned B".
  void AddUntitled() {
    std::vector<std::size_t> blocks;
    for (std::size_t i = query_.first; i < query_.last; ++i) {
      blocks.push_back(i);
    }
    if (query_.layout.title >= 0) {
      blocks.push_back(static_cast<std::size_t>(query_.layout.title));
    }
    const std::size_t front =
        persons_.empty() ? query_.tokens.size() : persons_[0].first;
    for (const std::size_t index : blocks) {
      const Block& block = query_.layout.blocks[index];
      const TokenRange range = TokensIn(query_.tokens, block.begin, block.end);
      for (Person& person :
           FindUntitled(query_.text, query_.tokens, range.first, range.last)) {
        // The subject stands before the others, whoever they are.
        const bool before = person.first < front && index != blocks.back();
        if (!before && persons_.size() >= 2) continue;
        const bool same = std::any_of(
            persons_.begin(), persons_.end(),
            [&person](const Person& one) { return SharesWord(one, person); });
        if (same) continue;
        persons_.insert(before ? persons_.begin() : persons_.end(),
                        std::move(person));
        if (before) return;
      }
    }
  }

  void AddPerson(Person person) {
    person.stated = !person.party.empty();
    const bool same = std::any_of(
        persons_.begin(), persons_.end(), [&person](const Person& before) {
          return (!person.party.empty() && before.party == person.party) ||
                 (person.words.empty() && before.words.empty() &&
                  before.title == person.title &&
                  before.party == person.party) ||
                 SharesWord(person, before);
        });
    if (same) return;
    if (persons_.size() >= 2 && !InOneList(persons_.back(), person)) return;
    persons_.push_back(std::move(person));
  }

  // "with Foreign Minister A of X and Foreign Minister B of Y".
  bool InOneList(const Person& before, const Person& person) const {
    constexpr std::size_t kListParties = 8;
    if (persons_.size() >= kListParties || person.party.empty() ||
        person.first < before.last) {
      return false;
    }
    for (std::size_t i = before.last; i < person.first; ++i) {
      const Token& token = query_.tokens[i];
      const bool joins = token.Is("and") || token.Is(",") || token.Is("the") ||
                         token.Is(".") || token.Is(")") || token.Is("(") ||
                         IsHonorific(token.lower) || token.all_caps;
      if (!joins) return false;
    }
    return true;
  }

  const PrincipalsQuery& query_;
  std::vector<Person> persons_;
};

}  // namespace

std::vector<Person> PersonsIn(const PrincipalsQuery& query,
                              const Block& block) {
  const TokenRange range = TokensIn(query.tokens, block.begin, block.end);
  return FindPersons(query.text, query.tokens, range.first, range.last,
                     query.registry);
}

std::vector<Person> FindCandidates(const PrincipalsQuery& query) {
  return CandidateFinder(query).Find();
}

}  // namespace chancery
