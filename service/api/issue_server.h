#ifndef CHANCERY_SERVICE_API_ISSUE_SERVER_H_
#define CHANCERY_SERVICE_API_ISSUE_SERVER_H_

#include "absl/status/status.h"
#include "chancery/v1/issue_service.grpc.pb.h"
#include "service/api/parts.h"

namespace chancery {

// IssueService at the edge. Thread-safe; `parts` outlive it.
class IssueServer final
    : public v1::IssueService::WithRawCallbackMethod_WatchIssues<
          v1::IssueService::WithCallbackMethod_ListFollowUps<
              v1::IssueService::WithCallbackMethod_ListIssues<
                  v1::IssueService::WithCallbackMethod_GetIssue<
                      v1::IssueService::Service>>>> {
 public:
  explicit IssueServer(const Parts& parts) : parts_(parts) {}

  grpc::ServerUnaryReactor* GetIssue(grpc::CallbackServerContext* context,
                                     const v1::GetIssueRequest* request,
                                     v1::GetIssueResponse* response) override;
  grpc::ServerUnaryReactor* ListIssues(
      grpc::CallbackServerContext* context,
      const v1::ListIssuesRequest* request,
      v1::ListIssuesResponse* response) override;
  grpc::ServerUnaryReactor* ListFollowUps(
      grpc::CallbackServerContext* context,
      const v1::ListFollowUpsRequest* request,
      v1::ListFollowUpsResponse* response) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* WatchIssues(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override;

 private:
  absl::Status Answer(const v1::GetIssueRequest& request,
                      v1::GetIssueResponse* response) const;
  absl::Status Answer(const v1::ListIssuesRequest& request,
                      v1::ListIssuesResponse* response) const;
  absl::Status Answer(const v1::ListFollowUpsRequest& request,
                      v1::ListFollowUpsResponse* response) const;

  const Parts& parts_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_ISSUE_SERVER_H_
