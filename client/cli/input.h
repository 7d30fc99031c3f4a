#ifndef CHANCERY_CLIENT_CLI_INPUT_H_
#define CHANCERY_CLIENT_CLI_INPUT_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"

namespace chancery {

// Returns the bytes of the file at `path`, "-" meaning the standard input.
//   kInvalidArgument / TEXT_TOO_LARGE  it has more than `bytes_max` bytes; of
//                                      those no more were read.
//   else                               it cannot be read.
absl::StatusOr<std::string> ReadInput(const std::string& path,
                                      std::size_t bytes_max);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_INPUT_H_
