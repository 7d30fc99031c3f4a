#include "storage/log/event_log.h"

#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "rocksdb/env.h"
#include "storage/log/digest.h"
#include "storage/log/directory_lock.h"
#include "storage/log/errors.h"
#include "storage/log/head_file.h"
#include "storage/log/index_codec.h"
#include "storage/log/log_tree.h"
#include "storage/log/prepare.h"
#include "storage/log/published_head.h"
#include "storage/log/reader.h"
#include "storage/log/store.h"
#include "storage/log/writer.h"

namespace chancery {
namespace {

// Makes `path` and what is missing above it.
absl::Status MakeDirectory(const std::string& path, rocksdb::Env* env) {
  for (std::size_t end = path.find('/', 1); end != std::string::npos;
       end = path.find('/', end + 1)) {
    const std::string above = path.substr(0, end);
    if (env->FileExists(above).ok()) continue;
    env->CreateDirIfMissing(above).PermitUncheckedError();  // The last tells.
  }
  const rocksdb::Status made = env->CreateDirIfMissing(path);
  if (!made.ok()) return FromRocksDb(absl::StrCat("making ", path), made);
  return absl::OkStatus();
}

// The head file is made before the database, so a database without one, or one
// that has published something without a database, has lost something.
absl::Status CheckBothOrNone(const std::string& path, rocksdb::Env* env) {
  if (!HeadFile::Exists(path, env) && Store::Exists(path, env)) {
    return Corrupt(absl::StrCat(path, "/HEAD"),
                   "it is gone, so nobody can tell whether the log is whole");
  }
  return absl::OkStatus();
}

// Reads the nodes of the tree from `store`, which outlives it.
auto NodesOf(const Store& store) {
  return [&store](int level, uint64_t index) {
    return TreeNode(store, level, index);
  };
}

}  // namespace

class EventLog::Impl {
 public:
  Impl(std::unique_ptr<DirectoryLock> lock, std::unique_ptr<HeadFile> head_file,
       std::unique_ptr<Store> store, TreeFrontier tree, EntropySource entropy,
       Clock& clock)
      : entropy_(std::move(entropy)),
        lock_(std::move(lock)),
        head_file_(std::move(head_file)),
        store_(std::move(store)),
        head_(store_->length()),
        writer_(*store_, *head_file_, head_, clock, std::move(tree)) {}

  absl::StatusOr<std::optional<uint64_t>> FindEnd(
      ReadOptions::Scope scope, absl::string_view name) const {
    return chancery::FindEnd(*store_, head_.length(), scope, name);
  }

  const EntropySource entropy_;
  // Each uses those before it.
  const std::unique_ptr<DirectoryLock> lock_;
  const std::unique_ptr<HeadFile> head_file_;
  const std::unique_ptr<Store> store_;
  PublishedHead head_;
  Writer writer_;
};

absl::StatusOr<std::unique_ptr<EventLog>> EventLog::Open(
    const Options& options) {
  rocksdb::Env* const env =
      options.env != nullptr ? options.env : rocksdb::Env::Default();
  absl::Status status = MakeDirectory(options.path, env);
  if (!status.ok()) return status;
  auto lock = DirectoryLock::Take(options.path, env);
  if (!lock.ok()) return lock.status();
  status = CheckBothOrNone(options.path, env);
  if (!status.ok()) return status;
  auto head_file = HeadFile::Open(options.path, env);
  if (!head_file.ok()) return head_file.status();
  auto store = Store::Open(options.path, env, (*head_file)->length());
  if (!store.ok()) return store.status();
  auto tree = LoadTree(**store);
  if (!tree.ok()) return tree.status();
  // What was found is shown to readers from here on, so it must not be lost.
  status = (*head_file)->Write((*store)->length());
  status.Update((*head_file)->Sync());
  if (!status.ok()) return status;
  return absl::WrapUnique(new EventLog(std::make_unique<Impl>(
      *std::move(lock), *std::move(head_file), *std::move(store),
      *std::move(tree),
      options.entropy ? options.entropy : FillFromSystemEntropy,
      *options.clock)));
}

EventLog::EventLog(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

EventLog::~EventLog() = default;

void EventLog::AppendAsync(Proposal proposal, AppendCallback done) {
  absl::StatusOr<PreparedProposal> prepared =
      Prepare(std::move(proposal), impl_->entropy_);
  if (!prepared.ok()) {
    std::move(done)(prepared.status());
    return;
  }
  impl_->writer_.Submit(*std::move(prepared), std::move(done));
}

absl::StatusOr<Commit> EventLog::Append(Proposal proposal) {
  absl::StatusOr<Commit> answer;
  absl::Notification answered;
  AppendAsync(std::move(proposal), [&](absl::StatusOr<Commit> commit) {
    answer = std::move(commit);
    answered.Notify();
  });
  answered.WaitForNotification();
  return answer;
}

absl::Status EventLog::Read(const ReadOptions& options,
                            EventVisitor visit) const {
  return ReadEvents(*impl_->store_, impl_->head_.length(), options, visit);
}

std::optional<Sequence> EventLog::Head() const {
  const uint64_t length = impl_->head_.length();
  if (length == 0) return std::nullopt;
  return Sequence{length - 1};
}

absl::StatusOr<std::optional<Revision>> EventLog::StreamEnd(
    absl::string_view stream) const {
  const auto index = impl_->FindEnd(ReadOptions::Scope::kStream, stream);
  if (!index.ok()) return index.status();
  if (!index->has_value()) return std::nullopt;
  return Revision{**index};
}

absl::StatusOr<std::optional<Sequence>> EventLog::IssueEnd(
    absl::string_view issue) const {
  const auto index = impl_->FindEnd(ReadOptions::Scope::kIssue, issue);
  if (!index.ok()) return index.status();
  if (!index->has_value()) return std::nullopt;
  return Sequence{**index};
}

absl::StatusOr<std::optional<Commit>> EventLog::FindCommit(
    absl::string_view commit_id) const {
  const auto value = impl_->store_->Get(Family::kCommits, commit_id);
  if (!value.ok()) return value.status();
  if (!value->has_value()) return std::nullopt;
  auto accepted = DecodeCommit(commit_id, **value);
  if (!accepted.ok()) return accepted.status();
  // Synced, and not published yet: readers do not see its events.
  if (accepted->commit.last.value >= impl_->head_.length()) return std::nullopt;
  accepted->commit.repeated = true;
  return std::move(accepted->commit);
}

absl::StatusOr<std::string> EventLog::Document(
    absl::string_view sha256_hex) const {
  const std::string digest = absl::HexStringToBytes(sha256_hex);
  auto text = impl_->store_->Get(Family::kDocuments, digest);
  if (!text.ok()) return text.status();
  if (!text->has_value()) return DocumentNotFound(sha256_hex);
  if (Sha256(**text) != digest) {
    return Corrupt(absl::StrCat("documents/", sha256_hex),
                   "the text does not have that SHA-256");
  }
  return **std::move(text);
}

absl::Status EventLog::CheckTreeSize(uint64_t size) const {
  const uint64_t length = impl_->head_.length();
  if (size <= length) return absl::OkStatus();
  return BeyondTree(size, length);
}

absl::StatusOr<TreeHash> EventLog::TreeRoot(uint64_t size) const {
  const absl::Status there = CheckTreeSize(size);
  if (!there.ok()) return there;
  return chancery::TreeRoot(size, NodesOf(*impl_->store_));
}

absl::StatusOr<TreeFrontier> EventLog::TreeOf(uint64_t size) const {
  const absl::Status there = CheckTreeSize(size);
  if (!there.ok()) return there;
  return FrontierOf(size, NodesOf(*impl_->store_));
}

absl::StatusOr<TreeProof> EventLog::ProveInclusion(Sequence sequence,
                                                   uint64_t size) const {
  absl::Status there = CheckTreeSize(size);
  if (there.ok() && sequence.value >= size) {
    there = BeyondTree(sequence.value + 1, size);
  }
  if (!there.ok()) return there;
  return chancery::ProveInclusion(sequence.value, size,
                                  NodesOf(*impl_->store_));
}

absl::StatusOr<TreeProof> EventLog::ProveConsistency(uint64_t old_size,
                                                     uint64_t size) const {
  absl::Status there = CheckTreeSize(size);
  if (there.ok() && old_size > size) there = BeyondTree(old_size, size);
  if (!there.ok()) return there;
  if (old_size == 0) return TreeProof();
  return chancery::ProveConsistency(old_size, size, NodesOf(*impl_->store_));
}

uint64_t EventLog::WakeBeyond(std::optional<Sequence> head,
                              absl::AnyInvocable<void() &&> wake) {
  return impl_->head_.WakeBeyond(head, std::move(wake));
}

void EventLog::CancelWake(uint64_t id) { impl_->head_.CancelWake(id); }

absl::Status EventLog::Health() const { return impl_->writer_.Health(); }

}  // namespace chancery
