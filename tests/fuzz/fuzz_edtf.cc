// Any bytes as an EDTF expression: refused, or days in their order.
#include <cstddef>
#include <cstdint>

#include "proto/values/edtf.h"
#include "tests/fuzz/promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace chancery;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto window = EdtfWindow(text);
  if (window.has_value() && window->from && window->until) {
    Promise(*window->from <= *window->until,
            "a window that ends before it begins");
  }
  const auto day = ParseIsoDate(text);
  if (day.has_value()) {
    Promise(window.has_value() && window->from == day && window->until == day,
            "a calendar date that is no EDTF of the same day");
  }
  return 0;
}
