#include "storage/log/head_signer.h"

#include <limits>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "rocksdb/env.h"
#include "storage/log/errors.h"

namespace chancery {
namespace {

// How old the head in the file may be. It only saves reading at the next start,
// and lets it notice that what was signed has changed.
constexpr absl::Duration kKeepEvery = absl::Seconds(1);

}  // namespace

HeadSigner::HeadSigner(const Options& options, CheckpointSigner signer)
    : signer_(std::move(signer)),
      log_(*options.log),
      clock_(*options.clock),
      env_(options.env != nullptr ? options.env : rocksdb::Env::Default()),
      file_(absl::StrCat(options.path, "/SIGNED")) {}

absl::StatusOr<std::unique_ptr<HeadSigner>> HeadSigner::Open(
    const Options& options, CheckpointSigner signer) {
  auto opened = absl::WrapUnique(new HeadSigner(options, std::move(signer)));
  const absl::Status status = opened->Resume();
  if (!status.ok()) return status;
  return opened;
}

absl::Status HeadSigner::Resume() {
  absl::MutexLock lock(&mutex_);
  if (!env_->FileExists(file_).ok()) return absl::OkStatus();
  std::string note;
  const rocksdb::Status read = rocksdb::ReadFileToString(env_, file_, &note);
  if (!read.ok()) return FromRocksDb(absl::StrCat("reading ", file_), read);
  const auto head = VerifyCheckpoint(note, signer_.VerifierKey());
  if (!head.ok()) return UnknownSignedHead(file_, head.status());
  const auto root = log_.TreeRoot(head->size);
  if (!root.ok() && root.status().code() != absl::StatusCode::kOutOfRange) {
    return root.status();
  }
  if (!root.ok() || *root != head->root) {
    return Corrupt(file_,
                   absl::StrCat("the log does not begin with the ", head->size,
                                " events that were signed here"));
  }
  auto frontier = log_.TreeOf(head->size);
  if (!frontier.ok()) return frontier.status();
  hashed_ = *std::move(frontier);
  last_ = {head->size, head->root, std::move(note)};
  return absl::OkStatus();
}

absl::StatusOr<SignedHead> HeadSigner::Sign() {
  absl::MutexLock lock(&mutex_);
  const std::optional<Sequence> newest = log_.Head();
  const uint64_t size = newest.has_value() ? newest->value + 1 : 0;
  if (size == last_.size && !last_.note.empty()) return last_;
  absl::Status status = HashUpTo(size);
  if (!status.ok()) return status;
  const auto root = log_.TreeRoot(size);
  if (!root.ok()) return root.status();
  if (*root != hashed_.Root()) {
    return Corrupt("merkle", absl::StrCat("the first ", size,
                                          " events do not make the tree that "
                                          "was kept of them"));
  }
  last_ = {size, *root, signer_.Sign(size, *root)};
  status = Keep();
  if (!status.ok()) return status;
  return last_;
}

absl::Status HeadSigner::HashUpTo(uint64_t size) {
  while (hashed_.size() < size) {
    ReadOptions options;
    options.from = hashed_.size();
    const uint64_t before = hashed_.size();
    const absl::Status read =
        log_.Read(options, [&](const StoredEvent& event)
                               ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
                                 if (hashed_.size() == size) return false;
                                 hashed_.Add(HashLeaf(event.leaf));
                                 return true;
                               });
    if (!read.ok()) return read;
    if (hashed_.size() == before) {
      return Corrupt(absl::StrCat("events/", before), "it is not there");
    }
  }
  return absl::OkStatus();
}

absl::Status HeadSigner::Keep() {
  const absl::Time now = clock_.Now();
  if (now - kept_at_ < kKeepEvery && now >= kept_at_) return absl::OkStatus();
  kept_at_ = now;
  const std::string new_file = absl::StrCat(file_, ".new");
  rocksdb::Status status = rocksdb::WriteStringToFile(
      env_, last_.note, new_file, /*should_sync=*/true);
  if (status.ok()) status = env_->RenameFile(new_file, file_);
  if (!status.ok()) return FromRocksDb(absl::StrCat("writing ", file_), status);
  return absl::OkStatus();
}

}  // namespace chancery
