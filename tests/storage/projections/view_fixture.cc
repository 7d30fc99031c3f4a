#include "tests/storage/projections/view_fixture.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/log/stored_event.h"
#include "storage/projections/follow_up_projection.h"
#include "storage/projections/issue_projection.h"
#include "storage/projections/readout_projection.h"
#include "storage/projections/readout_queries.h"

namespace chancery {
namespace {

PageRequest Everything() { return {1000, ""}; }

template <typename T>
T Ok(absl::StatusOr<T> result) {
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? *std::move(result) : T();
}

std::string WordsOf(bool is_set, const v1::Position& position) {
  return is_set ? position.record().quote() : "nothing";
}

}  // namespace

TempDirectory::TempDirectory() {
  std::string name =
      (std::filesystem::temp_directory_path() / "chancery-views-XXXXXX")
          .string();
  EXPECT_NE(mkdtemp(name.data()), nullptr);
  path_ = name;
}

TempDirectory::~TempDirectory() { std::filesystem::remove_all(path_); }

std::string TempDirectory::path(absl::string_view name) const {
  return absl::StrCat(path_, "/", name);
}

v1::Record Said(absl::string_view issue, absl::string_view party, v1::Act act,
                absl::string_view words) {
  v1::Record record;
  record.set_kind(v1::RECORD_KIND_STATEMENT);
  record.set_act(act);
  record.add_actors(std::string(party));
  record.set_asserted_by("JPN");
  record.set_issue(std::string(issue));
  record.set_quote(std::string(words));
  return record;
}

v1::Record SaidByBoth(absl::string_view issue, v1::Act act,
                      absl::string_view words) {
  v1::Record record = Said(issue, "JPN", act, words);
  record.add_actors("RUS");
  return record;
}

v1::Record Agreed(absl::string_view issue, absl::string_view words) {
  v1::Record record = SaidByBoth(issue, v1::ACT_JOINT_VIEW, words);
  record.set_kind(v1::RECORD_KIND_AGREEMENT);
  return record;
}

v1::Record Planned(absl::string_view issue, absl::string_view due,
                   v1::FollowUpBasis basis, absl::string_view words) {
  v1::Record record = SaidByBoth(issue, v1::ACT_MEETING, words);
  record.set_kind(v1::RECORD_KIND_FOLLOW_UP);
  record.set_due(std::string(due));
  record.set_basis(basis);
  record.add_responsible("JPN");
  return record;
}

v1::Event Statement(absl::string_view occurred, const v1::Record& record) {
  v1::Event event;
  event.set_occurred(std::string(occurred));
  *event.mutable_statement_made()->mutable_record() = record;
  return event;
}

v1::Event Agreement(absl::string_view occurred, const v1::Record& record) {
  v1::Event event;
  event.set_occurred(std::string(occurred));
  *event.mutable_agreement_reached()->mutable_record() = record;
  return event;
}

v1::Event FollowUp(absl::string_view occurred, const v1::Record& record) {
  v1::Event event;
  event.set_occurred(std::string(occurred));
  *event.mutable_follow_up_planned()->mutable_record() = record;
  return event;
}

v1::Event Touched(absl::string_view occurred, absl::string_view issue) {
  v1::Event event;
  event.set_occurred(std::string(occurred));
  event.mutable_topic_touched()->mutable_touch()->set_issue(std::string(issue));
  return event;
}

v1::Event Received(absl::string_view held_on,
                   const std::vector<std::string>& parties) {
  v1::Event event;
  event.set_occurred(std::string(held_on));
  event.mutable_readout_received()->set_source("https://example.org/readout");
  v1::ReadoutHeader& header =
      *event.mutable_readout_received()->mutable_header();
  header.set_held_on(std::string(held_on));
  header.mutable_parties()->Assign(parties.begin(), parties.end());
  return event;
}

v1::Event Retracted(absl::string_view record) {
  v1::Event event;
  event.mutable_record_retracted()->set_record(std::string(record));
  return event;
}

v1::Event Resolved(absl::string_view record, v1::Resolution resolution,
                   absl::string_view evidence) {
  v1::Event event;
  event.mutable_follow_up_resolved()->set_record(std::string(record));
  event.mutable_follow_up_resolved()->set_resolution(resolution);
  event.mutable_follow_up_resolved()->set_evidence(std::string(evidence));
  return event;
}

v1::Event Rescheduled(absl::string_view record, absl::string_view due) {
  v1::Event event;
  event.mutable_follow_up_rescheduled()->set_record(std::string(record));
  event.mutable_follow_up_rescheduled()->set_due(std::string(due));
  return event;
}

v1::Event Ended(absl::string_view record) {
  v1::Event event;
  event.mutable_agreement_ended()->set_record(std::string(record));
  return event;
}

v1::Event Withdrawn() {
  v1::Event event;
  event.mutable_readout_withdrawn();
  return event;
}

v1::Event Revised(absl::string_view held_on,
                  const std::map<std::string, v1::Span>& kept) {
  v1::Event event;
  event.set_occurred(std::string(held_on));
  v1::ReadoutRevised& revised = *event.mutable_readout_revised();
  revised.mutable_header()->set_held_on(std::string(held_on));
  revised.mutable_header()->add_parties("JPN");
  revised.mutable_header()->add_parties("RUS");
  for (const auto& [record, span] : kept) {
    v1::KeptRecord& stays = *revised.mutable_change()->add_kept();
    stays.set_record(record);
    *stays.mutable_span() = span;
  }
  return event;
}

v1::Event Reparsed(absl::string_view held_on,
                   const std::map<std::string, v1::Span>& kept) {
  const v1::Event revised = Revised(held_on, kept);
  v1::Event event;
  event.set_occurred(revised.occurred());
  v1::ReadoutReparsed& reparsed = *event.mutable_readout_reparsed();
  *reparsed.mutable_header() = revised.readout_revised().header();
  *reparsed.mutable_change() = revised.readout_revised().change();
  reparsed.set_touches_stand(true);
  return event;
}

v1::Span MakeSpan(uint32_t begin, uint32_t end) {
  v1::Span span;
  span.set_begin(begin);
  span.set_end(end);
  return span;
}

std::string History::Append(absl::string_view stream, v1::Event event) {
  ++commits_;
  return AppendToCommit(stream, std::move(event));
}

std::string History::AppendToCommit(absl::string_view stream, v1::Event event) {
  v1::RecordedEvent& recorded = events_.emplace_back();
  recorded.set_sequence(events_.size() - 1);
  recorded.set_stream(std::string(stream));
  recorded.set_revision(revisions_[std::string(stream)]++);
  recorded.set_commit_id(absl::StrCat("commit-", commits_));
  recorded.mutable_record_time()->set_seconds(
      static_cast<int64_t>(1'700'000'000 + recorded.sequence()));
  for (std::string& issue : IssuesOf(event)) {
    recorded.add_issues(std::move(issue));
  }
  recorded.set_payload_digest(absl::StrCat("digest-", recorded.sequence()));
  *recorded.mutable_event() = std::move(event);
  return absl::StrCat(stream, "/records/", recorded.revision());
}

std::vector<std::unique_ptr<Projection>> AllProjections() {
  std::vector<std::unique_ptr<Projection>> all;
  all.push_back(std::make_unique<IssueProjection>());
  all.push_back(std::make_unique<FollowUpProjection>());
  all.push_back(std::make_unique<ReadoutProjection>());
  return all;
}

void ViewTest::Open() {
  store_.reset();
  auto opened = ViewStore::Open(path(), env_.env(), AllProjections());
  ASSERT_TRUE(opened.ok()) << opened.status();
  store_ = *std::move(opened);
}

void ViewTest::Crash() {
  env_.Crash();
  Close();
  env_.Restart();
}

void ViewTest::Fold() {
  std::size_t failed_at = 0;
  const absl::Status folded = store_->Fold(
      absl::MakeConstSpan(history_.events()).subspan(folded_),
      [] { return true; }, &failed_at);
  ASSERT_TRUE(folded.ok()) << folded;
  folded_ = history_.events().size();
}

ReadView ViewTest::ReadIssues() {
  Fold();
  return store_->Read(0);
}

ReadView ViewTest::ReadFollowUps() {
  Fold();
  return store_->Read(1);
}

ReadView ViewTest::ReadReadouts() {
  Fold();
  return store_->Read(2);
}

v1::Issue ViewTest::Issue(absl::string_view name) {
  return Ok(GetIssue(ReadIssues().rows(), name));
}

std::vector<std::string> ViewTest::Issues(const IssueQuery& query) {
  std::vector<std::string> names;
  const auto page = Ok(ListIssues(ReadIssues().rows(), query, Everything()));
  for (const v1::Issue& issue : page.items) {
    names.push_back(issue.name());
  }
  return names;
}

std::vector<std::string> ViewTest::Positions(absl::string_view issue) {
  std::vector<std::string> positions;
  const v1::Issue found = Issue(issue);
  for (const v1::Position& position : found.positions()) {
    positions.push_back(
        absl::StrCat(position.party(), ": ", position.record().quote()));
  }
  return positions;
}

std::vector<std::string> ViewTest::AgreementsInForce(absl::string_view issue) {
  std::vector<std::string> words;
  const v1::Issue found = Issue(issue);
  for (const v1::Agreement& agreement : found.agreements_in_force()) {
    words.push_back(agreement.record().quote());
  }
  return words;
}

std::vector<std::string> ViewTest::OpenFollowUps(absl::string_view issue) {
  std::vector<std::string> words;
  const v1::Issue found = Issue(issue);
  for (const v1::FollowUp& action : found.open_follow_up_actions()) {
    words.push_back(action.record().quote());
  }
  return words;
}

std::vector<v1::PositionChange> ViewTest::Changes(absl::string_view issue,
                                                  absl::string_view party) {
  std::vector<v1::PositionChange> changes;
  auto page =
      Ok(GetPositionHistory(ReadIssues().rows(), issue, party, Everything()));
  for (CausedChange& item : page.items) {
    item.change.mutable_caused_by()->set_sequence(item.sequence.value);
    changes.push_back(std::move(item.change));
  }
  return changes;
}

std::vector<std::string> ViewTest::ChangesInWords(absl::string_view issue,
                                                  absl::string_view party) {
  std::vector<std::string> words;
  for (const v1::PositionChange& change : Changes(issue, party)) {
    words.push_back(absl::StrCat(
        change.party(), ": ", WordsOf(change.has_before(), change.before()),
        " -> ", WordsOf(change.has_after(), change.after())));
  }
  return words;
}

std::vector<v1::FollowUp> ViewTest::FollowUps(const FollowUpQuery& query) {
  return Ok(ListFollowUps(ReadFollowUps().rows(), query, Everything())).items;
}

std::vector<std::string> ViewTest::FollowUpWords(const FollowUpQuery& query) {
  std::vector<std::string> words;
  for (const v1::FollowUp& action : FollowUps(query)) {
    words.push_back(action.record().quote());
  }
  return words;
}

ReadoutView ViewTest::Readout(absl::string_view name) {
  return Ok(GetReadout(ReadReadouts().rows(), name));
}

std::vector<std::string> ViewTest::Readouts(const ReadoutQuery& query) {
  std::vector<std::string> names;
  const auto page =
      Ok(ListReadouts(ReadReadouts().rows(), query, Everything()));
  for (const v1::Readout& readout : page.items) {
    names.push_back(readout.name());
  }
  return names;
}

void Tamper(const std::string& path, absl::string_view family,
            const std::function<void(rocksdb::DB&,
                                     rocksdb::ColumnFamilyHandle*)>& change) {
  std::vector<std::string> names;
  ASSERT_TRUE(rocksdb::DB::ListColumnFamilies({}, path, &names).ok());
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  families.reserve(names.size());
  for (const auto& name : names) {
    families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open({}, path, families, &handles, &opened).ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    if (family == absl::string_view(handle->GetName())) change(*db, handle);
    ASSERT_TRUE(db->DestroyColumnFamilyHandle(handle).ok());
  }
}

std::string DigestOf(const ViewStore& store) {
  std::optional<Sequence> reflects;
  return Ok(store.Digest(&reflects));
}

std::string DigestFromZero(const std::vector<v1::RecordedEvent>& events) {
  const TempDirectory directory;
  auto store = ViewStore::Open(directory.path(), nullptr, AllProjections());
  EXPECT_TRUE(store.ok()) << store.status();
  if (!store.ok()) return "";
  std::size_t failed_at = 0;
  const absl::Status folded = (*store)->Fold(
      events, [] { return true; }, &failed_at);
  EXPECT_TRUE(folded.ok()) << folded;
  return DigestOf(**store);
}

}  // namespace chancery
