#ifndef CHANCERY_STORAGE_PROJECTIONS_VIEW_STORE_H_
#define CHANCERY_STORAGE_PROJECTIONS_VIEW_STORE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "chancery/v1/event.pb.h"
#include "rocksdb/db.h"
#include "storage/log/ids.h"
#include "storage/projections/projection.h"
#include "storage/projections/rows.h"
#include "storage/projections/rows.pb.h"

namespace chancery {

// One projection's rows as they were at one moment, and the newest sequence
// that they reflect. Does not outlive the store.
class ReadView {
 public:
  ReadView(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family)
      : snapshot_(std::make_unique<rocksdb::ManagedSnapshot>(db)),
        rows_(db, family, snapshot_->snapshot()) {}

  const StoredRows& rows() const { return rows_; }
  // From the rows' own checkpoint, and so exact.
  absl::StatusOr<std::optional<Sequence>> Reflects() const;

 private:
  std::unique_ptr<rocksdb::ManagedSnapshot> snapshot_;
  StoredRows rows_;
};

// ViewStore keeps the rows of several projections in one directory, each in a
// column family of its name, beside the checkpoint they reflect. It is written
// without a write-ahead log: a crash takes the newest batches whole, rows and
// checkpoint, and the log has their events still.
//
// Fold and Restart are for one thread; the others may be called from any.
class ViewStore {
 public:
  // Opens the directory, making it if there is none. Rows that another version
  // of a projection folded are dropped; so is everything in a damaged
  // directory, and rows of projections that are no more.
  //   kUnavailable / STORAGE_FAILED  it cannot be read or written, or another
  //                                  process has it open.
  static absl::StatusOr<std::unique_ptr<ViewStore>> Open(
      const std::string& path, rocksdb::Env* env,
      std::vector<std::unique_ptr<Projection>> projections);

  // Brings what is in memory to disk.
  ~ViewStore();

  std::size_t projections() const { return folds_.size(); }
  // How far a projection has come. The folding thread's view.
  const ProjectionCheckpoint& checkpoint(std::size_t projection) const {
    return folds_[projection].checkpoint;
  }

  // Drops a projection's rows, so that it is folded from zero. No reader may be
  // there yet.
  absl::Status Restart(std::size_t projection);

  // Folds `events`, which follow each other in the log, into every projection
  // that has not folded them: all of them in one batch, which readers see
  // whole, or none. `go_on` is asked before each event.
  //   kCancelled  `go_on` said no.
  //   or what a projection's Apply() returned; `failed_at` is the event's
  //   index.
  absl::Status Fold(absl::Span<const v1::RecordedEvent> events,
                    absl::FunctionRef<bool()> go_on, std::size_t* failed_at);

  ReadView Read(std::size_t projection) const;

  // SHA-256 over name, version and rows of each projection, in order.
  //   kUnavailable / VIEW_BEHIND  the projections reflect different sequences,
  //                               as they may until the first batch after a
  //                               crash has been folded.
  absl::StatusOr<std::string> Digest(std::optional<Sequence>* reflects) const;

 private:
  struct ProjectionFold {
    std::unique_ptr<Projection> projection;
    rocksdb::ColumnFamilyHandle* family = nullptr;  // Owned; freed with the db.
    ProjectionCheckpoint checkpoint;
  };

  ViewStore() = default;

  absl::Status OpenDatabase(const std::string& path, rocksdb::Env* env);
  absl::Status OpenFamilies();
  absl::Status FoldOne(ProjectionFold& fold,
                       absl::Span<const v1::RecordedEvent> events,
                       absl::FunctionRef<bool()> go_on,
                       rocksdb::WriteBatch& batch, std::size_t* failed_at);

  std::vector<ProjectionFold> folds_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;  // As opened; owned.
  std::unique_ptr<rocksdb::DB> db_;
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_VIEW_STORE_H_
