#include "service/commands/decide_again.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "storage/log/digest.h"

namespace chancery {

bool MustDecideAgain(const absl::StatusOr<Commit>& commit) {
  if (commit.ok()) return commit->repeated;
  const v1::ErrorReason reason = ReasonOf(commit.status());
  return reason == v1::ERROR_REASON_CONFLICT ||
         reason == v1::ERROR_REASON_COMMIT_ID_REUSED;
}

absl::Status NeverStill(absl::string_view stream) {
  return MakeError(absl::StatusCode::kAborted, v1::ERROR_REASON_CONFLICT,
                   absl::StrCat(stream, " changed each time it was read"));
}

std::string DigestHex(absl::string_view bytes) {
  return absl::BytesToHexString(Sha256(bytes));
}

}  // namespace chancery
