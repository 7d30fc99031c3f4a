#ifndef CHANCERY_STORAGE_PROJECTIONS_ISSUE_NAME_H_
#define CHANCERY_STORAGE_PROJECTIONS_ISSUE_NAME_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace chancery {

// What an issue's name says of it.
struct IssueName {
  std::vector<std::string> parties;  // Party codes: "JPN", "RUS".
  std::string topic;                 // "territory.northern_territories".
};

// Takes "issues/jpn-rus.territory.northern_territories" apart. Any number of
// parties; of a name in another form, what can be found.
IssueName ParseIssueName(absl::string_view name);

// The topic in words: "territory.northern_territories" is "Northern
// territories".
std::string TopicTitle(absl::string_view topic);

// Whether `topic` is `code`, or belongs to it as a family.
bool TopicIsIn(absl::string_view topic, absl::string_view code);

// Whether each of `wanted` is one of `parties`.
bool HasAll(const std::vector<std::string>& parties,
            const std::vector<std::string>& wanted);

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_ISSUE_NAME_H_
