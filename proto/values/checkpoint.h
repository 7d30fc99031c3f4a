#ifndef CHANCERY_PROTO_VALUES_CHECKPOINT_H_
#define CHANCERY_PROTO_VALUES_CHECKPOINT_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "proto/values/merkle.h"

namespace chancery {

// A signed tree head in the text forms of C2SP: `tlog-checkpoint` within a
// `signed-note`, signed with Ed25519 (RFC 8032):
//
//   archive.example/log          origin: which log; also the key's name
//   1024                         leaves, in decimal
//   qINS1GRFWDSd...Q=            root, base64
//                                an empty line
//   — archive.example/log Az3g...   U+2014, name, base64 of key id, signature
//
// The key id is the first 4 bytes of SHA-256(name LF %x01 public-key).

inline constexpr std::size_t kEd25519KeySize = 32;

// What a signed tree head says.
struct Checkpoint {
  std::string origin;
  uint64_t size = 0;
  TreeHash root = {};

  bool operator==(const Checkpoint&) const = default;
};

// Signs the heads of one log. Immutable: any thread may use it.
class CheckpointSigner {
 public:
  // From an Ed25519 private key: kEd25519KeySize random bytes.
  //   kInvalidArgument  `origin` is empty, or has white space, a "+" or bytes
  //                     that are no printable ASCII; or the key's size.
  static absl::StatusOr<CheckpointSigner> Make(absl::string_view origin,
                                               absl::string_view private_key);

  // From the text of a signed-note signer key, as ToText gives it.
  static absl::StatusOr<CheckpointSigner> FromText(absl::string_view text);

  // "PRIVATE+KEY+<origin>+<key id>+<base64 of %x01 private-key>".
  std::string ToText() const;

  // "<origin>+<key id>+<base64 of %x01 public-key>": what a verifier must have
  // from a source it trusts.
  std::string VerifierKey() const;

  const std::string& origin() const { return origin_; }

  // The signed note that says that the log's first `size` leaves have `root`.
  std::string Sign(uint64_t size, const TreeHash& root) const;

 private:
  CheckpointSigner() = default;

  std::string origin_;
  std::string private_key_;
  std::string public_key_;
};

// Returns what `note` says, if the holder of `verifier_key` has signed it.
// Signatures by other keys are passed over, as C2SP asks.
//   kInvalidArgument   the note or the key is not in its form.
//   kPermissionDenied  no signature in it is that key's.
absl::StatusOr<Checkpoint> VerifyCheckpoint(absl::string_view note,
                                            absl::string_view verifier_key);

// The origin in a verifier key's text.
//   kInvalidArgument  it has not the form, or its key id does not fit it.
absl::StatusOr<std::string> OriginOf(absl::string_view verifier_key);

}  // namespace chancery

#endif  // CHANCERY_PROTO_VALUES_CHECKPOINT_H_
