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

// The first request of a run's caller: it appends one event of 1 KB to the
// caller's stream.
v1::AppendEventsRequest KilobyteAppend(uint64_t run, int caller);

// The same of `events` events in one commit.
v1::AppendEventsRequest KilobyteBatch(uint64_t run, int caller, int events);

// Makes it the caller's request of number `n`, with the revision that the
// stream must have after the `n` before it.
void SetNumber(uint64_t n, v1::AppendEventsRequest* request);

}  // namespace chancery::bench

#endif  // CHANCERY_TESTS_BENCH_ARCHIVE_H_
