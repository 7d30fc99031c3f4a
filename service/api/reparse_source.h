#ifndef CHANCERY_SERVICE_API_REPARSE_SOURCE_H_
#define CHANCERY_SERVICE_API_REPARSE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "chancery/v1/readout_service.pb.h"
#include "service/api/event_source.h"
#include "service/commands/readout_reader.h"
#include "service/commands/reparse.h"
#include "storage/log/event_log.h"
#include "storage/projections/views.h"

namespace chancery {

// The responses of ReparseReadouts: how many readouts there are, then one after
// the other, read again when its turn comes. A caller that goes away, or a
// server that drains, ends it between two readouts.
class ReparseSource final : public EventSource {
 public:
  //   kInvalidArgument / INVALID_FIELD  the request is malformed.
  //   kNotFound / READOUT_NOT_FOUND     a name is no readout's.
  // `log` and `registry` (null: the one compiled in) outlive the source. Reads
  // the names of all readouts that are to be read from the views; they take
  // some tens of bytes each.
  static absl::StatusOr<std::unique_ptr<EventSource>> Open(
      EventLog& log, const Views& views, const Registry* registry,
      const v1::ReparseReadoutsRequest& request);

  Step Next(Silence silence) override;
  // Never waits.
  uint64_t WakeWhenMore(absl::AnyInvocable<void() &&> wake) override {
    std::move(wake)();
    return 0;
  }
  void CancelWake(uint64_t) override {}

 private:
  ReparseSource(EventLog& log, ReadoutReader reader,
                std::vector<std::string> names, ReparseCommand command)
      : log_(log),
        reader_(std::move(reader)),
        names_(std::move(names)),
        command_(std::move(command)) {}

  Step SendWithProgress(v1::ReparseReadoutsResponse response) const;

  EventLog& log_;
  const ReadoutReader reader_;
  const std::vector<std::string> names_;
  ReparseCommand command_;  // Of the readout whose turn it is.
  bool begun_ = false;
  std::size_t done_ = 0;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_API_REPARSE_SOURCE_H_
