#ifndef CHANCERY_SERVICE_COMMANDS_READOUT_READER_H_
#define CHANCERY_SERVICE_COMMANDS_READOUT_READER_H_

#include <functional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/event.pb.h"
#include "chancery/v1/readout_service.pb.h"
#include "service/parser/parser.h"

namespace chancery {

// Who reads texts, and by which versions.
struct ReadoutReader {
  v1::Lineage versions;  // Of no text.
  // As ParseReadout. The header that it returns names these versions.
  std::function<absl::StatusOr<v1::ParseReadoutResponse>(
      absl::string_view text, const ParseOptions& options)>
      read;
};

// The parser that is built in. `registry` says who held which office when,
// where a read is given none; null means the one compiled in. It outlives the
// reader.
ReadoutReader BuiltInReader(const Registry* registry = nullptr);

// Whether a text with this header was read by the reader's versions.
bool IsReadBy(const ReadoutReader& reader, const v1::ReadoutHeader& header);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_READOUT_READER_H_
