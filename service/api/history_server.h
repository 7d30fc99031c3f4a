#ifndef CHANCERY_SERVICE_API_HISTORY_SERVER_H_
#define CHANCERY_SERVICE_API_HISTORY_SERVER_H_

#include "absl/status/status.h"
#include "chancery/v1/history_service.grpc.pb.h"
#include "service/api/parts.h"

namespace chancery {

// HistoryService at the edge. Thread-safe; `parts` outlive it.
class HistoryServer final : public v1::HistoryService::CallbackService {
 public:
  explicit HistoryServer(const Parts& parts) : parts_(parts) {}

  grpc::ServerUnaryReactor* GetPositionHistory(
      grpc::CallbackServerContext* context,
      const v1::GetPositionHistoryRequest* request,
      v1::GetPositionHistoryResponse* response) override;
  grpc::ServerUnaryReactor* ListIssueEvents(
      grpc::CallbackServerContext* context,
      const v1::ListIssueEventsRequest* request,
      v1::ListIssueEventsResponse* response) override;

 private:
  absl::Status Answer(const v1::GetPositionHistoryRequest& request,
                      v1::GetPositionHistoryResponse* response) const;
  absl::Status Answer(const v1::ListIssueEventsRequest& request,
                      v1::ListIssueEventsResponse* response) const;

  const Parts& parts_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_HISTORY_SERVER_H_
