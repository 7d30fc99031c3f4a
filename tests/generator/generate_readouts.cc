// Writes generated readouts and their gold records:
//
//   generate_readouts --seed=7 --count=100 --form=MOFA-JP-3 --out=DIR
//
// DIR gets ID.txt for each, and readouts.jsonl with a gold record a line.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "tests/generator/generator.h"

ABSL_FLAG(std::uint64_t, seed, 1, "Seed of the first; the next has seed + 1.");
ABSL_FLAG(int, count, 10, "How many of each form.");
ABSL_FLAG(std::string, form, "", "A form; all of them when empty.");
ABSL_FLAG(std::string, out, ".", "Folder, made when missing.");

int main(int argc, char** argv) {
  using namespace chancery;
  absl::ParseCommandLine(argc, argv);
  const std::filesystem::path out = absl::GetFlag(FLAGS_out);
  std::filesystem::create_directories(out);
  std::ofstream gold(out / "readouts.jsonl", std::ios::binary);
  for (const std::string& form : GeneratedForms()) {
    const std::string wanted = absl::GetFlag(FLAGS_form);
    if (!wanted.empty() && wanted != form) continue;
    for (int i = 0; i < absl::GetFlag(FLAGS_count); ++i) {
      const GeneratedReadout one = GenerateReadout(
          absl::GetFlag(FLAGS_seed) + static_cast<std::uint64_t>(i), form);
      std::ofstream(out / (one.gold.id + ".txt"), std::ios::binary) << one.text;
      gold << GoldLine(one.gold) << "\n";
    }
  }
  if (!gold.flush()) {
    std::fprintf(stderr, "cannot write to %s\n", out.c_str());
    return 1;
  }
  return 0;
}
