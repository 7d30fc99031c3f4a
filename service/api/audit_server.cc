#include "service/api/audit_server.h"

#include <string>

#include "service/api/query_call.h"

namespace chancery {
namespace {

std::string ToBytes(absl::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

template <typename Response>
void AddHashes(const TreeProof& proof, Response* response) {
  for (const TreeHash& hash : proof) {
    response->add_hashes(ToBytes(ToView(hash)));
  }
}

}  // namespace

grpc::ServerUnaryReactor* AuditServer::GetTreeHead(
    grpc::CallbackServerContext* context, const v1::GetTreeHeadRequest* request,
    v1::GetTreeHeadResponse* response) {
  return QueryCall::Start(parts_, context, *request, [=, this] {
    return FillHead(response->mutable_head()).status();
  });
}

grpc::ServerUnaryReactor* AuditServer::GetInclusionProof(
    grpc::CallbackServerContext* context,
    const v1::GetInclusionProofRequest* request,
    v1::GetInclusionProofResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

grpc::ServerUnaryReactor* AuditServer::GetConsistencyProof(
    grpc::CallbackServerContext* context,
    const v1::GetConsistencyProofRequest* request,
    v1::GetConsistencyProofResponse* response) {
  return QueryCall::Start(parts_, context, *request,
                          [=, this] { return Answer(*request, response); });
}

absl::StatusOr<uint64_t> AuditServer::FillHead(v1::TreeHead* head) const {
  const auto signed_head = signer_.Sign();
  if (!signed_head.ok()) return signed_head.status();
  head->set_note(signed_head->note);
  head->set_size(signed_head->size);
  head->set_root(ToBytes(ToView(signed_head->root)));
  head->set_verifier_key(signer_.verifier_key());
  return signed_head->size;
}

absl::Status AuditServer::Answer(
    const v1::GetInclusionProofRequest& request,
    v1::GetInclusionProofResponse* response) const {
  uint64_t size = request.tree_size();
  if (!request.has_tree_size()) {
    const auto head_size = FillHead(response->mutable_head());
    if (!head_size.ok()) return head_size.status();
    size = *head_size;
  }
  const Sequence sequence{request.sequence()};
  const auto proof = parts_.log.ProveInclusion(sequence, size);
  if (!proof.ok()) return proof.status();
  ReadOptions one;
  one.from = sequence.value;
  one.events_max = 1;
  const absl::Status read = parts_.log.Read(one, [&](const StoredEvent& event) {
    response->set_leaf(ToBytes(event.leaf));
    response->set_salt(ToBytes(event.salt));
    response->set_payload(ToBytes(event.payload));
    return false;
  });
  if (!read.ok()) return read;
  response->set_leaf_index(sequence.value);
  response->set_tree_size(size);
  AddHashes(*proof, response);
  return absl::OkStatus();
}

absl::Status AuditServer::Answer(
    const v1::GetConsistencyProofRequest& request,
    v1::GetConsistencyProofResponse* response) const {
  uint64_t size = request.second_size();
  if (!request.has_second_size()) {
    const auto head_size = FillHead(response->mutable_head());
    if (!head_size.ok()) return head_size.status();
    size = *head_size;
  }
  const auto proof = parts_.log.ProveConsistency(request.first_size(), size);
  if (!proof.ok()) return proof.status();
  response->set_first_size(request.first_size());
  response->set_second_size(size);
  AddHashes(*proof, response);
  return absl::OkStatus();
}

}  // namespace chancery
