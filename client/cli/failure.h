#ifndef CHANCERY_CLIENT_CLI_FAILURE_H_
#define CHANCERY_CLIENT_CLI_FAILURE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "client/cli/style.h"

namespace chancery {

// What the program answers to the shell. Documented in --help and in the
// manual page.
enum ExitCode {
  kExitOk = 0,
  kExitRequest = 1,  // Bad input, not found, a conflict.
  kExitUsage = 2,    // The command line.
  kExitServer = 3,   // Not reachable, unavailable, too slow, or broken.
};

// Returns kExitOk, kExitRequest or kExitServer.
ExitCode ExitCodeOf(const absl::Status& status);

// Returns two lines for the standard error: what is wrong, with the reason of
// the error catalogue, and what to do about it.
//
//   chancery: news.txt: no contact between two parties is reported
//   [NOT_A_READOUT]
//     Give it a readout: a text that reports one contact.
//
// `subject` is the file or name it is about; may be empty.
std::string FailureText(const Page& page, absl::string_view subject,
                        const absl::Status& status);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_FAILURE_H_
