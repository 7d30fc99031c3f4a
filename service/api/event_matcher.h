#ifndef CHANCERY_SERVICE_API_EVENT_MATCHER_H_
#define CHANCERY_SERVICE_API_EVENT_MATCHER_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/log_service.pb.h"
#include "storage/log/stored_event.h"

namespace chancery {

// An EventFilter, checked, and ready to be asked of many events.
class EventMatcher {
 public:
  // kInvalidArgument / INVALID_FIELD names each field that is malformed.
  static absl::StatusOr<EventMatcher> Make(const v1::EventFilter& filter);

  // Whether every event matches.
  bool MatchesAll() const;

  // Whether `stored` matches. Looks at the header, and at the payload only when
  // actors are asked for.
  //   kDataLoss / CORRUPT  the payload is no event.
  absl::StatusOr<bool> Matches(const StoredEvent& stored) const;

 private:
  using Names = absl::flat_hash_set<std::string>;

  explicit EventMatcher(const v1::EventFilter& filter);
  bool MatchesHeader(const EventHeader& header) const;
  bool MatchesIssue(const std::string& issue) const;

  std::vector<std::string> parties_;
  std::vector<std::string> topics_;
  Names issues_;
  Names streams_;
  Names actors_;
  absl::flat_hash_set<int> kinds_;
};

// Whether `topic` is `family` or belongs to it: "territory" is the family of
// "territory.northern_territories".
bool IsOfTopic(absl::string_view topic, absl::string_view family);

// Whether all of `parties` are party to `issue`, an issue's name.
bool AreParty(const std::vector<std::string>& parties, absl::string_view issue);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_EVENT_MATCHER_H_
