#ifndef CHANCERY_SERVICE_PARSER_PRINCIPALS_H_
#define CHANCERY_SERVICE_PARSER_PRINCIPALS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "service/parser/form_signs.h"
#include "service/parser/layout.h"
#include "service/parser/persons.h"
#include "service/parser/registry.h"
#include "service/parser/tokens.h"

namespace chancery {

// Where the principals are looked for, and what is known before.
struct PrincipalsQuery {
  absl::string_view text;  // The shadow text.
  const Tokens& tokens;    // All of it.
  const Layout& layout;
  const Registry& registry;
  // The preamble: blocks [first, last).
  std::size_t first = 0;
  std::size_t last = 0;
  std::optional<absl::CivilDay> day;  // The contact's, if known.
};

// Who was in contact, and who reports it.
struct Principals {
  std::vector<Person> persons;       // The publisher's side first.
  std::vector<std::string> parties;  // Sorted codes, two or more.
  std::string publisher;
  FormWeights weights;
};

// Finds the principals and settles a party for each: as the text says it, else
// as the registry knows the name, else by elimination. The publisher is told
// by the signs of its form; without any, it is the party named first.
//   NOT_A_READOUT  the text does not name two parties
absl::StatusOr<Principals> FindPrincipals(const PrincipalsQuery& query);

// The error for a text that is no readout, because of `why`.
absl::Status NotAReadout(absl::string_view why);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_PRINCIPALS_H_
