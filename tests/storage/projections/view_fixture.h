#ifndef CHANCERY_TESTS_STORAGE_PROJECTIONS_VIEW_FIXTURE_H_
#define CHANCERY_TESTS_STORAGE_PROJECTIONS_VIEW_FIXTURE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "chancery/v1/event.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/projections/issue_queries.h"
#include "storage/projections/queries.h"
#include "storage/projections/view_store.h"
#include "tests/storage/projections/crashing_env.h"

namespace chancery {

inline constexpr char kIraq[] = "issues/jpn-rus.region.iraq";
inline constexpr char kIslands[] =
    "issues/jpn-rus.territory.northern_territories";
inline constexpr char kCall[] = "readouts/call-1";
inline constexpr char kVisit[] = "readouts/visit-2";

// A directory of its own, removed at its end.
class TempDirectory {
 public:
  TempDirectory();
  ~TempDirectory();
  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;
  std::string path(absl::string_view name = "views") const;

 private:
  std::string path_;
};

// Records, as a parser for Japan's ministry would make them.
v1::Record Said(absl::string_view issue, absl::string_view party, v1::Act act,
                absl::string_view words);
v1::Record SaidByBoth(absl::string_view issue, v1::Act act,
                      absl::string_view words);
v1::Record Agreed(absl::string_view issue, absl::string_view words);
v1::Record Planned(absl::string_view issue, absl::string_view due,
                   v1::FollowUpBasis basis, absl::string_view words);

// Events that hold them. `occurred` is the contact's date.
v1::Event Statement(absl::string_view occurred, const v1::Record& record);
v1::Event Agreement(absl::string_view occurred, const v1::Record& record);
v1::Event FollowUp(absl::string_view occurred, const v1::Record& record);
v1::Event Touched(absl::string_view occurred, absl::string_view issue);
v1::Event Received(absl::string_view held_on,
                   const std::vector<std::string>& parties = {"JPN", "RUS"});
v1::Event Retracted(absl::string_view record);
v1::Event Resolved(absl::string_view record, v1::Resolution resolution,
                   absl::string_view evidence = "");
v1::Event Rescheduled(absl::string_view record, absl::string_view due);
v1::Event Ended(absl::string_view record);
v1::Event Withdrawn();
// With `kept` at their new places.
v1::Event Revised(absl::string_view held_on,
                  const std::map<std::string, v1::Span>& kept);
// The same of a newer reading of the same text, beside which touches stand.
v1::Event Reparsed(absl::string_view held_on,
                   const std::map<std::string, v1::Span>& kept);
v1::Span MakeSpan(uint32_t begin, uint32_t end);

// A log in memory: gives events their sequences and revisions.
class History {
 public:
  // Appends a commit of one event and returns the name that a record in it has.
  std::string Append(absl::string_view stream, v1::Event event);
  // Puts the event into the commit of the one before.
  std::string AppendToCommit(absl::string_view stream, v1::Event event);

  const std::vector<v1::RecordedEvent>& events() const { return events_; }
  uint64_t last() const { return events_.back().sequence(); }

 private:
  std::vector<v1::RecordedEvent> events_;
  std::map<std::string, uint64_t> revisions_;
  int commits_ = 0;
};

// The projections of Views, in its order.
std::vector<std::unique_ptr<Projection>> AllProjections();

// A test that appends events to a history and asks the views folded from it.
// Every query folds first what has been appended since the last one.
class ViewTest : public ::testing::Test {
 protected:
  ViewTest() { Open(); }

  void Open();
  void Close() { store_.reset(); }
  // The process dies; what has not reached the disk is lost.
  void Crash();
  void Fold();

  std::string Append(absl::string_view stream, v1::Event event) {
    return history_.Append(stream, std::move(event));
  }
  std::string AppendToCommit(absl::string_view stream, v1::Event event) {
    return history_.AppendToCommit(stream, std::move(event));
  }
  const History& history() const { return history_; }

  v1::Issue Issue(absl::string_view name);
  std::vector<std::string> Issues(const IssueQuery& query);
  // "JPN: words", by party and then newest first.
  std::vector<std::string> Positions(absl::string_view issue);
  std::vector<std::string> AgreementsInForce(absl::string_view issue);
  std::vector<std::string> OpenFollowUps(absl::string_view issue);
  std::vector<v1::PositionChange> Changes(absl::string_view issue,
                                          absl::string_view party = "");
  // "JPN: words before -> words after", in order.
  std::vector<std::string> ChangesInWords(absl::string_view issue,
                                          absl::string_view party = "");
  std::vector<v1::FollowUp> FollowUps(const FollowUpQuery& query = {});
  std::vector<std::string> FollowUpWords(const FollowUpQuery& query = {});
  ReadoutView Readout(absl::string_view name);
  std::vector<std::string> Readouts(const ReadoutQuery& query = {});

  ViewStore& store() { return *store_; }
  ReadView ReadIssues();
  ReadView ReadFollowUps();
  ReadView ReadReadouts();
  std::string path() const { return directory_.path(); }
  const TempDirectory& directory() const { return directory_; }

 private:
  TempDirectory directory_;
  CrashingEnv env_;
  History history_;
  std::size_t folded_ = 0;
  std::unique_ptr<ViewStore> store_;
};

// Opens the database in `path` below its owner's feet and changes a family.
void Tamper(const std::string& path, absl::string_view family,
            const std::function<void(rocksdb::DB&,
                                     rocksdb::ColumnFamilyHandle*)>& change);

// The digest of a store that has folded `events` from zero, in one go.
std::string DigestFromZero(const std::vector<v1::RecordedEvent>& events);
std::string DigestOf(const ViewStore& store);

}  // namespace chancery

#endif  // CHANCERY_TESTS_STORAGE_PROJECTIONS_VIEW_FIXTURE_H_
