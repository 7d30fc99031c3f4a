#ifndef CHANCERY_SERVICE_COMMANDS_VIOLATIONS_H_
#define CHANCERY_SERVICE_COMMANDS_VIOLATIONS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace chancery {

// Collects what is wrong with the fields of a request, so that the writer
// learns all of it at once.
//
//   Violations violations;
//   if (!IsIssueName(name)) violations.Add("name", "is no issue's name");
//   return violations.ToStatus();
class Violations {
 public:
  // Notes that `field` ("conditions[2].stream") is wrong, and why: the rest of
  // a sentence that begins with the field's name. Only the first
  // kViolationsMax are kept.
  void Add(absl::string_view field, absl::string_view why);

  bool empty() const { return found_.empty(); }

  // OK without violations; otherwise kInvalidArgument / INVALID_FIELD whose
  // google.rpc.BadRequest names each.
  absl::Status ToStatus() const;

 private:
  std::vector<std::pair<std::string, std::string>> found_;
};

// Details travel as HTTP/2 trailers, which clients bound to 8 KiB by default.
inline constexpr std::size_t kViolationsMax = 16;

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_VIOLATIONS_H_
