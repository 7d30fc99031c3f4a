// Any bytes as a readout's text: refused with a reason, or read soundly, and
// twice the same.
#include <cstddef>
#include <cstdint>

#include "service/parser/parser.h"
#include "tests/fuzz/promise.h"
#include "tests/service/parser/soundness.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace chancery;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  ParseOptions options;
  options.held_on = "2021-02-28";
  const auto parsed = ParseReadout(text, options);
  Promise(Unsound(text, parsed));
  // One input in eight, by its bytes: the second reading costs as much again.
  if (parsed.ok() && size % 8 == 0) {
    const auto again = ParseReadout(text, options);
    Promise(
        again.ok() && again->SerializeAsString() == parsed->SerializeAsString(),
        "the same bytes give another answer");
  }
  return 0;
}
