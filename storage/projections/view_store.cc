#include "storage/projections/view_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "rocksdb/cache.h"
#include "rocksdb/env.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/table.h"
#include "storage/projections/row_digest.h"

namespace chancery {
namespace {

constexpr std::size_t kBlockCacheBytes = std::size_t{64} << 20;
constexpr std::size_t kWriteBufferBytes = std::size_t{16} << 20;
constexpr std::size_t kInfoLogsMax = 2;
constexpr std::size_t kInfoLogBytes = std::size_t{8} << 20;
constexpr double kBloomBitsPerKey = 10;

std::string CheckpointKey() { return RowKey('#').bytes(); }

rocksdb::Options DatabaseOptions(rocksdb::Env* env) {
  rocksdb::Options options;
  if (env != nullptr) options.env = env;
  options.create_if_missing = true;
  options.keep_log_file_num = kInfoLogsMax;
  options.max_log_file_size = kInfoLogBytes;
  options.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.write_buffer_size = kWriteBufferBytes;
  options.avoid_flush_during_shutdown = true;  // The destructor flushes.
  options.compression = rocksdb::kLZ4Compression;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

// Makes what is missing above `path`; RocksDB makes only the last directory.
void MakeDirectoriesAbove(const std::string& path, rocksdb::Env& env) {
  for (std::size_t end = path.find('/', 1); end != std::string::npos;
       end = path.find('/', end + 1)) {
    // Opening the database tells of a failure.
    env.CreateDirIfMissing(path.substr(0, end)).PermitUncheckedError();
  }
}

rocksdb::Status TryOpen(const rocksdb::Options& options,
                        const std::string& path,
                        std::vector<rocksdb::ColumnFamilyHandle*>& handles,
                        std::unique_ptr<rocksdb::DB>& db) {
  std::vector<std::string> names;
  // A directory that is not there yet has no families to list.
  if (!rocksdb::DB::ListColumnFamilies(options, path, &names).ok()) {
    names = {rocksdb::kDefaultColumnFamilyName};
  }
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  families.reserve(names.size());
  for (const std::string& name : names) families.emplace_back(name, options);
  rocksdb::DB* opened = nullptr;
  rocksdb::Status status =
      rocksdb::DB::Open(options, path, families, &handles, &opened);
  db.reset(opened);
  return status;
}

}  // namespace

absl::StatusOr<std::optional<Sequence>> ReadView::Reflects() const {
  ProjectionCheckpoint checkpoint;
  const auto found = rows_.Read(CheckpointKey(), checkpoint);
  if (!found.ok()) return found.status();
  if (!checkpoint.has_sequence()) return std::nullopt;
  return Sequence{checkpoint.sequence()};
}

absl::StatusOr<std::unique_ptr<ViewStore>> ViewStore::Open(
    const std::string& path, rocksdb::Env* env,
    std::vector<std::unique_ptr<Projection>> projections) {
  auto store = std::unique_ptr<ViewStore>(new ViewStore());
  for (auto& projection : projections) {
    store->folds_.emplace_back().projection = std::move(projection);
  }
  absl::Status opened = store->OpenDatabase(path, env);
  if (opened.ok()) opened = store->OpenFamilies();
  if (!opened.ok()) return opened;
  return store;
}

absl::Status ViewStore::OpenDatabase(const std::string& path,
                                     rocksdb::Env* env) {
  const rocksdb::Options options = DatabaseOptions(env);
  MakeDirectoriesAbove(path, *options.env);
  rocksdb::Status status = TryOpen(options, path, handles_, db_);
  if (status.IsCorruption()) {
    // Nothing is lost: the log has every event.
    status = rocksdb::DestroyDB(path, options);
    if (status.ok()) status = TryOpen(options, path, handles_, db_);
  }
  return FromRocks(status);
}

absl::Status ViewStore::OpenFamilies() {
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    const auto fold = std::find_if(
        folds_.begin(), folds_.end(), [&](const ProjectionFold& f) {
          return f.projection->name() == absl::string_view(handle->GetName());
        });
    if (fold != folds_.end()) {
      fold->family = handle;
    } else if (handle->GetName() != rocksdb::kDefaultColumnFamilyName) {
      const rocksdb::Status dropped = db_->DropColumnFamily(handle);
      if (!dropped.ok()) return FromRocks(dropped);
    }
  }
  for (std::size_t i = 0; i < folds_.size(); ++i) {
    ProjectionFold& fold = folds_[i];
    if (fold.family != nullptr) {
      const ReadView view(db_.get(), fold.family);
      const auto found = view.rows().Read(CheckpointKey(), fold.checkpoint);
      if (!found.ok()) return found.status();
      if (fold.checkpoint.version() == fold.projection->version()) continue;
    }
    absl::Status restarted = Restart(i);
    if (!restarted.ok()) return restarted;
  }
  return absl::OkStatus();
}

ViewStore::~ViewStore() {
  if (db_ == nullptr) return;
  for (const ProjectionFold& fold : folds_) {
    if (fold.family == nullptr) continue;
    // What cannot be written now is folded again, after the next Open.
    if (!db_->Flush(rocksdb::FlushOptions(), fold.family).ok()) break;
  }
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
}

absl::Status ViewStore::Restart(std::size_t projection) {
  ProjectionFold& fold = folds_[projection];
  if (fold.family != nullptr) {
    const rocksdb::Status dropped = db_->DropColumnFamily(fold.family);
    if (!dropped.ok()) return FromRocks(dropped);
  }
  const rocksdb::Options options = db_->GetOptions();
  const std::string name(fold.projection->name());
  const rocksdb::Status made =
      db_->CreateColumnFamily(options, name, &fold.family);
  if (!made.ok()) return FromRocks(made);
  handles_.push_back(fold.family);
  fold.checkpoint.Clear();
  fold.checkpoint.set_version(fold.projection->version());
  return absl::OkStatus();
}

absl::Status ViewStore::Fold(absl::Span<const v1::RecordedEvent> events,
                             absl::FunctionRef<bool()> go_on,
                             std::size_t* failed_at) {
  if (events.empty()) return absl::OkStatus();
  rocksdb::WriteBatch batch;
  for (ProjectionFold& fold : folds_) {
    absl::Status folded = FoldOne(fold, events, go_on, batch, failed_at);
    if (!folded.ok()) return folded;
  }
  rocksdb::WriteOptions options;
  options.disableWAL = true;
  const rocksdb::Status written = db_->Write(options, &batch);
  if (!written.ok()) return FromRocks(written);
  for (ProjectionFold& fold : folds_) {
    if (fold.checkpoint.has_sequence() &&
        fold.checkpoint.sequence() >= events.back().sequence()) {
      continue;
    }
    fold.checkpoint.set_sequence(events.back().sequence());
    fold.checkpoint.set_payload_digest(events.back().payload_digest());
  }
  return absl::OkStatus();
}

absl::Status ViewStore::FoldOne(ProjectionFold& fold,
                                absl::Span<const v1::RecordedEvent> events,
                                absl::FunctionRef<bool()> go_on,
                                rocksdb::WriteBatch& batch,
                                std::size_t* failed_at) {
  const ProjectionCheckpoint& checkpoint = fold.checkpoint;
  if (checkpoint.has_sequence() &&
      checkpoint.sequence() >= events.back().sequence()) {
    return absl::OkStatus();
  }
  Rows rows(db_.get(), fold.family);
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!go_on()) return absl::CancelledError("the views are closing");
    if (checkpoint.has_sequence() &&
        events[i].sequence() <= checkpoint.sequence()) {
      continue;
    }
    absl::Status applied = fold.projection->Apply(events[i], rows);
    if (!applied.ok()) {
      *failed_at = i;
      return applied;
    }
  }
  ProjectionCheckpoint next = checkpoint;
  next.set_sequence(events.back().sequence());
  next.set_payload_digest(events.back().payload_digest());
  rows.Put(CheckpointKey(), next);
  return rows.AddTo(batch);
}

ReadView ViewStore::Read(std::size_t projection) const {
  return {db_.get(), folds_[projection].family};
}

absl::StatusOr<std::string> ViewStore::Digest(
    std::optional<Sequence>* reflects) const {
  rocksdb::ManagedSnapshot moment(db_.get());
  RowDigest digest;
  for (const ProjectionFold& fold : folds_) {
    const StoredRows rows(db_.get(), fold.family, moment.snapshot());
    ProjectionCheckpoint checkpoint;
    const auto found = rows.Read(CheckpointKey(), checkpoint);
    if (!found.ok()) return found.status();
    const auto sequence =
        checkpoint.has_sequence()
            ? std::optional<Sequence>(Sequence{checkpoint.sequence()})
            : std::nullopt;
    if (&fold == &folds_.front()) *reflects = sequence;
    if (sequence != *reflects) {
      return MakeError(absl::StatusCode::kUnavailable,
                       v1::ERROR_REASON_VIEW_BEHIND,
                       "the views reflect different sequences");
    }
    digest.Add(fold.projection->name());
    digest.Add(absl::StrCat(fold.projection->version()));
    RowCursor cursor = rows.Everything();
    for (cursor.Seek(); cursor.Valid(); cursor.Next()) {
      digest.Add(cursor.suffix());
      digest.Add(cursor.value());
    }
    if (!cursor.status().ok()) return cursor.status();
  }
  return digest.Finish();
}

}  // namespace chancery
