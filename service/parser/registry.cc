#include "service/parser/registry.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "proto/values/edtf.h"
#include "proto/values/error_info.h"
#include "service/parser/data.h"
#include "service/parser/digest.h"
#include "service/parser/folding.h"
#include "service/parser/lines.h"
#include "service/parser/parties.h"

namespace chancery {
namespace {

absl::Status Wrong(absl::string_view why) {
  return absl::InvalidArgumentError(why);
}

std::vector<std::string> Split(absl::string_view text, char by) {
  std::vector<std::string> parts;
  for (absl::string_view part : absl::StrSplit(text, by)) {
    parts.emplace_back(absl::StripAsciiWhitespace(part));
  }
  return parts;
}

// A word of a family name has no small letter: "KISHIDA", "S.M.".
bool IsCapitals(absl::string_view word) {
  const std::string lower = LowerCase(word);
  int letters = 0;
  for (const char c : word) {
    if (absl::ascii_islower(static_cast<unsigned char>(c))) return false;
    letters += absl::ascii_isalpha(static_cast<unsigned char>(c)) ||
               static_cast<unsigned char>(c) >= 0x80;
  }
  return letters > 1 && lower != word &&
         !(word.size() <= 4 && absl::EndsWith(word, "."));
}

KnownName ReadName(absl::string_view text, std::string& display,
                   std::string& family) {
  KnownName name;
  for (absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    const bool capitals = IsCapitals(word);
    const std::string shown = capitals ? TitleCase(word) : std::string(word);
    absl::StrAppend(&display, display.empty() ? "" : " ", shown);
    name.words.push_back(FoldName(word));
    if (capitals) {
      absl::StrAppend(&family, family.empty() ? "" : " ", shown);
      name.family.push_back(FoldName(word));
    }
  }
  return name;
}

bool Holds(const OfficeTerm& term, absl::CivilDay day, int slack_days) {
  return (!term.from || *term.from - slack_days <= day) &&
         (!term.until || day <= *term.until + slack_days);
}

// Every word of the text's name is one of the person's; initials are not
// asked, and the family name must be there whole.
bool Names(const KnownName& name, const std::vector<std::string>& words) {
  std::string joined, own;
  for (const std::string& word : words) joined += word;
  for (const std::string& word : name.words) own += word;
  if (joined == own) return true;
  for (const std::string& word : words) {
    if (word.size() <= 1) continue;
    if (std::find(name.words.begin(), name.words.end(), word) ==
        name.words.end()) {
      return false;
    }
  }
  for (const std::string& word : name.family) {
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      return false;
    }
  }
  return true;
}

}  // namespace

const Registry& Registry::BuiltIn() {
  static const auto* const registry = [] {
    auto* made = new Registry();
    const absl::Status status = made->Add(kDataPeople);
    if (!status.ok()) DataFault("people.txt", status.ToString());
    made->Finish();
    return made;
  }();
  return *registry;
}

absl::StatusOr<std::unique_ptr<const Registry>> Registry::WithFile(
    absl::string_view data) {
  auto made = std::unique_ptr<Registry>(new Registry(BuiltIn()));
  made->last_person_ = 0;
  made->as_of_.reset();
  if (absl::Status status = made->Add(data); !status.ok()) return status;
  made->Finish();
  return std::unique_ptr<const Registry>(std::move(made));
}

absl::Status Registry::Add(absl::string_view data) {
  std::size_t number = 0;
  for (absl::string_view line : absl::StrSplit(data, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') continue;
    const absl::Status status = AddLine(line);
    if (!status.ok()) {
      return MakeError(
          absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_INVALID_REGISTRY,
          absl::StrCat("line ", number,
                       " of the registry of people: ", status.message()),
          {{"line", absl::StrCat(number)}});
    }
    absl::StrAppend(&lines_, line, "\n");
  }
  return absl::OkStatus();
}

absl::Status Registry::AddLine(absl::string_view line) {
  const std::size_t blank = line.find(' ');
  const absl::string_view keyword = line.substr(0, blank);
  const std::vector<std::string> fields = blank == absl::string_view::npos
                                              ? std::vector<std::string>()
                                              : Split(line.substr(blank), '|');
  if (keyword == "person") return AddPerson(fields);
  if (keyword == "term") return AddTerm(fields);
  if (keyword == "office") return AddOffice(fields);
  if (keyword == "as-of") {
    as_of_ = fields.size() == 1 ? ParseIsoDate(fields[0]) : std::nullopt;
    return as_of_ ? absl::OkStatus() : Wrong("as-of has one calendar date");
  }
  return Wrong(absl::StrCat("\"", keyword,
                            "\" is none of as-of, office, person and term"));
}

absl::Status Registry::AddPerson(const std::vector<std::string>& fields) {
  if (fields.size() != 4) {
    return Wrong("a person has PARTY | NAME | GENDER | VARIANTS");
  }
  if (!PartyNames::Get().Knows(fields[0])) {
    return Wrong(absl::StrCat("\"", fields[0], "\" is no code of a party"));
  }
  if (fields[2] != "f" && fields[2] != "m") {
    return Wrong(absl::StrCat("the gender is f or m, not \"", fields[2], "\""));
  }
  KnownPerson person;
  person.party = fields[0];
  person.gender = fields[2][0];
  person.names.push_back(ReadName(fields[1], person.name, person.family));
  if (person.names[0].family.empty()) {
    return Wrong(
        absl::StrCat("\"", fields[1], "\" has no family name in capitals"));
  }
  for (const std::string& variant : Split(fields[3], ';')) {
    if (variant.empty()) continue;
    std::string shown, family;
    person.names.push_back(ReadName(variant, shown, family));
    if (family.empty()) {
      return Wrong(
          absl::StrCat("\"", variant, "\" has no family name in capitals"));
    }
  }
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (people_[i].party != person.party || people_[i].name != person.name) {
      continue;
    }
    people_[i].names.insert(people_[i].names.end(), person.names.begin() + 1,
                            person.names.end());
    last_person_ = i + 1;
    return absl::OkStatus();
  }
  people_.push_back(std::move(person));
  last_person_ = people_.size();
  return absl::OkStatus();
}

absl::Status Registry::AddTerm(const std::vector<std::string>& fields) {
  if (fields.size() != 3) return Wrong("a term has KEY | FROM | UNTIL");
  if (last_person_ == 0) return Wrong("a term stands below its person");
  OfficeTerm term;
  term.office = fields[0];
  if (std::none_of(offices_.begin(), offices_.end(),
                   [&term](const Office& office) {
                     return office.key == term.office;
                   })) {
    return Wrong(absl::StrCat("\"", term.office, "\" is no office"));
  }
  for (int end = 0; end < 2; ++end) {
    const std::string& text = fields[end == 0 ? 1 : 2];
    if (text == "-") continue;
    const std::optional<absl::CivilDay> day = ParseIsoDate(text);
    if (!day) {
      return Wrong(absl::StrCat("\"", text,
                                "\" is no calendar date; write it as "
                                "2003-11-04"));
    }
    (end == 0 ? term.from : term.until) = *day;
  }
  if (term.from && term.until && *term.until < *term.from) {
    return Wrong("the term ends before it begins");
  }
  if (!term.until) term.known_until = as_of_;
  people_[last_person_ - 1].terms.push_back(std::move(term));
  return absl::OkStatus();
}

absl::Status Registry::AddOffice(const std::vector<std::string>& fields) {
  if (fields.size() != 3 || fields[0].empty()) {
    return Wrong("an office has KEY | PARTIES | TITLES");
  }
  Office office;
  office.key = fields[0];
  if (fields[1] != "*") {
    for (absl::string_view code :
         absl::StrSplit(fields[1], ' ', absl::SkipEmpty())) {
      if (!PartyNames::Get().Knows(code)) {
        return Wrong(absl::StrCat("\"", code, "\" is no code of a party"));
      }
      office.parties.emplace_back(code);
    }
    if (office.parties.empty()) return Wrong("the office is of no party");
  }
  for (std::string& title : Split(fields[2], ';')) {
    if (!title.empty()) office.titles.push_back(std::move(title));
  }
  if (office.titles.empty()) return Wrong("the office has no title");
  offices_.push_back(std::move(office));
  return absl::OkStatus();
}

void Registry::Finish() {
  digest_ = Sha256Hex(lines_);
  by_family_.clear();
  for (std::size_t i = 0; i < people_.size(); ++i) {
    for (const KnownName& name : people_[i].names) {
      std::vector<std::size_t>& of = by_family_[name.family.back()];
      if (of.empty() || of.back() != i) of.push_back(i);
    }
  }
}

std::string Registry::OfficeOf(absl::string_view title,
                               absl::string_view party) const {
  const std::string lower = LowerCase(title);
  for (const Office& office : offices_) {
    if (!office.parties.empty() &&
        std::find(office.parties.begin(), office.parties.end(), party) ==
            office.parties.end()) {
      continue;
    }
    if (std::find(office.titles.begin(), office.titles.end(), lower) !=
        office.titles.end()) {
      return office.key;
    }
  }
  return "";
}

std::string Registry::TitleOf(absl::string_view office,
                              absl::string_view party) const {
  for (const Office& known : offices_) {
    const bool fits = known.parties.empty() ||
                      std::find(known.parties.begin(), known.parties.end(),
                                party) != known.parties.end();
    if (known.key != office || !fits) continue;
    std::string title = known.titles[0];
    bool first = true;
    for (std::size_t i = 0; i < title.size(); ++i) {
      const absl::string_view rest = absl::string_view(title).substr(i);
      if (first && !absl::StartsWith(rest, "of ") &&
          !absl::StartsWith(rest, "for ") && !absl::StartsWith(rest, "and ")) {
        title[i] = absl::ascii_toupper(static_cast<unsigned char>(title[i]));
      }
      first = title[i] == ' ' || title[i] == '-';
    }
    return title;
  }
  return "";
}

const KnownPerson* Registry::Holder(absl::string_view party,
                                    absl::string_view office,
                                    absl::CivilDay day) const {
  const KnownPerson* holder = nullptr;
  for (const KnownPerson& person : people_) {
    if (person.party != party) continue;
    const bool holds = std::any_of(
        person.terms.begin(), person.terms.end(), [&](const OfficeTerm& term) {
          return term.office == office && Holds(term, day, 0) &&
                 (!term.known_until || day <= *term.known_until);
        });
    if (!holds) continue;
    if (holder) return nullptr;
    holder = &person;
  }
  return holder;
}

bool Registry::Fits(const KnownPerson& person, const Query& query) const {
  if (!query.party.empty() && person.party != query.party) return false;
  const bool named = std::any_of(
      person.names.begin(), person.names.end(),
      [&query](const KnownName& name) { return Names(name, query.words); });
  if (!named) return false;
  // A contact shortly before or after a term may still bear its title.
  constexpr int kSlackDays = 60;
  const std::string office =
      query.title.empty() ? "" : OfficeOf(query.title, person.party);
  if (office.empty() && !query.day) return true;
  if (person.terms.empty()) return office.empty();
  return std::any_of(
      person.terms.begin(), person.terms.end(), [&](const OfficeTerm& term) {
        return (office.empty() || term.office == office) &&
               (!query.day || Holds(term, *query.day, kSlackDays));
      });
}

const KnownPerson* Registry::Find(const Query& query) const {
  Query folded = query;
  for (std::string& word : folded.words) word = FoldName(word);
  const KnownPerson* found = nullptr;
  std::vector<std::size_t> seen;
  for (const std::string& word : folded.words) {
    const auto candidates = by_family_.find(word);
    if (candidates == by_family_.end()) continue;
    for (std::size_t index : candidates->second) {
      if (std::find(seen.begin(), seen.end(), index) != seen.end()) continue;
      seen.push_back(index);
      if (!Fits(people_[index], folded)) continue;
      if (found) return nullptr;
      found = &people_[index];
    }
  }
  return found;
}

bool Registry::IsFamilyName(absl::string_view word) const {
  return by_family_.contains(FoldName(word));
}

}  // namespace chancery
