#ifndef CHANCERY_CLIENT_CLI_SESSION_H_
#define CHANCERY_CLIENT_CLI_SESSION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "client/cli/failure.h"
#include "client/cli/style.h"
#include "client/cpp/client.h"
#include "google/protobuf/message.h"

namespace chancery {

// The options that stand before or behind any command.
struct GlobalOptions {
  std::string server = "127.0.0.1:7311";
  bool json = false;
  std::optional<uint64_t> at_least;
  absl::Duration timeout = absl::Seconds(30);
  ColourWhen colour = ColourWhen::kAuto;
};

// How JSON is laid out.
enum class JsonLayout {
  kObject,  // One object over several lines.
  kLine,    // One object on one line, for streams.
};

// Session is what a command works with: the server, the terminal, and the
// options that hold for all commands.
class Session {
 public:
  explicit Session(const GlobalOptions& options);

  const Client& client() const { return client_; }
  const Page& page() const { return page_; }
  bool json() const { return options_.json; }
  // The server's address, as it was given.
  const std::string& server() const { return options_.server; }
  // A person watches the standard error.
  bool watched() const { return watched_; }

  // Writes to the standard output.
  void Print(absl::string_view text) const;
  // Writes a message in its JSON form (proto3 JSON mapping) and a line break.
  void PrintJson(const google::protobuf::Message& message,
                 JsonLayout layout) const;
  // Writes a note for the person who waits, on the standard error; nothing when
  // nobody watches it.
  void Note(absl::string_view text) const;
  // Writes on the standard error what is wrong with `subject` and what to do,
  // and returns the exit code.
  ExitCode Fail(absl::string_view subject, const absl::Status& status) const;

  // Sets at_least of a query, if the user asked for it.
  template <typename Request>
  Request WithAtLeast(Request request) const {
    if (options_.at_least.has_value()) {
      request.set_at_least(*options_.at_least);
    }
    return request;
  }

  // Returns "Reflects sequence 41 of the log.", or that it is empty.
  template <typename Response>
  std::string Reflected(const Response& response) const {
    return ReflectedText(response.has_reflected_sequence()
                             ? std::optional(response.reflected_sequence())
                             : std::nullopt);
  }

  // Says at once that the server cannot be reached, where the command itself
  // would try again and again.
  absl::Status CheckReachable() const;

 private:
  std::string ReflectedText(std::optional<uint64_t> sequence) const;
  absl::Status WithAddress(absl::Status status) const;

  const GlobalOptions options_;
  const Client client_;
  const Page page_;
  const Page error_page_;
  const bool watched_;
};

// Reads all pages of a list, or until it has `limit` rows (0: no limit), into
// one response. `list` is a method of Client; `rows` returns the response's
// repeated field, mutable.
template <typename Request, typename Response, typename Rows>
absl::StatusOr<Response> ReadPages(
    const Client& client,
    absl::StatusOr<Response> (Client::*list)(const Request&) const,
    Request request, int limit, Rows rows) {
  constexpr int kPageSizeMax = 1000;
  Response all;
  for (;;) {
    const int missing = limit == 0 ? kPageSizeMax : limit - rows(all)->size();
    request.set_page_size(missing < kPageSizeMax ? missing : kPageSizeMax);
    absl::StatusOr<Response> page = (client.*list)(request);
    if (!page.ok()) return page.status();
    const std::string next = page->next_page_token();
    all.MergeFrom(*page);
    if (next.empty() || (limit != 0 && rows(all)->size() >= limit)) return all;
    request.set_page_token(next);
  }
}

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_SESSION_H_
