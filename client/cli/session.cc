#include "client/cli/session.h"

#include <unistd.h>

#include <iostream>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "proto/values/error_info.h"

namespace chancery {

Session::Session(const GlobalOptions& options)
    : options_(options),
      client_(Client::Connect(options.server, {.timeout = options.timeout})),
      page_(PageFor(options.colour, SurroundingsOf(STDOUT_FILENO))),
      error_page_(PageFor(options.colour, SurroundingsOf(STDERR_FILENO))),
      watched_(isatty(STDERR_FILENO) == 1) {}

void Session::Print(absl::string_view text) const {
  std::cout << text << std::flush;
}

void Session::PrintJson(const google::protobuf::Message& message,
                        JsonLayout layout) const {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = layout == JsonLayout::kObject;
  std::string json;
  const auto status =
      google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!status.ok()) {
    Fail("", absl::InternalError(std::string{status.message()}));
    return;
  }
  // An object over several lines ends with a line break already.
  if (layout == JsonLayout::kLine) json += '\n';
  Print(json);
}

void Session::Note(absl::string_view text) const {
  if (watched_) std::cerr << text << std::flush;
}

ExitCode Session::Fail(absl::string_view subject,
                       const absl::Status& status) const {
  std::cerr << FailureText(error_page_, subject, WithAddress(status))
            << std::flush;
  return ExitCodeOf(status);
}

absl::Status Session::CheckReachable() const {
  const absl::Status health = client_.CheckHealth();
  // A server that does not serve health answers all the same.
  return absl::IsUnavailable(health) || absl::IsDeadlineExceeded(health)
             ? health
             : absl::OkStatus();
}

std::string Session::ReflectedText(std::optional<uint64_t> sequence) const {
  const std::string text =
      sequence.has_value() ? absl::StrCat("Reflects sequence ", *sequence, ".")
                           : "Nothing has been recorded yet.";
  return absl::StrCat(page_.Paint(Tone::kQuiet, text), "\n");
}

// gRPC's words for a refused connection are for its developers, but for the
// last of them: "Connection refused".
absl::Status Session::WithAddress(absl::Status status) const {
  if (!absl::IsUnavailable(status) || GetErrorInfo(status).has_value()) {
    return status;
  }
  absl::string_view why = status.message();
  if (const auto colon = why.rfind(": "); colon != absl::string_view::npos) {
    why.remove_prefix(colon + 2);
  }
  return absl::UnavailableError(absl::StrCat("the server at ", options_.server,
                                             " does not answer: ", why));
}

}  // namespace chancery
