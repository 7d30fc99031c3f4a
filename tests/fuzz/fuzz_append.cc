// Any bytes as a program's append request: each event is checked against what
// its message requires. What passes has a kind and survives the wire.
#include <cstddef>
#include <cstdint>
#include <string>

#include "chancery/v1/log_service.pb.h"
#include "service/commands/append.h"
#include "service/commands/event_checks.h"
#include "service/commands/names.h"
#include "storage/log/stored_event.h"
#include "tests/fuzz/promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace chancery;
  v1::AppendEventsRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return 0;
  (void)DependsOnLog(request);
  for (const v1::ProposedEvent& proposed : request.events()) {
    Violations violations;
    CheckEvent(proposed.event(), "events[0].event", violations);
    const bool refused = !violations.ToStatus().ok();
    Promise(refused == !violations.empty(), "violations without an error");
    if (refused) continue;
    Promise(KindOf(proposed.event()) != v1::EVENT_KIND_UNSPECIFIED,
            "an event without a body passed the checks");
    for (const std::string& issue : IssuesOf(proposed.event())) {
      Promise(IsIssueName(issue), "an issue whose name is none");
    }
    v1::Event again;
    Promise(again.ParseFromString(proposed.event().SerializeAsString()),
            "an event that does not survive the wire");
  }
  return 0;
}
