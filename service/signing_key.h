#ifndef CHANCERY_SERVICE_SIGNING_KEY_H_
#define CHANCERY_SERVICE_SIGNING_KEY_H_

#include <string>

#include "absl/status/statusor.h"
#include "proto/values/checkpoint.h"

namespace chancery {

// Returns the key that signs the log's heads: the one in `file` (the text of a
// C2SP signed-note signer key), or a new one, which is written there for its
// owner alone to read. A new key's origin is `origin`, or one that is made up
// when that is empty.
//   kInvalidArgument      the file holds no such key, or `origin` is none.
//   kFailedPrecondition   the key there has another origin than `origin`.
//   kUnavailable          the file cannot be read or written.
absl::StatusOr<CheckpointSigner> LoadSigningKey(const std::string& file,
                                                const std::string& origin);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_SIGNING_KEY_H_
