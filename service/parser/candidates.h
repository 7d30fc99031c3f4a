#ifndef CHANCERY_SERVICE_PARSER_CANDIDATES_H_
#define CHANCERY_SERVICE_PARSER_CANDIDATES_H_

#include <vector>

#include "service/parser/layout.h"
#include "service/parser/persons.h"
#include "service/parser/principals.h"

namespace chancery {

// The office-holders named in one block.
std::vector<Person> PersonsIn(const PrincipalsQuery& query, const Block& block);

// Those who can be the principals, before parties are settled: the first two
// that preamble and title name, whoever stands in one list with them, and the
// subject of the verb of contact who goes without a title. The order is the
// text's. `stated` tells whose party the text gives.
std::vector<Person> FindCandidates(const PrincipalsQuery& query);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_CANDIDATES_H_
