#ifndef CHANCERY_SERVICE_PARSER_REGISTRY_H_
#define CHANCERY_SERVICE_PARSER_REGISTRY_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace chancery {

// One term of a person in an office; an open end is empty.
struct OfficeTerm {
  std::string office;  // A key of people.txt: "foreign-minister".
  // Of an open term: the day up to which it is known that it goes on.
  std::optional<absl::CivilDay> known_until;
  std::optional<absl::CivilDay> from;
  std::optional<absl::CivilDay> until;
};

// A name, folded word by word, with its family name's words apart.
struct KnownName {
  std::vector<std::string> words;
  std::vector<std::string> family;
};

// Somebody the registry knows.
struct KnownPerson {
  std::string party;
  std::string name;    // In its own order: "Fumio Kishida", "Wang Yi".
  std::string family;  // The family name as written: "Kishida".
  char gender = 'm';   // 'f' or 'm'.
  std::vector<KnownName> names;  // The name first, then its variants.
  std::vector<OfficeTerm> terms;
};

// Who held which office when. The parser asks it for the holder of an office
// that a text leaves unnamed, and for the state of a name without one; it says
// nothing where two answers fit. Immutable; thread-safe.
//
//   absl::StatusOr<std::unique_ptr<Registry>> own = Registry::WithFile(text);
//   ParseReadout(text, {.registry = own->get()});
class Registry {
 public:
  // The registry compiled in from data/people.txt.
  static const Registry& BuiltIn();

  // That registry and an operator's `data`, whose lines are those of
  // data/people.txt.
  //   INVALID_REGISTRY  a line cannot be read; message and metadata name it
  static absl::StatusOr<std::unique_ptr<const Registry>> WithFile(
      absl::string_view data);

  // SHA-256 of all its lines, lower-case hex: the same digest, the same
  // answers.
  const std::string& digest() const { return digest_; }

  // The office that `title` names for `party`, "foreign-minister"; empty when
  // none is known.
  std::string OfficeOf(absl::string_view title, absl::string_view party) const;

  // The first title of `office` for `party`, "Secretary of State"; empty when
  // the office is not known.
  std::string TitleOf(absl::string_view office, absl::string_view party) const;

  // Who held `office` for `party` on `day`; null when nobody or two did, and
  // for an open term after the day up to which its file knows.
  const KnownPerson* Holder(absl::string_view party, absl::string_view office,
                            absl::CivilDay day) const;

  // The one person whom `words` name, as the text has them. Given are what the
  // text says besides: a title, a party, a day, each empty when it says none.
  // Null when nobody fits or several do.
  struct Query {
    std::vector<std::string> words;
    std::string title;
    std::string party;
    std::optional<absl::CivilDay> day;
  };
  const KnownPerson* Find(const Query& query) const;

  // True where `word` is a family name of somebody in the registry.
  bool IsFamilyName(absl::string_view word) const;

  std::size_t size() const { return people_.size(); }

 private:
  struct Office {
    std::string key;
    std::vector<std::string> parties;  // Empty: of every party.
    std::vector<std::string> titles;
  };
  Registry() = default;
  absl::Status Add(absl::string_view data);
  absl::Status AddLine(absl::string_view line);
  absl::Status AddPerson(const std::vector<std::string>& fields);
  absl::Status AddTerm(const std::vector<std::string>& fields);
  absl::Status AddOffice(const std::vector<std::string>& fields);
  void Finish();
  bool Fits(const KnownPerson& person, const Query& query) const;

  std::vector<Office> offices_;
  std::vector<KnownPerson> people_;
  // A folded family name to indexes in people_.
  absl::flat_hash_map<std::string, std::vector<std::size_t>> by_family_;
  // Open terms of the lines read are known up to this day.
  std::optional<absl::CivilDay> as_of_;
  std::size_t last_person_ = 0;  // One past the person that terms go to.
  std::string lines_;
  std::string digest_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_REGISTRY_H_
