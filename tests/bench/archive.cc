#include "tests/bench/archive.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "service/api/server.h"
#include "service/commands/append.h"
#include "storage/log/clock.h"
#include "storage/projections/views.h"
#include "tests/bench/ceilings.h"

namespace chancery::bench {
namespace {

constexpr std::size_t kEventBytes = 1024;

v1::Event KilobyteEvent(uint64_t n) {
  v1::Event event;
  event.set_occurred("2004-02-29");
  event.set_origin("bench");
  v1::Record& record = *event.mutable_statement_made()->mutable_record();
  record.set_kind(v1::RECORD_KIND_STATEMENT);
  record.set_act(v1::ACT_EMPHASIZE);
  record.add_actors("JPN");
  record.set_asserted_by("JPN");
  record.set_topic("region.iraq");
  record.set_issue(absl::StrCat("issues/jpn-rus.region.bench", n % 64));
  record.set_topic(absl::StrCat("region.bench", n % 64));
  record.set_confidence(v1::CONFIDENCE_HIGH);
  const std::size_t bare = event.ByteSizeLong() + 12;
  const std::string quote(kEventBytes - bare, 'x');
  record.mutable_span()->set_end(static_cast<uint32_t>(quote.size()));
  record.set_quote(quote);
  return event;
}

}  // namespace

class Archive::Impl {
 public:
  Impl() {
    auto log =
        EventLog::Open({.path = directory_.path() + "/log", .clock = &clock_});
    if (!log.ok()) Die(log.status().ToString());
    log_ = std::move(*log);
    auto views =
        Views::Open({.path = directory_.path() + "/views", .log = log_.get()});
    if (!views.ok()) Die(views.status().ToString());
    views_ = std::move(*views);
    auto server = ApiServer::Start(
        {.address = "127.0.0.1:0", .log = log_.get(), .views = views_.get()});
    if (!server.ok()) Die(server.status().ToString());
    server_ = std::move(*server);
  }
  int port() const { return server_->port(); }
  EventLog& log() { return *log_; }

  void WaitForViews() {
    const auto head = log_->Head();
    if (!head.has_value()) return;
    absl::Notification reflected;
    views_->WakeAt(*head, [&reflected] { reflected.Notify(); });
    reflected.WaitForNotification();
  }

 private:
  const ScratchDirectory directory_;
  SystemClock clock_;
  std::unique_ptr<EventLog> log_;
  std::unique_ptr<Views> views_;
  std::unique_ptr<ApiServer> server_;
};

Archive::Archive() : impl_(std::make_unique<Impl>()) {}
Archive::~Archive() = default;
std::string Archive::address() const {
  return absl::StrCat("127.0.0.1:", impl_->port());
}

void Archive::Fill(int64_t count) {
  int64_t filled = 0;
  for (int64_t commit = 0; filled < count; ++commit) {
    Proposal proposal;
    proposal.commit_id = absl::StrCat("fill-", commit);
    proposal.principal = "bench";
    const std::string stream = absl::StrCat("readouts/fill-", commit);
    const int64_t events = std::min<int64_t>(count - filled, kCommitEventsMax);
    for (int64_t i = 0; i < events; ++i) {
      proposal.events.push_back(
          {stream, KilobyteEvent(static_cast<uint64_t>(i))});
    }
    proposal.conditions.push_back({stream, ExpectedRevision::NoStream()});
    const auto done = impl_->log().Append(std::move(proposal));
    if (!done.ok()) Die("fill: " + done.status().ToString());
    filled += events;
  }
  impl_->WaitForViews();
}

void Archive::WaitForViews() { impl_->WaitForViews(); }

v1::AppendEventsRequest KilobyteAppend(uint64_t run, int caller) {
  return KilobyteBatch(run, caller, 1);
}

v1::AppendEventsRequest KilobyteBatch(uint64_t run, int caller, int events) {
  v1::AppendEventsRequest request;
  const std::string stream = absl::StrCat("readouts/bench-", run, "-", caller);
  for (int i = 0; i < events; ++i) {
    v1::ProposedEvent& proposed = *request.add_events();
    proposed.set_stream(stream);
    *proposed.mutable_event() =
        KilobyteEvent(static_cast<uint64_t>(caller + i));
  }
  request.add_conditions()->set_stream(stream);
  SetNumber(0, &request);
  return request;
}

void SetNumber(uint64_t n, v1::AppendEventsRequest* request) {
  v1::StreamCondition& condition = *request->mutable_conditions(0);
  request->set_request_id(absl::StrCat(condition.stream(), "-", n));
  if (n == 0) {
    condition.mutable_no_stream();
  } else {
    condition.set_exactly(n * static_cast<uint64_t>(request->events_size()) -
                          1);
  }
}

}  // namespace chancery::bench
