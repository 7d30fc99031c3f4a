#ifndef CHANCERY_SERVICE_API_AUDIT_SERVER_H_
#define CHANCERY_SERVICE_API_AUDIT_SERVER_H_

#include "absl/status/status.h"
#include "chancery/v1/audit_service.grpc.pb.h"
#include "service/api/parts.h"
#include "storage/log/head_signer.h"

namespace chancery {

// AuditService at the edge. Thread-safe; `parts` and `signer` outlive it.
class AuditServer final : public v1::AuditService::CallbackService {
 public:
  AuditServer(const Parts& parts, HeadSigner& signer)
      : parts_(parts), signer_(signer) {}

  grpc::ServerUnaryReactor* GetTreeHead(
      grpc::CallbackServerContext* context,
      const v1::GetTreeHeadRequest* request,
      v1::GetTreeHeadResponse* response) override;
  grpc::ServerUnaryReactor* GetInclusionProof(
      grpc::CallbackServerContext* context,
      const v1::GetInclusionProofRequest* request,
      v1::GetInclusionProofResponse* response) override;
  grpc::ServerUnaryReactor* GetConsistencyProof(
      grpc::CallbackServerContext* context,
      const v1::GetConsistencyProofRequest* request,
      v1::GetConsistencyProofResponse* response) override;

 private:
  // Signs, and returns the size of what was signed.
  absl::StatusOr<uint64_t> FillHead(v1::TreeHead* head) const;
  absl::Status Answer(const v1::GetInclusionProofRequest& request,
                      v1::GetInclusionProofResponse* response) const;
  absl::Status Answer(const v1::GetConsistencyProofRequest& request,
                      v1::GetConsistencyProofResponse* response) const;

  const Parts& parts_;
  HeadSigner& signer_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_AUDIT_SERVER_H_
