#include "tests/harness/ingest_twin.h"

#include <limits>
#include <utility>

#include "absl/base/internal/raw_logging.h"
#include "absl/strings/str_cat.h"
#include "storage/log/digest.h"
#include "tests/harness/power_loss_file_system.h"

namespace chancery {

IngestTwin::IngestTwin(const std::string& directory)
    // This disk syncs nothing for real, which saves time.
    : env_(rocksdb::NewCompositeEnv(std::make_shared<PowerLossFileSystem>(
          PowerLossFileSystem::Options()))) {
  EventLog::Options options;
  options.path = directory;
  options.clock = &clock_;
  options.env = env_.get();
  auto log = EventLog::Open(options);
  ABSL_RAW_CHECK(log.ok(), log.status().ToString().c_str());
  log_ = *std::move(log);
}

absl::Status IngestTwin::Ingest(const std::string& source,
                                const std::string& text_sha256) {
  const std::string* const text = script_.FindText(text_sha256);
  if (text == nullptr) {
    return absl::NotFoundError(absl::StrCat("no text ", text_sha256));
  }
  IngestCommand command;
  command.source = source;
  command.text = *text;
  command.principal = "harness";
  const auto response = IngestReadout(*log_, command);
  if (!response.ok()) return response.status();
  ReadOptions options;
  options.from = response->first_sequence();
  options.events_max =
      response->last_sequence() - response->first_sequence() + 1;
  options.bytes_max = std::numeric_limits<std::size_t>::max();
  std::vector<std::string> payloads;
  std::string commit_id;
  const absl::Status read = log_->Read(options, [&](const StoredEvent& event) {
    commit_id = event.header.commit_id;
    payloads.push_back(Sha256(event.payload));
    return true;
  });
  payloads_[commit_id] = std::move(payloads);
  return read;
}

absl::StatusOr<std::vector<std::string>> IngestTwin::PayloadsOf(
    const std::string& commit_id, const std::string& source,
    const std::string& text_sha256) {
  if (!payloads_.contains(commit_id)) {
    const absl::Status status = Ingest(source, text_sha256);
    if (!status.ok()) return status;
  }
  const auto found = payloads_.find(commit_id);
  if (found == payloads_.end()) {
    return absl::NotFoundError("the same ingest makes another commit");
  }
  return found->second;
}

}  // namespace chancery
