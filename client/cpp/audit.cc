#include "client/cpp/audit.h"

#include <openssl/sha.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/values/merkle.h"

namespace chancery {
namespace {

// Where the parts of a leaf lie that a proof rests on; storage/log/FORMAT.md.
constexpr char kHeaderVersion = 1;
constexpr std::size_t kSequenceAt = 1;
constexpr std::size_t kDigestAt = kSequenceAt + 8 + 8 + 8 + 4;
constexpr std::size_t kSaltSize = 16;

absl::Status Unproven(absl::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat("the proof fails: ", why));
}

uint64_t BigEndianAt(absl::string_view bytes, std::size_t at) {
  uint64_t value = 0;
  for (const char byte : bytes.substr(at, 8)) {
    value = value << 8 | static_cast<unsigned char>(byte);
  }
  return value;
}

// The leaf is that event's header, and the payload is what it was made with.
absl::Status CheckLeaf(const v1::GetInclusionProofResponse& proof) {
  const std::string& leaf = proof.leaf();
  if (leaf.size() < kDigestAt + kTreeHashSize || leaf[0] != kHeaderVersion) {
    return Unproven("the leaf is no event's header of a known version");
  }
  if (BigEndianAt(leaf, kSequenceAt) != proof.leaf_index()) {
    return Unproven("the leaf is another event's");
  }
  if (proof.salt().size() != kSaltSize) return Unproven("the salt is none");
  const std::string salted = absl::StrCat(proof.salt(), proof.payload());
  std::array<uint8_t, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const uint8_t*>(salted.data()), salted.size(),
         digest.data());
  if (leaf.compare(kDigestAt, digest.size(),
                   std::string(digest.begin(), digest.end())) != 0) {
    return Unproven("the payload is not what the leaf was made of");
  }
  return absl::OkStatus();
}

template <typename Response>
absl::StatusOr<TreeProof> HashesOf(const Response& response) {
  TreeProof hashes;
  for (const std::string& bytes : response.hashes()) {
    const auto hash = ToTreeHash(bytes);
    if (!hash.ok()) return hash.status();
    hashes.push_back(*hash);
  }
  return hashes;
}

}  // namespace

absl::StatusOr<Checkpoint> VerifyHead(const v1::TreeHead& head,
                                      absl::string_view verifier_key) {
  auto checkpoint = VerifyCheckpoint(head.note(), verifier_key);
  if (!checkpoint.ok()) return checkpoint.status();
  if (checkpoint->size != head.size() ||
      ToView(checkpoint->root) != absl::string_view(head.root())) {
    return absl::InvalidArgumentError(
        "the head's fields are not what its note says");
  }
  return checkpoint;
}

absl::StatusOr<v1::Event> VerifyEvent(
    const v1::GetInclusionProofResponse& proof,
    absl::string_view verifier_key) {
  if (!proof.has_head()) return Unproven("it brings no signed head");
  const auto head = VerifyHead(proof.head(), verifier_key);
  if (!head.ok()) return head.status();
  if (head->size != proof.tree_size()) {
    return Unproven("it is of another size than its head");
  }
  absl::Status status = CheckLeaf(proof);
  if (!status.ok()) return status;
  const auto hashes = HashesOf(proof);
  if (!hashes.ok()) return hashes.status();
  status = VerifyInclusion(HashLeaf(proof.leaf()), proof.leaf_index(),
                           head->size, head->root, *hashes);
  if (!status.ok()) return status;
  v1::Event event;
  if (!event.ParseFromString(proof.payload())) {
    return Unproven("the payload is no event");
  }
  return event;
}

absl::Status VerifyGrowth(const Checkpoint& earlier, const Checkpoint& later,
                          const v1::GetConsistencyProofResponse& proof) {
  if (proof.first_size() != earlier.size || proof.second_size() != later.size) {
    return Unproven("it is of other sizes than the heads");
  }
  const auto hashes = HashesOf(proof);
  if (!hashes.ok()) return hashes.status();
  const absl::Status grown = VerifyConsistency(earlier.size, earlier.root,
                                               later.size, later.root, *hashes);
  if (grown.ok()) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(
      "the log of ", later.size, " events does not begin with the ",
      earlier.size, " that were signed before: ", grown.message()));
}

}  // namespace chancery
