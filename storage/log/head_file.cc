#include "storage/log/head_file.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "rocksdb/env.h"
#include "storage/log/bytes.h"
#include "storage/log/digest.h"
#include "storage/log/errors.h"

namespace chancery {
namespace {

constexpr absl::string_view kMagic = "CHNCHEAD";
// The slots lie in different blocks: a torn write spoils one at most.
constexpr std::size_t kSlotDistance = 4096;
constexpr std::size_t kSlotSize = 8 + 8 + kChecksumSize;

std::string FileName(const std::string& path) {
  return absl::StrCat(path, "/HEAD");
}

std::string EncodeSlot(uint64_t length) {
  std::string slot(kMagic);
  AppendBigEndian(length, &slot);
  AppendBigEndian(Checksum(slot), &slot);
  return slot;
}

std::optional<uint64_t> DecodeSlot(absl::string_view slot) {
  ByteReader reader(slot);
  const absl::string_view magic = reader.Bytes(kMagic.size());
  const uint64_t length = reader.Integer<uint64_t>();
  const uint64_t checksum = reader.Integer<uint64_t>();
  if (!reader.ok() || magic != kMagic ||
      checksum != Checksum(slot.substr(0, kSlotSize - kChecksumSize))) {
    return std::nullopt;
  }
  return length;
}

std::optional<uint64_t> ReadSlot(int slot, rocksdb::RandomRWFile& file) {
  char buffer[kSlotSize];
  rocksdb::Slice read;
  const rocksdb::Status status =
      file.Read(slot * kSlotDistance, kSlotSize, &read, buffer);
  if (!status.ok()) return std::nullopt;
  return DecodeSlot(absl::string_view(read.data(), read.size()));
}

// Makes the file under another name first: it is there whole or not at all.
rocksdb::Status Create(const std::string& path, rocksdb::Env* env) {
  std::string content = EncodeSlot(0);
  content.resize(kSlotDistance, '\0');
  content.append(EncodeSlot(0));
  const std::string name = FileName(path);
  const std::string new_name = absl::StrCat(name, ".new");
  std::unique_ptr<rocksdb::Directory> directory;
  rocksdb::Status status =
      rocksdb::WriteStringToFile(env, content, new_name, /*should_sync=*/true);
  if (status.ok()) status = env->RenameFile(new_name, name);
  if (status.ok()) status = env->NewDirectory(path, &directory);
  if (status.ok()) status = directory->Fsync();
  return status;
}

}  // namespace

HeadFile::HeadFile(std::string name, uint64_t length,
                   std::unique_ptr<rocksdb::RandomRWFile> file)
    : name_(std::move(name)), length_(length), file_(std::move(file)) {}

HeadFile::~HeadFile() = default;

bool HeadFile::Exists(const std::string& path, rocksdb::Env* env) {
  return env->FileExists(FileName(path)).ok();
}

absl::StatusOr<std::unique_ptr<HeadFile>> HeadFile::Open(
    const std::string& path, rocksdb::Env* env) {
  const std::string name = FileName(path);
  rocksdb::Status status;
  if (!Exists(path, env)) status = Create(path, env);
  std::unique_ptr<rocksdb::RandomRWFile> file;
  if (status.ok()) {
    status = env->NewRandomRWFile(name, &file, rocksdb::EnvOptions());
  }
  if (!status.ok()) return FromRocksDb(absl::StrCat("opening ", name), status);
  const std::optional<uint64_t> first = ReadSlot(0, *file);
  const std::optional<uint64_t> second = ReadSlot(1, *file);
  if (!first.has_value() && !second.has_value()) {
    return Corrupt(name, "neither of its slots can be read");
  }
  const uint64_t length = std::max(first.value_or(0), second.value_or(0));
  return absl::WrapUnique(new HeadFile(name, length, std::move(file)));
}

absl::Status HeadFile::Write(uint64_t length) {
  const rocksdb::Status status =
      file_->Write(next_slot_ * kSlotDistance, EncodeSlot(length));
  next_slot_ = 1 - next_slot_;
  if (!status.ok()) return FromRocksDb(absl::StrCat("writing ", name_), status);
  return absl::OkStatus();
}

absl::Status HeadFile::Sync() {
  const rocksdb::Status status = file_->Sync();
  if (!status.ok()) return FromRocksDb(absl::StrCat("syncing ", name_), status);
  return absl::OkStatus();
}

}  // namespace chancery
