#include "storage/log/store.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "absl/base/internal/raw_logging.h"
#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "rocksdb/cache.h"
#include "rocksdb/env.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/options.h"
#include "rocksdb/slice_transform.h"
#include "rocksdb/table.h"
#include "storage/log/errors.h"
#include "storage/log/event_codec.h"
#include "storage/log/index_codec.h"

namespace chancery {
namespace {

constexpr uint64_t kFormat = 1;
constexpr absl::string_view kFormatKey = "format";
constexpr absl::string_view kLengthKey = "length";

constexpr std::size_t kBlockCacheBytes = std::size_t{64} << 20;
constexpr std::size_t kBlockBytes = std::size_t{16} << 10;
constexpr std::size_t kMemtableBytes = std::size_t{32} << 20;
constexpr std::size_t kMemtablesBytesMax = std::size_t{64} << 20;
// Bounds what has to be read again at the next start.
constexpr std::size_t kWalBytesMax = std::size_t{64} << 20;
constexpr int kBloomBitsPerKey = 10;
constexpr double kMemtableBloomRatio = 0.02;

// In the order of Family; RocksDB's own default family stays empty.
constexpr std::array<const char*, kFamilyCount> kFamilyNames = {
    "meta", "events", "streams", "issues", "commits", "documents", "merkle"};

std::string DatabasePath(const std::string& path) {
  return absl::StrCat(path, "/db");
}

rocksdb::DBOptions DatabaseOptions(rocksdb::Env* env, bool may_create) {
  rocksdb::DBOptions options;
  options.env = env;
  options.create_if_missing = may_create;
  options.create_missing_column_families = may_create;
  options.paranoid_checks = true;
  // Stops at the first record of the WAL that is torn or damaged. Whether that
  // is the torn end of a crash or a loss, the published head tells; see Open.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  options.track_and_verify_wals_in_manifest = true;
  options.max_total_wal_size = kWalBytesMax;
  options.db_write_buffer_size = kMemtablesBytesMax;
  options.max_background_jobs = 2;
  options.skip_stats_update_on_db_open = true;  // Opens in constant time.
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.keep_log_file_num = 4;
  options.max_log_file_size = std::size_t{8} << 20;
  options.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  return options;
}

rocksdb::ColumnFamilyOptions FamilyOptions(
    const std::shared_ptr<rocksdb::Cache>& cache, Family family) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.block_size = kBlockBytes;
  table.format_version = 5;
  rocksdb::ColumnFamilyOptions options;
  if (family == Family::kCommits || family == Family::kDocuments) {
    // Nearly every commit id that is looked for is new.
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
    options.memtable_whole_key_filtering = true;
    options.memtable_prefix_bloom_size_ratio = kMemtableBloomRatio;
  }
  if (family == Family::kEvents) {
    // Each key lies behind the last: the place of the one before is a hint,
    // kept for each value of a key's first byte, which is one for 2^56 events.
    options.memtable_insert_with_hint_prefix_extractor.reset(
        rocksdb::NewFixedPrefixTransform(1));
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.compression = rocksdb::kLZ4Compression;
  options.write_buffer_size = kMemtableBytes;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Descriptors() {
  const auto cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    descriptors.emplace_back(kFamilyNames[i],
                             FamilyOptions(cache, static_cast<Family>(i)));
  }
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName,
                           rocksdb::ColumnFamilyOptions());
  return descriptors;
}

}  // namespace

Store::~Store() {
  if (db_ == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
  // Nothing is lost when this fails: what was answered has been synced.
  db_->Close().PermitUncheckedError();
}

bool Store::Exists(const std::string& path, rocksdb::Env* env) {
  return env->FileExists(absl::StrCat(DatabasePath(path), "/CURRENT")).ok();
}

// Opening for writing drops what recovery could not read, for ever. So a log of
// which something has been published is first opened for reading only, which
// changes nothing, and must reach its published head.
absl::StatusOr<std::unique_ptr<Store>> Store::Open(const std::string& path,
                                                   rocksdb::Env* env,
                                                   uint64_t published) {
  if (published > 0) {
    Store probe;
    absl::Status status = probe.OpenDatabase(path, env, /*read_only=*/true);
    if (status.ok()) status = probe.CheckFormat(path);
    if (status.ok()) status = probe.FindEnd();
    if (!status.ok()) return status;
    if (probe.length_ < published) {
      return Corrupt(
          "head", absl::StrCat(published, " events have been published, and ",
                               probe.length_, " are there"));
    }
  }
  std::unique_ptr<Store> store = absl::WrapUnique(new Store);
  absl::Status status = store->OpenDatabase(path, env, /*read_only=*/false);
  if (status.ok() && published == 0) status = store->StartIfNew();
  if (status.ok()) status = store->CheckFormat(path);
  if (status.ok()) status = store->FindEnd();
  if (!status.ok()) return status;
  return store;
}

absl::Status Store::OpenDatabase(const std::string& path, rocksdb::Env* env,
                                 bool read_only) {
  const std::string db_path = DatabasePath(path);
  const rocksdb::DBOptions options = DatabaseOptions(env, !read_only);
  std::vector<rocksdb::ColumnFamilyDescriptor> families = Descriptors();
  rocksdb::DB* db = nullptr;
  rocksdb::Status status;
  if (read_only) {
    // A log from before a family was added has it not yet. Families are only
    // added at the end, so those that are there keep their places.
    std::vector<std::string> names;
    status = rocksdb::DB::ListColumnFamilies(options, db_path, &names);
    std::erase_if(families, [&](const auto& family) {
      return std::find(names.begin(), names.end(), family.name) == names.end();
    });
    if (status.ok()) {
      status = rocksdb::DB::OpenForReadOnly(options, db_path, families,
                                            &handles_, &db);
    }
  } else {
    status = rocksdb::DB::Open(options, db_path, families, &handles_, &db);
  }
  if (!status.ok()) {
    return FromRocksDb(absl::StrCat("opening ", db_path), status);
  }
  db_.reset(db);
  return absl::OkStatus();
}

// The first thing that is ever written.
absl::Status Store::StartIfNew() {
  const auto format = Get(Family::kMeta, kFormatKey);
  if (!format.ok()) return format.status();
  if (format->has_value()) return absl::OkStatus();
  rocksdb::WriteBatch batch;
  Put(Family::kMeta, kFormatKey, EncodeIndex(kFormat), &batch);
  PutLength(0, &batch);
  return WriteSynced(&batch);
}

absl::Status Store::CheckFormat(const std::string& path) const {
  const auto found = Get(Family::kMeta, kFormatKey);
  if (!found.ok()) return found.status();
  const std::optional<uint64_t> format = DecodeIndex(found->value_or(""));
  if (!format.has_value()) return Corrupt("meta/format", "it is not there");
  if (*format != kFormat) return UnknownFormat(path, *format);
  return absl::OkStatus();
}

// The log is dense at its ends: its first event is 0, and its last is the one
// that the length written with it says.
absl::Status Store::FindEnd() {
  const auto length = Get(Family::kMeta, kLengthKey);
  if (!length.ok()) return length.status();
  if (length->has_value()) length_ = DecodeIndex(**length).value_or(0);
  const std::unique_ptr<rocksdb::Iterator> events =
      NewIterator(Family::kEvents);
  events->SeekToFirst();
  const bool starts =
      events->Valid() && DecodeIndex(ToView(events->key())) == 0;
  events->SeekToLast();
  if (!events->status().ok()) {
    return FromRocksDb("reading the log's end", events->status());
  }
  if (!events->Valid() && length_ == 0) return absl::OkStatus();
  if (!starts || !events->Valid() ||
      DecodeIndex(ToView(events->key())) != length_ - 1) {
    return Corrupt("head", absl::StrCat("the log says that it has ", length_,
                                        " events, and its first or its last "
                                        "is not there"));
  }
  StoredEvent last;
  absl::Status status =
      DecodeEvent(Sequence{length_ - 1}, ToView(events->value()), &last);
  last_record_time_ = last.header.record_time;
  return status;
}

absl::StatusOr<std::optional<std::string>> Store::Get(
    Family family, absl::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      db_->Get(rocksdb::ReadOptions(), Handle(family), ToSlice(key), &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return FromRocksDb("reading the log", status);
  return value;
}

absl::StatusOr<std::optional<uint64_t>> Store::LastIndex(
    Family family, absl::string_view name) const {
  const std::unique_ptr<rocksdb::Iterator> keys = NewIterator(family);
  keys->SeekForPrev(IndexKey(name, std::numeric_limits<uint64_t>::max()));
  if (keys->Valid()) return IndexIn(ToView(keys->key()), name);
  if (!keys->status().ok()) {
    return FromRocksDb("reading an index of the log", keys->status());
  }
  return std::nullopt;
}

std::unique_ptr<rocksdb::Iterator> Store::NewIterator(Family family) const {
  return absl::WrapUnique(
      db_->NewIterator(rocksdb::ReadOptions(), Handle(family)));
}

void Store::Put(Family family, absl::string_view key, absl::string_view value,
                rocksdb::WriteBatch* batch) const {
  const rocksdb::Status status =
      batch->Put(Handle(family), ToSlice(key), ToSlice(value));
  // It is in memory, and has no bound of its own.
  ABSL_RAW_CHECK(status.ok(), "a write batch refused a key");
}

void Store::PutLength(uint64_t length, rocksdb::WriteBatch* batch) const {
  Put(Family::kMeta, kLengthKey, EncodeIndex(length), batch);
}

absl::Status Store::WriteSynced(rocksdb::WriteBatch* batch) {
  rocksdb::WriteOptions options;
  options.sync = true;
  const rocksdb::Status status = db_->Write(options, batch);
  if (!status.ok()) return StorageFailed("writing the log", status.ToString());
  return absl::OkStatus();
}

}  // namespace chancery
