#ifndef CHANCERY_TESTS_BENCH_ARCHIVE_H_
#define CHANCERY_TESTS_BENCH_ARCHIVE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "chancery/v1/log_service.pb.h"
#include "storage/log/event_log.h"

namespace chancery::bench {

// A whole Chancery server in this process, on a fresh directory.
class Archive {
 public:
  Archive();
  ~Archive();
  std::string address() const;

  // Waits until the views have folded the whole log: what they still have to do
  // would be done at the cost of what is measured next.
  void WaitForViews();

  // Appends `count` 1 KB events, one or more, to the log, past the edge, in
  // large commits, and waits until the views have folded them.
  void Fill(int64_t count);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// A request that appends one event of 1 KB to the stream of a run's caller, at
// the revision it must have after `n` of them.
v1::AppendEventsRequest KilobyteAppend(uint64_t run, int caller, uint64_t n);

// Makes it the caller's request of number `n`, with all else as it is.
void SetNumber(uint64_t n, v1::AppendEventsRequest* request);

}  // namespace chancery::bench

#endif  // CHANCERY_TESTS_BENCH_ARCHIVE_H_
