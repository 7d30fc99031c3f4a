#include "storage/log/index_codec.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "storage/log/bytes.h"
#include "storage/log/digest.h"
#include "storage/log/errors.h"
#include "storage/log/event_log.h"

namespace chancery {
namespace {

constexpr char kFormat = 1;
constexpr std::size_t kChecksumAt = 1;
constexpr std::size_t kContentAt = kChecksumAt + kChecksumSize;

// Revisions that follow one another: most commits write one stream.
struct Run {
  uint64_t first;
  uint32_t length;
};

std::vector<Run> RunsOf(const std::vector<Revision>& revisions) {
  std::vector<Run> runs;
  for (const Revision revision : revisions) {
    if (!runs.empty() &&
        runs.back().first + runs.back().length == revision.value) {
      ++runs.back().length;
    } else {
      runs.push_back({revision.value, 1});
    }
  }
  return runs;
}

// Reads runs; empty when they do not come to `count` revisions.
std::vector<Revision> ReadRuns(uint32_t count, ByteReader* reader) {
  std::vector<Revision> revisions;
  const uint32_t run_count = reader->Integer<uint32_t>();
  for (uint32_t i = 0; i < run_count && reader->ok(); ++i) {
    const uint64_t first = reader->Integer<uint64_t>();
    const uint32_t length = reader->Integer<uint32_t>();
    if (length > count - revisions.size()) return {};
    for (uint32_t j = 0; j < length; ++j) {
      revisions.push_back(Revision{first + j});
    }
  }
  if (revisions.size() != count) revisions.clear();
  return revisions;
}

}  // namespace

std::string EncodeIndex(uint64_t index) {
  std::string bytes;
  AppendBigEndian(index, &bytes);
  return bytes;
}

std::optional<uint64_t> DecodeIndex(absl::string_view bytes) {
  if (bytes.size() != sizeof(uint64_t)) return std::nullopt;
  return GetBigEndian<uint64_t>(bytes.data());
}

std::string IndexKey(absl::string_view name, uint64_t index) {
  std::string key;
  key.reserve(name.size() + 1 + sizeof(index));
  key.append(name.data(), name.size());
  key.push_back('\0');
  AppendBigEndian(index, &key);
  return key;
}

std::optional<uint64_t> IndexIn(absl::string_view key, absl::string_view name) {
  if (key.size() != name.size() + 1 + sizeof(uint64_t) ||
      !absl::StartsWith(key, name) || key[name.size()] != '\0') {
    return std::nullopt;
  }
  return DecodeIndex(key.substr(name.size() + 1));
}

std::string EncodeCommit(const AcceptedCommit& accepted) {
  const Commit& commit = accepted.commit;
  std::string value(kContentAt, '\0');
  AppendBigEndian(commit.first.value, &value);
  AppendBigEndian(static_cast<uint32_t>(commit.revisions.size()), &value);
  AppendBigEndian(static_cast<uint64_t>(absl::ToUnixMicros(commit.record_time)),
                  &value);
  value.append(accepted.content_digest);
  const std::vector<Run> runs = RunsOf(commit.revisions);
  AppendBigEndian(static_cast<uint32_t>(runs.size()), &value);
  for (const Run& run : runs) {
    AppendBigEndian(run.first, &value);
    AppendBigEndian(run.length, &value);
  }
  value[0] = kFormat;
  PutBigEndian(Checksum(absl::string_view(value).substr(kContentAt)),
               &value[kChecksumAt]);
  return value;
}

absl::StatusOr<AcceptedCommit> DecodeCommit(absl::string_view commit_id,
                                            absl::string_view value) {
  ByteReader reader(value);
  const bool known = reader.Integer<uint8_t>() == kFormat;
  const uint64_t checksum = reader.Integer<uint64_t>();
  const bool intact = checksum == Checksum(reader.rest());
  AcceptedCommit accepted;
  accepted.commit.first.value = reader.Integer<uint64_t>();
  const uint32_t count = reader.Integer<uint32_t>();
  accepted.commit.record_time =
      absl::FromUnixMicros(static_cast<int64_t>(reader.Integer<uint64_t>()));
  accepted.content_digest = std::string(reader.Bytes(kSha256Size));
  // A run of three billion takes twelve bytes: the count has to be sane first.
  if (known && intact && reader.ok() && count <= kCommitEventsMax) {
    accepted.commit.revisions = ReadRuns(count, &reader);
  }
  if (accepted.commit.revisions.empty() || !reader.rest().empty()) {
    return Corrupt(absl::StrCat("commits/", commit_id),
                   "the commit does not match its checksum");
  }
  accepted.commit.last.value = accepted.commit.first.value + count - 1;
  return accepted;
}

}  // namespace chancery
