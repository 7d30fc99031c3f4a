#include "tests/harness/sample_texts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/base/internal/raw_logging.h"

namespace chancery {

std::vector<std::string> SampleTexts() {
  std::vector<std::filesystem::path> paths;
  for (const auto& file : std::filesystem::directory_iterator(
           std::string(CHANCERY_TEST_DATA) + "/readouts")) {
    if (file.path().extension() == ".txt") paths.push_back(file.path());
  }
  ABSL_RAW_CHECK(!paths.empty(), "no sample readouts");
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const std::filesystem::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in),
                       std::istreambuf_iterator<char>());
  }
  return texts;
}

}  // namespace chancery
