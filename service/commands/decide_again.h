#ifndef CHANCERY_SERVICE_COMMANDS_DECIDE_AGAIN_H_
#define CHANCERY_SERVICE_COMMANDS_DECIDE_AGAIN_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/log/proposal.h"

namespace chancery {

// What the commands that decide on a readout have in common: they read its
// stream, propose under the condition that it still ends there, and when
// another writer was faster read and decide again.

// Each new try means that another writer has changed the same readout in the
// meantime; eight in a row is no readout any more.
inline constexpr int kDecideTriesMax = 8;

// Whether another writer was faster; then what was decided is out of date. A
// repeated commit is another writer's who decided the same.
bool MustDecideAgain(const absl::StatusOr<Commit>& commit);

// kAborted / CONFLICT: the stream changed each time it was read.
absl::Status NeverStill(absl::string_view stream);

// The SHA-256 in lower-case hex. Whoever decides the same makes the same commit
// id of it, so that the commit is taken once.
std::string DigestHex(absl::string_view bytes);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_DECIDE_AGAIN_H_
