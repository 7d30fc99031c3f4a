#include "service/parser/principals.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "proto/values/error_info.h"
#include "service/parser/candidates.h"
#include "service/parser/folding.h"
#include "service/parser/header.h"
#include "service/parser/parties.h"
#include "service/parser/person_names.h"
#include "service/parser/title_parties.h"

namespace chancery {
namespace {

// Only one state gives its foreign minister this title.
constexpr char kSecretaryOfState[] = "Secretary of State";

class PrincipalsFinder {
 public:
  explicit PrincipalsFinder(const PrincipalsQuery& query) : query_(query) {}

  absl::StatusOr<Principals> Find() {
    found_.weights = FormSigns::Get().Weigh(query_.text);
    title_ = PartiesOfTitle(query_.tokens, query_.layout);
    found_.persons = FindCandidates(query_);
    AskRegistry();
    AddOfficeSigns();
    FindPublisher();
    SettleStateless();
    for (const std::string& code : title_) {
      if (parties_.size() < 2 || title_.size() > 2) parties_.insert(code);
    }
    if (parties_.size() < 2 && !found_.publisher.empty()) {
      parties_.insert(found_.publisher);
    }
    if (parties_.size() < 2 && persons().size() == 2) FillFromPreamble();
    persons().erase(std::remove_if(persons().begin(), persons().end(),
                                   [](const Person& person) {
                                     return person.party.empty();
                                   }),
                    persons().end());
    FindInBody();
    if (parties_.size() < 2) {
      return NotAReadout("title and preamble do not name two parties");
    }
    for (Person& person : persons()) {
      NameHolder(person);
      SettleName(person, query_.tokens);
    }
    found_.parties.assign(parties_.begin(), parties_.end());
    SettlePublisher();
    return std::move(found_);
  }

 private:
  std::vector<Person>& persons() { return found_.persons; }

  void AskRegistry() {
    for (Person& person : persons()) {
      if (person.words.empty()) continue;
      if (person.known == nullptr) {
        person.known = query_.registry.Find(
            {person.words, person.title, person.party, query_.day});
      }
      if (person.known == nullptr) MendPlural(person);
      if (person.known != nullptr && person.party.empty()) {
        const std::string& party = person.known->party;
        const bool taken = std::any_of(
            persons().begin(), persons().end(),
            [&party](const Person& other) { return other.party == party; });
        if (!taken) person.party = party;
      }
    }
  }

  // "Secretary Pompeos Call": the apostrophe was lost on the way.
  void MendPlural(Person& person) const {
    if (person.words.size() != 1 || person.words[0].back() != 's') return;
    const std::string word =
        person.words[0].substr(0, person.words[0].size() - 1);
    if (word.empty()) return;
    person.known =
        query_.registry.Find({{word}, person.title, person.party, query_.day});
    if (person.known == nullptr) return;
    person.words[0] = word;
    person.written[0].pop_back();
    person.family = word;
  }

  // The first person without a state is the publisher's own: the office they
  // hold says whose.
  void AddOfficeSigns() {
    if (persons().empty()) return;
    const Person& first = persons()[0];
    const FormSigns& signs = FormSigns::Get();
    constexpr int kFull = 9;
    if (first.known != nullptr) {
      // One who is named with a state may still be the publisher's.
      std::string office =
          query_.registry.OfficeOf(first.title, first.known->party);
      if (office.empty()) office = TermOf(*first.known);
      signs.AddOffice(first.known->party, office, first.stated ? 1 : kFull,
                      found_.weights);
      return;
    }
    if (first.stated) {
      signs.AddOffice(first.party,
                      query_.registry.OfficeOf(first.title, first.party), 1,
                      found_.weights);
      return;
    }
    // "Foreign Secretary": a title that one party alone gives the office.
    if (!query_.registry.OfficeOf(first.title, "").empty()) return;
    for (const std::string& party : signs.Publishers()) {
      signs.AddOffice(party, query_.registry.OfficeOf(first.title, party),
                      kFull, found_.weights);
    }
  }

  // The office the person held on the day, else the only one they ever held.
  std::string TermOf(const KnownPerson& person) const {
    constexpr int kSlackDays = 60;
    std::string office;
    for (const OfficeTerm& term : person.terms) {
      const bool in_term =
          !query_.day ||
          ((!term.from || *term.from - kSlackDays <= *query_.day) &&
           (!term.until || *query_.day <= *term.until + kSlackDays));
      if (!in_term || term.office == office) continue;
      if (!office.empty()) return "";
      office = term.office;
    }
    return office;
  }

  // The heaviest form whose publisher took part, or can be the one who is
  // named without a state.
  void FindPublisher() {
    std::set<std::string> stated(title_.begin(), title_.end());
    bool open = persons().size() < 2;
    for (const Person& person : persons()) {
      open = open || person.party.empty();
      stated.insert(person.party);
    }
    int best = kFormWeight - 1;
    for (const auto& [form, weight] : found_.weights) {
      const std::string party = FormSigns::Get().PublisherOf(form);
      if (weight <= best || party.empty()) continue;
      const bool sure = weight >= kSureWeight || Mentions(party);
      if (!stated.contains(party) && (!open || !sure)) continue;
      best = weight;
      form_ = form;
      found_.publisher = party;
    }
  }

  bool Mentions(const std::string& party) const {
    const Tokens& tokens = query_.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!tokens[i].capital) continue;
      if (PartyNames::Get().Match(tokens, i, tokens.size()).code == party) {
        return true;
      }
      if (tokens[i].lower.find('-') == std::string::npos) continue;
      for (const std::string& code :
           PartyNames::Get().Compound(tokens[i].lower)) {
        if (code == party) return true;
      }
    }
    return false;
  }

  // An office-holder without a state is the publisher's, if the publisher has
  // no other; else of the party the title names besides the other's.
  void SettleStateless() {
    for (const Person& person : persons()) {
      if (!person.party.empty()) parties_.insert(person.party);
    }
    for (std::size_t i = 0; i < persons().size(); ++i) {
      Person& person = persons()[i];
      if (!person.party.empty()) continue;
      if (!found_.publisher.empty() &&
          parties_.insert(found_.publisher).second) {
        person.party = found_.publisher;
        continue;
      }
      for (const std::string& code : title_) {
        if (parties_.insert(code).second) {
          person.party = code;
          break;
        }
      }
      if (person.party.empty() && i == 0 && found_.publisher.empty() &&
          person.title == kSecretaryOfState && parties_.insert("USA").second) {
        person.party = "USA";
      }
      if (person.party.empty() && i == 0 && NamesJapan() &&
          parties_.insert("JPN").second) {
        person.party = "JPN";
      }
    }
  }

  // Japan's ministry names its own minister first and without a state, under
  // the one title it gives that office.
  bool NamesJapan() const {
    if (!found_.publisher.empty()) return false;
    if (absl::StrContains(query_.text, "Japan")) return true;
    for (std::size_t i = query_.first; i < query_.last; ++i) {
      const Block& block = query_.layout.blocks[i];
      if (absl::StrContains(
              query_.text.substr(block.begin, block.end - block.begin),
              "Minister for Foreign Affairs")) {
        return true;
      }
    }
    return false;
  }

  // "The foreign ministers of Japan and Russia held talks": the body names
  // them first.
  void FindInBody() {
    for (const Block& block : query_.layout.blocks) {
      if (persons().size() >= parties_.size() || parties_.size() > 2) return;
      if (block.kind != BlockKind::kParagraph) continue;
      for (Person& person : PersonsIn(query_, block)) {
        if (person.words.empty()) continue;
        if (person.known == nullptr) {
          person.known = query_.registry.Find(
              {person.words, person.title, person.party, query_.day});
        }
        if (person.party.empty() && person.known != nullptr) {
          person.party = person.known->party;
        }
        if (person.party.empty()) PartyByTitle(person);
        const bool missing = parties_.contains(person.party) &&
                             std::none_of(persons().begin(), persons().end(),
                                          [&person](const Person& known) {
                                            return known.party == person.party;
                                          });
        if (missing) persons().push_back(std::move(person));
      }
    }
  }

  static void PartyByTitle(Person& person) {
    if (person.title == "Minister for Foreign Affairs") person.party = "JPN";
    if (person.title == kSecretaryOfState) person.party = "USA";
  }

  // The parties of the preamble's sentences are the last resort.
  void FillFromPreamble() {
    if (query_.first >= query_.layout.blocks.size()) return;  // Only a title.
    const Block& block = query_.layout.blocks[query_.first];
    const TokenRange range = TokensIn(query_.tokens, block.begin, block.end);
    for (std::size_t i = range.first; i < range.last && parties_.size() < 2;
         ++i) {
      const PartyMention party =
          PartyNames::Get().Match(query_.tokens, i, range.last);
      if (party.code.empty() || party.naming != PartyNaming::kName) continue;
      if (!parties_.insert(party.code).second) continue;
      for (Person& person : persons()) {
        if (person.party.empty()) {
          person.party = party.code;
          break;
        }
      }
    }
  }

  // Gives an unnamed office-holder the name the registry has for the day, and
  // a family name alone its given name.
  void NameHolder(Person& person) const {
    const Registry& registry = query_.registry;
    if (person.words.empty() && query_.day) {
      const std::string office = registry.OfficeOf(person.title, person.party);
      if (!office.empty()) {
        person.known = registry.Holder(person.party, office, *query_.day);
      }
    } else if (!person.words.empty() && (person.known == nullptr ||
                                         person.known->party != person.party)) {
      person.known =
          registry.Find({person.words, person.title, person.party, query_.day});
    }
    if (person.known == nullptr) {
      // The Kremlin's own president goes without a title.
      if (person.title.empty() && person.party == found_.publisher) {
        person.title =
            registry.TitleOf(FormSigns::Get().OfficeOf(form_), person.party);
      }
      return;
    }
    if (person.title.empty()) {
      person.title = registry.TitleOf(TermOf(*person.known), person.party);
    }
    if (person.words.size() >= 2) return;  // The text has the name.
    person.name_from_registry = true;
    TakeName(*person.known, person);
  }

  static void TakeName(const KnownPerson& known, Person& person) {
    person.written.clear();
    person.words.clear();
    for (absl::string_view word :
         absl::StrSplit(known.name, ' ', absl::SkipEmpty())) {
      person.written.emplace_back(word);
      person.words.push_back(LowerCase(word));
    }
  }

  void SettlePublisher() {
    if (!parties_.contains(found_.publisher)) {
      found_.publisher =
          persons().empty() ? found_.parties[0] : persons()[0].party;
      if (persons().empty() && !title_.empty()) found_.publisher = title_[0];
      const bool japan = parties_.contains("JPN");
      if (japan && !title_.empty() && title_[0] == "JPN") {
        found_.publisher = "JPN";
      }
    }
    std::stable_sort(persons().begin(), persons().end(),
                     [this](const Person& a, const Person& b) {
                       return (a.party == found_.publisher) >
                              (b.party == found_.publisher);
                     });
  }

  const PrincipalsQuery& query_;
  Principals found_;
  std::vector<std::string> title_;
  std::set<std::string> parties_;
  std::string form_;  // The form that told the publisher.
};

}  // namespace

absl::Status NotAReadout(absl::string_view why) {
  return MakeError(
      absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_NOT_A_READOUT,
      absl::StrCat("the text is no readout: ", why,
                   "; send a ministry's report of one contact, with its title "
                   "and opening paragraph"));
}

absl::StatusOr<Principals> FindPrincipals(const PrincipalsQuery& query) {
  return PrincipalsFinder(query).Find();
}

}  // namespace chancery
