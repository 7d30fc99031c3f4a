#ifndef CHANCERY_TESTS_GENERATOR_GENERATOR_H_
#define CHANCERY_TESTS_GENERATOR_GENERATOR_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tests/service/parser/gold.h"

namespace chancery {

// A readout made of a random set of records, and the answer that a careful
// reader gives. People, dates and contents are invented.
struct GeneratedReadout {
  std::string text;
  Gold gold;
};

// The forms that readouts can be written in.
std::vector<std::string> GeneratedForms();

// Writes the readout of `seed` in `form`, one of GeneratedForms(). The same
// seed and form give the same bytes on every machine.
//
//   const GeneratedReadout readout = GenerateReadout(7, "MOFA-JP-3");
GeneratedReadout GenerateReadout(std::uint64_t seed, absl::string_view form);

// The gold answer as one line of JSON, as tests/data/readouts has them.
std::string GoldLine(const Gold& gold);

}  // namespace chancery

#endif  // CHANCERY_TESTS_GENERATOR_GENERATOR_H_
