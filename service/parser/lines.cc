#include "service/parser/lines.h"

#include <cstdlib>

#include "absl/base/internal/raw_logging.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace chancery {

std::vector<absl::string_view> DataLines(absl::string_view data) {
  std::vector<absl::string_view> lines;
  for (absl::string_view line : absl::StrSplit(data, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') continue;
    lines.push_back(line);
  }
  return lines;
}

void DataFault(absl::string_view file, absl::string_view line) {
  ABSL_RAW_LOG(FATAL, "%.*s: cannot read the line: %.*s",
               static_cast<int>(file.size()), file.data(),
               static_cast<int>(line.size()), line.data());
  std::abort();
}

}  // namespace chancery
