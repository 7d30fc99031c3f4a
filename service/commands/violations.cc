#include "service/commands/violations.h"

#include "google/rpc/error_details.pb.h"
#include "proto/values/error_info.h"

namespace chancery {

void Violations::Add(absl::string_view field, absl::string_view why) {
  if (found_.size() >= kViolationsMax) return;
  found_.emplace_back(field, why);
}

absl::Status Violations::ToStatus() const {
  if (found_.empty()) return absl::OkStatus();
  absl::Status status = InvalidField(found_[0].first, found_[0].second);
  google::rpc::BadRequest bad;
  for (const auto& [field, why] : found_) {
    auto* violation = bad.add_field_violations();
    violation->set_field(field);
    violation->set_description(why);
  }
  AddDetail(status, bad);
  return status;
}

}  // namespace chancery
