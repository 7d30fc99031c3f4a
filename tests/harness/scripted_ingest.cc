#include "tests/harness/scripted_ingest.h"

#include <random>
#include <utility>

#include "absl/base/internal/raw_logging.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/parser/parser.h"
#include "storage/log/bytes.h"
#include "storage/log/digest.h"
#include "tests/harness/sample_texts.h"

namespace chancery {
namespace {

constexpr absl::string_view kIdBegin = "readout:";
// Few, so that their texts change again and again.
constexpr uint64_t kSharedSources = 6;

// What a changed text may say besides. The second and third differ in a date
// only, so that a record is changed and not only made or gone.
constexpr absl::string_view kMore[] = {
    "\n\nThe two Ministers agreed to exchange lists of experts.\n",
    "\n\nThe two Ministers agreed to meet again in May 2031.\n",
    "\n\nThe two Ministers agreed to meet again in June 2032.\n",
};

std::mt19937_64 RandomFor(absl::string_view words) {
  return std::mt19937_64(GetBigEndian<uint64_t>(Sha256(words).data()));
}

std::vector<std::string> VersionsOf(const std::string& text) {
  std::vector<std::string> versions;
  for (unsigned chosen = 0; chosen < 1U << std::size(kMore); ++chosen) {
    std::string& version = versions.emplace_back(text);
    for (unsigned i = 0; i < std::size(kMore); ++i) {
      if ((chosen >> i & 1U) != 0) absl::StrAppend(&version, kMore[i]);
    }
  }
  return versions;
}

}  // namespace

IngestScript::IngestScript() {
  for (const std::string& text : SampleTexts()) {
    if (ParseReadout(text, {}).ok()) samples_.push_back(VersionsOf(text));
  }
  ABSL_RAW_CHECK(!samples_.empty(), "no sample readout can be parsed");
  for (const Versions& versions : samples_) {
    for (const std::string& text : versions) {
      by_sha256_.emplace(absl::BytesToHexString(Sha256(text)), &text);
    }
  }
}

std::string IngestScript::Id(absl::string_view group, absl::string_view rest) {
  return absl::StrCat(kIdBegin, group, ":", rest);
}

bool IngestScript::IsId(absl::string_view id) {
  return absl::StartsWith(id, kIdBegin);
}

bool IngestScript::HasOwnSource(absl::string_view id) {
  return Sha256(id).back() % 2 == 0;
}

IngestCommand IngestScript::CommandFor(absl::string_view id) const {
  std::mt19937_64 random = RandomFor(id);
  IngestCommand command;
  command.principal = "harness";
  if (HasOwnSource(id)) {
    command.source = absl::StrCat("crash:", id);
  } else {
    const std::vector<std::string> parts = absl::StrSplit(id, ':');
    command.source =
        absl::StrCat("crash:", parts[1], "/", random() % kSharedSources);
  }
  // The sample follows from the source, so that another text under it is a
  // revision of the same readout.
  const Versions& versions =
      samples_[RandomFor(command.source)() % samples_.size()];
  command.text = versions[random() % versions.size()];
  return command;
}

const std::string* IngestScript::FindText(const std::string& sha256_hex) const {
  const auto found = by_sha256_.find(sha256_hex);
  return found == by_sha256_.end() ? nullptr : found->second;
}

}  // namespace chancery
