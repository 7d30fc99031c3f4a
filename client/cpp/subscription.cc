#include "client/cpp/subscription.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "client/cpp/resuming_stream.h"

namespace chancery {
namespace {

// What a subscription promises its caller is checked before it is handed out.
absl::Status CheckOrder(const v1::SubscribeResponse& response,
                        std::optional<uint64_t> last) {
  for (const auto& event : response.events()) {
    if (last.has_value() && event.sequence() <= *last) {
      return absl::DataLossError(absl::StrCat("event ", event.sequence(),
                                              " came after event ", *last));
    }
    last = event.sequence();
  }
  return absl::OkStatus();
}

std::optional<uint64_t> StartOf(const v1::SubscribeRequest& request) {
  if (!request.has_after_sequence()) return std::nullopt;
  return request.after_sequence();
}

}  // namespace

class Subscription::Impl {
 public:
  Impl(const std::shared_ptr<grpc::Channel>& channel,
       v1::SubscribeRequest request, absl::Duration give_up_after)
      : stub_(v1::LogService::NewStub(channel)),
        checkpoint_(StartOf(request)),
        stream_(
            std::move(request), give_up_after,
            [this](const v1::SubscribeRequest& current,
                   grpc::ClientContext* context,
                   grpc::ClientReadReactor<v1::SubscribeResponse>* reactor) {
              stub_->async()->Subscribe(context, &current, reactor);
            },
            [](const v1::SubscribeResponse& response,
               v1::SubscribeRequest* current) {
              if (!response.has_checkpoint()) return;  // The log is empty.
              current->set_after_sequence(response.checkpoint());
            }) {}

  absl::StatusOr<v1::RecordedEvent> Next(absl::Time deadline) {
    while (next_ == batch_.events_size()) {
      // The batch has been handed out, so its checkpoint has been reached.
      Reach(batch_);
      absl::StatusOr<v1::SubscribeResponse> batch = Receive(deadline);
      if (!batch.ok()) return batch.status();
      batch_ = *std::move(batch);
      next_ = 0;
    }
    v1::RecordedEvent event = std::move(*batch_.mutable_events(next_++));
    checkpoint_ = event.sequence();
    return event;
  }

  absl::StatusOr<v1::SubscribeResponse> NextResponse(absl::Time deadline) {
    v1::SubscribeResponse response;
    if (next_ < batch_.events_size()) {
      response = std::move(batch_);
      response.mutable_events()->DeleteSubrange(0, next_);
    } else {
      absl::StatusOr<v1::SubscribeResponse> received = Receive(deadline);
      if (!received.ok()) return received.status();
      response = *std::move(received);
    }
    batch_.Clear();
    next_ = 0;
    Reach(response);
    return response;
  }

  std::optional<uint64_t> checkpoint() const { return checkpoint_; }
  void Cancel() { stream_.Cancel(); }

 private:
  absl::StatusOr<v1::SubscribeResponse> Receive(absl::Time deadline) {
    absl::StatusOr<v1::SubscribeResponse> response = stream_.Next(deadline);
    if (!response.ok()) return response.status();
    const absl::Status ordered = CheckOrder(*response, checkpoint_);
    if (!ordered.ok()) return ordered;
    return response;
  }

  void Reach(const v1::SubscribeResponse& response) {
    if (response.has_checkpoint()) checkpoint_ = response.checkpoint();
  }

  const std::unique_ptr<v1::LogService::Stub> stub_;
  v1::SubscribeResponse batch_;  // Received; handed out up to next_.
  int next_ = 0;
  std::optional<uint64_t> checkpoint_;  // Of what was handed out.
  ResumingStream<v1::SubscribeRequest, v1::SubscribeResponse> stream_;
};

Subscription::Subscription(const std::shared_ptr<grpc::Channel>& channel,
                           v1::SubscribeRequest request,
                           absl::Duration give_up_after)
    : impl_(
          std::make_unique<Impl>(channel, std::move(request), give_up_after)) {}
Subscription::Subscription(Subscription&&) noexcept = default;
Subscription& Subscription::operator=(Subscription&&) noexcept = default;
Subscription::~Subscription() = default;

absl::StatusOr<v1::RecordedEvent> Subscription::Next(absl::Time deadline) {
  return impl_->Next(deadline);
}
absl::StatusOr<v1::SubscribeResponse> Subscription::NextResponse(
    absl::Time deadline) {
  return impl_->NextResponse(deadline);
}
std::optional<uint64_t> Subscription::checkpoint() const {
  return impl_->checkpoint();
}
void Subscription::Cancel() { impl_->Cancel(); }

class IssueWatch::Impl {
 public:
  Impl(const std::shared_ptr<grpc::Channel>& channel,
       v1::WatchIssuesRequest request, absl::Duration give_up_after)
      : stub_(v1::IssueService::NewStub(channel)),
        stream_(
            std::move(request), give_up_after,
            [this](const v1::WatchIssuesRequest& current,
                   grpc::ClientContext* context,
                   grpc::ClientReadReactor<v1::WatchIssuesResponse>* reactor) {
              stub_->async()->WatchIssues(context, &current, reactor);
            },
            [](const v1::WatchIssuesResponse& response,
               v1::WatchIssuesRequest* current) {
              // Unset until the current views have all been sent.
              if (!response.has_reflected_sequence()) return;
              current->set_after_sequence(response.reflected_sequence());
            }) {}

  absl::StatusOr<v1::WatchIssuesResponse> Next(absl::Time deadline) {
    for (;;) {
      absl::StatusOr<v1::WatchIssuesResponse> update = stream_.Next(deadline);
      if (!update.ok() || update->has_issue() || update->caught_up()) {
        return update;
      }
    }
  }

  void Cancel() { stream_.Cancel(); }

 private:
  const std::unique_ptr<v1::IssueService::Stub> stub_;
  ResumingStream<v1::WatchIssuesRequest, v1::WatchIssuesResponse> stream_;
};

IssueWatch::IssueWatch(const std::shared_ptr<grpc::Channel>& channel,
                       v1::WatchIssuesRequest request,
                       absl::Duration give_up_after)
    : impl_(
          std::make_unique<Impl>(channel, std::move(request), give_up_after)) {}
IssueWatch::IssueWatch(IssueWatch&&) noexcept = default;
IssueWatch& IssueWatch::operator=(IssueWatch&&) noexcept = default;
IssueWatch::~IssueWatch() = default;

absl::StatusOr<v1::WatchIssuesResponse> IssueWatch::Next(absl::Time deadline) {
  return impl_->Next(deadline);
}
void IssueWatch::Cancel() { impl_->Cancel(); }

}  // namespace chancery
