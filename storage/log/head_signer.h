#ifndef CHANCERY_STORAGE_LOG_HEAD_SIGNER_H_
#define CHANCERY_STORAGE_LOG_HEAD_SIGNER_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "proto/values/checkpoint.h"
#include "proto/values/merkle.h"
#include "storage/log/clock.h"
#include "storage/log/event_log.h"

namespace rocksdb {
class Env;
}

namespace chancery {

// A tree head and its signed note (proto/values/checkpoint.h).
struct SignedHead {
  uint64_t size = 0;
  TreeHash root = {};
  std::string note;
};

// HeadSigner signs the heads of one log. Before it signs, it reads the headers
// of the events since its last head back from disk, hashes them, and compares
// with the tree that the writer made: what it signs is what is stored. Its last
// head lies beside the log, and the next start compares the log with it.
//
//   auto signer = HeadSigner::Open({.log = log, .signer = key, ...});
//   auto head = (*signer)->Sign();
//
// Thread-safe. The first head of a long log takes as long as reading it.
class HeadSigner {
 public:
  struct Options {
    EventLog* log = nullptr;      // Required. Outlives the signer.
    std::string path;             // Required. The log's directory.
    Clock* clock = nullptr;       // Required. Outlives the signer.
    rocksdb::Env* env = nullptr;  // The machine's own when null.
  };

  //   kDataLoss / CORRUPT            the log no longer begins with what was
  //                                  signed last.
  //   kFailedPrecondition            that head was signed by another key.
  //   kUnavailable / STORAGE_FAILED  the directory cannot be read.
  static absl::StatusOr<std::unique_ptr<HeadSigner>> Open(
      const Options& options, CheckpointSigner signer);

  // The signed head of all that is published now. While nothing is appended
  // the same head is given again.
  //   kDataLoss / CORRUPT  what is stored does not make the writer's tree; it
  //                        will not be signed.
  absl::StatusOr<SignedHead> Sign() ABSL_LOCKS_EXCLUDED(mutex_);

  // What a verifier of these heads must know; see CheckpointSigner.
  std::string verifier_key() const { return signer_.VerifierKey(); }

 private:
  HeadSigner(const Options& options, CheckpointSigner signer);

  absl::Status Resume() ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status HashUpTo(uint64_t size) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status Keep() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const CheckpointSigner signer_;
  EventLog& log_;
  Clock& clock_;
  rocksdb::Env* const env_;
  const std::string file_;

  absl::Mutex mutex_;
  // The tree over what has been read back from disk.
  TreeFrontier hashed_ ABSL_GUARDED_BY(mutex_);
  SignedHead last_ ABSL_GUARDED_BY(mutex_);
  absl::Time kept_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_LOG_HEAD_SIGNER_H_
