#ifndef CHANCERY_SERVICE_COMMANDS_NAMES_H_
#define CHANCERY_SERVICE_COMMANDS_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "storage/log/ids.h"

namespace chancery {

// The names of the contract: whether a string is one, and how they are built.
// All pure.

// "JPN": an ISO 3166-1 alpha-3 code by its form, or EU, NATO, UN.
bool IsPartyCode(absl::string_view text);

// "territory.northern_territories": words of a-z, 0-9 and "_", joined by ".".
// At most 128 bytes. A family ("territory") is one, too.
bool IsTopicCode(absl::string_view text);

// "readouts/talk0311-3fa92c81b04e": "readouts/" and 1 to 128 characters of
// a-z, 0-9, "-" and "_".
bool IsStreamName(absl::string_view text);

// "issues/jpn-rus.territory.northern_territories": at least two parties, and a
// topic code.
bool IsIssueName(absl::string_view text);

// The topic code of an issue's name; empty when `issue` is no issue's name.
absl::string_view TopicOfIssue(absl::string_view issue);

// The party codes of an issue's name, in its order; empty when `issue` is no
// issue's name.
std::vector<std::string> PartiesOfIssue(absl::string_view issue);

// "readouts/talk0311-3fa92c81b04e/records/4": the record that the event at
// this revision of the stream made.
std::string RecordName(absl::string_view stream, Revision revision);

// The revision in a record's name; nullopt when `name` is no name of a record
// in `stream`.
std::optional<Revision> RevisionOfRecord(absl::string_view name,
                                         absl::string_view stream);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_NAMES_H_
