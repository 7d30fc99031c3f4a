#include "service/api/reparse_source.h"

#include "absl/strings/str_cat.h"
#include "service/api/errors.h"
#include "service/api/principal.h"
#include "service/commands/names.h"
#include "service/commands/violations.h"

namespace chancery {
namespace {

constexpr int kNamesMax = 1000;
constexpr std::size_t kCorrelationIdBytesMax = 128;
constexpr std::size_t kPageSize = 1000;

absl::Status Check(const v1::ReparseReadoutsRequest& request) {
  Violations violations;
  if (request.names_size() > kNamesMax) {
    violations.Add("names", "are more than 1000");
  }
  for (int i = 0; i < request.names_size(); ++i) {
    if (!IsStreamName(request.names(i))) {
      violations.Add(absl::StrCat("names[", i, "]"),
                     "is no readout's name (readouts/<id>)");
    }
  }
  if (request.correlation_id().size() > kCorrelationIdBytesMax) {
    violations.Add("correlation_id", "has more than 128 bytes");
  }
  return violations.ToStatus();
}

// The readouts that other versions read.
absl::StatusOr<std::vector<std::string>> Outdated(const Views& views,
                                                  const ReadoutReader& reader) {
  std::vector<std::string> names;
  PageRequest request;
  request.size = kPageSize;
  do {
    auto page = views.ListReadouts(ReadoutQuery(), request);
    if (!page.ok()) return page.status();
    for (const v1::Readout& readout : page->value.items) {
      if (!readout.withdrawn() && !readout.header().text_sha256().empty() &&
          !IsReadBy(reader, readout.header())) {
        names.push_back(readout.name());
      }
    }
    request.after = std::move(page->value.next);
  } while (!request.after.empty());
  return names;
}

}  // namespace

absl::StatusOr<std::unique_ptr<EventSource>> ReparseSource::Open(
    EventLog& log, const Views& views, const Registry* registry,
    const v1::ReparseReadoutsRequest& request) {
  absl::Status checked = Check(request);
  if (!checked.ok()) return checked;
  ReadoutReader reader = BuiltInReader(registry);
  std::vector<std::string> names(request.names().begin(),
                                 request.names().end());
  for (const std::string& name : names) {
    const auto end = log.StreamEnd(name);
    if (!end.ok()) return end.status();
    if (!end->has_value()) return ReadoutNotFound(name);
  }
  if (names.empty()) {
    auto outdated = Outdated(views, reader);
    if (!outdated.ok()) return outdated.status();
    names = *std::move(outdated);
  }
  ReparseCommand command;
  command.mode = request.apply() ? ReparseCommand::Mode::kApply
                                 : ReparseCommand::Mode::kDryRun;
  command.correlation_id = request.correlation_id();
  command.principal = std::string(kAnonymous);
  return std::unique_ptr<EventSource>(new ReparseSource(
      log, std::move(reader), std::move(names), std::move(command)));
}

Step ReparseSource::Next(Silence) {
  if (!begun_) {
    begun_ = true;
    v1::ReparseReadoutsResponse response;
    *response.mutable_lineage_after() = reader_.versions;
    return SendWithProgress(std::move(response));
  }
  if (done_ == names_.size()) return Step::End(absl::OkStatus());
  command_.name = names_[done_];
  auto response = ReparseReadout(log_, command_, reader_);
  if (!response.ok()) return Step::End(response.status());
  ++done_;
  return SendWithProgress(*std::move(response));
}

Step ReparseSource::SendWithProgress(
    v1::ReparseReadoutsResponse response) const {
  response.set_readouts_done(done_);
  response.set_readouts_total(names_.size());
  return Step::Send(response.SerializeAsString());
}

}  // namespace chancery
