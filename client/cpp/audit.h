#ifndef CHANCERY_CLIENT_CPP_AUDIT_H_
#define CHANCERY_CLIENT_CPP_AUDIT_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/audit_service.pb.h"
#include "chancery/v1/event.pb.h"
#include "proto/values/checkpoint.h"

namespace chancery {

// Checks of what AuditService answers, which trust neither the server nor its
// disk: only `verifier_key`, a signed-note verifier key that the caller has
// from a source it trusts. They make no call.

// The log's head, if it is signed by that key.
//   kPermissionDenied  it is not.
//   kInvalidArgument   the head or the key is malformed, or says two things.
absl::StatusOr<Checkpoint> VerifyHead(const v1::TreeHead& head,
                                      absl::string_view verifier_key);

// The event that `proof` shows to be in the log of its head, at its leaf_index.
//   kPermissionDenied  the head is not signed by that key.
//   kInvalidArgument   it shows no such thing, or has no head.
absl::StatusOr<v1::Event> VerifyEvent(
    const v1::GetInclusionProofResponse& proof, absl::string_view verifier_key);

// OK if `proof` shows that the log at `later` begins with the log at `earlier`,
// both heads verified before.
//   kDataLoss         both heads are the log's own, and it does not: its
//                     history has been rewritten. Keep both, they are evidence.
//   kInvalidArgument  the proof is of other sizes, or malformed.
absl::Status VerifyGrowth(const Checkpoint& earlier, const Checkpoint& later,
                          const v1::GetConsistencyProofResponse& proof);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CPP_AUDIT_H_
