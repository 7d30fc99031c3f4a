#ifndef CHANCERY_SERVICE_PARSER_HEADER_DETAILS_H_
#define CHANCERY_SERVICE_PARSER_HEADER_DETAILS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/parser/layout.h"
#include "service/parser/persons.h"
#include "service/parser/registry.h"

namespace chancery {

// Where the parties met, by the sentence that reports the contact: "Bangkok";
// empty when it does not say.
std::string VenueIn(absl::string_view contact);

// How long the contact lasted, in minutes: "for one hour and 30 minutes".
std::optional<int> MinutesIn(absl::string_view preamble);

// Those whom the text lists as present: under a heading of attendees, or in
// brackets ("Other officials attending: ..."). Each has a name or a title.
std::vector<Person> FindAttendees(absl::string_view shadow,
                                  const Layout& layout,
                                  const Registry& registry);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_HEADER_DETAILS_H_
