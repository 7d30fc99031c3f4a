#ifndef CHANCERY_SERVICE_PARSER_LINES_H_
#define CHANCERY_SERVICE_PARSER_LINES_H_

#include <vector>

#include "absl/strings/string_view.h"

namespace chancery {

// The lines of a data file that are neither blank nor comments ('#' first),
// without white space at their ends.
std::vector<absl::string_view> DataLines(absl::string_view data);

// Stops the program: a compiled-in data file is wrong, which no input can
// cause and every test would show.
[[noreturn]] void DataFault(absl::string_view file, absl::string_view line);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_LINES_H_
