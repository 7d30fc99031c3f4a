#ifndef CHANCERY_STORAGE_PROJECTIONS_QUERIES_H_
#define CHANCERY_STORAGE_PROJECTIONS_QUERIES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "chancery/v1/issue.pb.h"
#include "chancery/v1/readout.pb.h"
#include "chancery/v1/record.pb.h"
#include "storage/log/ids.h"

namespace chancery {

// A stretch of a list. `next` is empty on the last page; otherwise it is the
// key to give as PageRequest.after for the next one. The edge binds it to the
// query in an opaque page token.
template <typename T>
struct Page {
  std::vector<T> items;
  std::string next;
};

struct PageRequest {
  std::size_t size = 50;   // 1 to 1000.
  std::string after = {};  // Page.next of the page before, or empty.
};

struct IssueQuery {
  std::vector<std::string> parties = {};  // All of them take part.
  std::string topic = {};  // A topic code or a family; empty: any.
};

struct FollowUpQuery {
  std::vector<std::string> parties = {};  // All of them met.
  std::string responsible = {};
  std::string issue = {};
  std::vector<v1::FollowUpStatus> statuses = {};  // Empty means open.
  // Bounds on the last day of the due window; undated ones are left out when
  // either is set.
  std::optional<absl::CivilDay> due_from = {};
  std::optional<absl::CivilDay> due_until = {};
};

struct ReadoutQuery {
  std::vector<std::string> parties = {};  // All of them took part.
  std::optional<absl::CivilDay> since = {};
  std::optional<absl::CivilDay> until = {};
};

// A readout with its records, as GetReadout returns them, without the text.
struct ReadoutView {
  v1::Readout readout;
  std::vector<v1::Record> records;
  std::vector<v1::Touch> touches;
  std::vector<v1::Unparsed> unparsed;
};

// The issues that one event changed: made a record of, took one back, moved a
// due date.
struct IssueChange {
  Sequence sequence;
  std::vector<std::string> issues;  // By name; at least one.
};

}  // namespace chancery

#endif  // CHANCERY_STORAGE_PROJECTIONS_QUERIES_H_
