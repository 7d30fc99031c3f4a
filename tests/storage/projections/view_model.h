#ifndef CHANCERY_TESTS_STORAGE_PROJECTIONS_VIEW_MODEL_H_
#define CHANCERY_TESTS_STORAGE_PROJECTIONS_VIEW_MODEL_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "chancery/v1/event.pb.h"
#include "chancery/v1/issue.pb.h"

namespace chancery {

// The views once more, slow and obvious: it keeps every record in a list and
// answers by looking at all of them.
class ViewModel {
 public:
  void Apply(const v1::RecordedEvent& recorded);

  // The issue with all its lists; records in them by name alone.
  v1::Issue Issue(const std::string& name) const;
  std::vector<std::string> IssueNames() const;
  // "sequence party class before after", in the order of the history.
  std::vector<std::string> History(const std::string& issue) const;
  // The names of the open follow-ups, by due date.
  std::vector<std::string> OpenFollowUps() const;
  // "name begin-end" of the records that stand, in the order of the text.
  std::vector<std::string> RecordsOf(const std::string& stream) const;

 private:
  struct Entry {
    v1::Record record;
    std::string stream;
    std::string occurred;
    bool touch = false;
    bool stands = true;
    bool ended = false;
    v1::FollowUpStatus status = v1::FOLLOW_UP_STATUS_OPEN;
    std::string due;
  };

  // Issue, party, class -> the name of the record held.
  using Held = std::map<std::string, std::map<std::string, std::string>>;

  void Add(const v1::RecordedEvent& recorded, const v1::Record& record,
           v1::RecordKind kind);
  void Change(const v1::RecordedEvent& recorded);
  Entry* Find(const v1::RecordedEvent& recorded, const std::string& name);
  Held AllHeld() const;
  std::vector<const Entry*> On(const std::string& issue) const;

  std::vector<Entry> entries_;
  std::map<std::string, uint64_t> last_sequence_;  // By issue.
  std::map<std::string, std::vector<std::string>> history_;
};

}  // namespace chancery

#endif  // CHANCERY_TESTS_STORAGE_PROJECTIONS_VIEW_MODEL_H_
