#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "client/cli/commands.h"
#include "client/cli/names.h"
#include "client/cpp/audit.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace chancery {
namespace {

namespace fs = std::filesystem;

struct ProofArguments {
  uint64_t sequence = 0;
  std::string out;
};

struct AuditArguments {
  std::string key;    // A verifier key, or a file with one.
  std::string state;  // Where the last head is kept; empty: the default.
  std::string proof;  // A proof file to check without a server.
};

// $XDG_STATE_HOME/chancery/heads, or below ~/.local/state.
std::string DefaultState() {
  const char* const state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && state[0] == '/') {
    return absl::StrCat(state, "/chancery/heads");
  }
  const char* const home = std::getenv("HOME");
  return absl::StrCat(home != nullptr ? home : ".",
                      "/.local/state/chancery/heads");
}

absl::StatusOr<std::string> ReadText(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(stream), {});
  if (stream.bad() || !stream.is_open()) {
    return absl::NotFoundError(absl::StrCat("cannot read ", file));
  }
  return text;
}

absl::Status WriteText(const std::string& file, const std::string& text) {
  std::error_code error;
  if (const fs::path parent = fs::path(file).parent_path(); !parent.empty()) {
    fs::create_directories(parent, error);
  }
  const std::string new_file = absl::StrCat(file, ".new");
  std::ofstream stream(new_file, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (stream) fs::rename(new_file, file, error);
  if (!stream || error) {
    return absl::PermissionDeniedError(absl::StrCat("cannot write ", file));
  }
  return absl::OkStatus();
}

// The key that was given as text or as a file's name.
absl::StatusOr<std::string> GivenKey(const std::string& given) {
  if (OriginOf(given).ok()) return given;
  auto text = ReadText(given);
  if (!text.ok()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--key is neither a verifier key nor a file that can be read: ",
        given));
  }
  return std::string(absl::StripAsciiWhitespace(*text));
}

// What was seen at the last audit: the key on the first line, then the note.
struct Seen {
  std::string key;
  std::string note;
};

absl::StatusOr<std::optional<Seen>> LoadSeen(const std::string& file) {
  if (!fs::exists(file)) return std::nullopt;
  auto text = ReadText(file);
  if (!text.ok()) return text.status();
  const std::size_t line = text->find('\n');
  if (line == std::string::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat(file, " is not what an audit left there"));
  }
  return Seen{text->substr(0, line), text->substr(line + 1)};
}

std::string RootWords(const Checkpoint& head) {
  return absl::Base64Escape(ToView(head.root));
}

// What an audit found, for people and for programs.
ExitCode Say(const Session& session, const Checkpoint& head,
             const std::string& found, const std::string& key) {
  if (!session.json()) {
    session.Print(
        absl::StrFormat("%s\n\n  log     %s\n  events  %d\n"
                        "  root    %s\n  key     %s\n",
                        found, head.origin, head.size, RootWords(head), key));
    return kExitOk;
  }
  google::protobuf::Struct answer;
  auto& fields = *answer.mutable_fields();
  fields["found"].set_string_value(found);
  fields["origin"].set_string_value(head.origin);
  fields["size"].set_string_value(absl::StrCat(head.size));
  fields["root"].set_string_value(RootWords(head));
  fields["verifierKey"].set_string_value(key);
  session.PrintJson(answer, JsonLayout::kObject);
  return kExitOk;
}

ExitCode RunOffline(const Session& session, const AuditArguments& arguments) {
  const auto text = ReadText(arguments.proof);
  if (!text.ok()) return session.Fail("", text.status());
  v1::GetInclusionProofResponse proof;
  if (!google::protobuf::util::JsonStringToMessage(*text, &proof).ok()) {
    return session.Fail(arguments.proof,
                        absl::InvalidArgumentError(
                            "it is no proof as chancery proof writes it"));
  }
  if (arguments.key.empty()) {
    return session.Fail(
        arguments.proof,
        absl::InvalidArgumentError(
            "a proof is checked against a key that you trust: give --key"));
  }
  const auto key = GivenKey(arguments.key);
  if (!key.ok()) return session.Fail("", key.status());
  const auto event = VerifyEvent(proof, *key);
  if (!event.ok()) return session.Fail(arguments.proof, event.status());
  const auto head = VerifyHead(proof.head(), *key);
  return Say(session, *head,
             absl::StrCat("Event ", proof.leaf_index(),
                          " is in the log, as it was appended."),
             *key);
}

// Compares the head with what was seen before.
absl::StatusOr<std::string> Compare(const Session& session,
                                    const Checkpoint& head,
                                    const std::optional<Seen>& seen) {
  if (!seen.has_value()) {
    return std::string(
        "The head is signed. It is the first that was seen of this log.");
  }
  const auto earlier = VerifyCheckpoint(seen->note, seen->key);
  if (!earlier.ok()) return earlier.status();
  if (head.size < earlier->size) {
    return absl::DataLossError(
        absl::StrCat("the log had ", earlier->size,
                     " events when it was last audited, and now has ",
                     head.size, ": its history has been rewritten"));
  }
  v1::GetConsistencyProofRequest request;
  request.set_first_size(earlier->size);
  request.set_second_size(head.size);
  const auto proof = session.client().GetConsistencyProof(request);
  if (!proof.ok()) return proof.status();
  const absl::Status grown = VerifyGrowth(*earlier, head, *proof);
  if (!grown.ok()) return grown;
  return absl::StrCat("The log begins with the ", earlier->size,
                      " events that were seen last; ",
                      head.size - earlier->size, " have been added.");
}

ExitCode RunAudit(const Session& session, const AuditArguments& arguments) {
  if (!arguments.proof.empty()) return RunOffline(session, arguments);
  const auto answer = session.client().GetTreeHead({});
  if (!answer.ok()) return session.Fail("", answer.status());
  std::string key = answer->head().verifier_key();
  if (!arguments.key.empty()) {
    auto given = GivenKey(arguments.key);
    if (!given.ok()) return session.Fail("", given.status());
    key = *std::move(given);
  }
  const auto origin = OriginOf(key);
  if (!origin.ok()) return session.Fail("--key", origin.status());
  const std::string file =
      !arguments.state.empty()
          ? arguments.state
          : absl::StrCat(DefaultState(), "/",
                         absl::StrReplaceAll(session.server(), {{"/", "_"}}));
  const auto seen = LoadSeen(file);
  if (!seen.ok()) return session.Fail(file, seen.status());
  if (seen->has_value() && arguments.key.empty()) key = (*seen)->key;
  const auto head = VerifyHead(answer->head(), key);
  if (!head.ok()) return session.Fail(file, head.status());
  const auto found = Compare(session, *head, *seen);
  if (!found.ok()) return session.Fail(file, found.status());
  const absl::Status kept =
      WriteText(file, absl::StrCat(key, "\n", answer->head().note()));
  if (!kept.ok()) return session.Fail("", kept);
  return Say(session, *head, *found, key);
}

ExitCode RunProof(const Session& session, const ProofArguments& arguments) {
  v1::GetInclusionProofRequest request;
  request.set_sequence(arguments.sequence);
  const auto proof = session.client().GetInclusionProof(request);
  if (!proof.ok()) {
    return session.Fail(absl::StrCat("event ", arguments.sequence),
                        proof.status());
  }
  if (arguments.out.empty()) {
    session.PrintJson(*proof, JsonLayout::kObject);
    return kExitOk;
  }
  std::string text;
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  if (!google::protobuf::util::MessageToJsonString(*proof, &text, options)
           .ok()) {
    return session.Fail("", absl::InternalError("the proof has no JSON form"));
  }
  const absl::Status written = WriteText(arguments.out, text);
  if (!written.ok()) return session.Fail("", written);
  session.Print(absl::StrCat("The proof of event ", arguments.sequence,
                             " in the log of ", proof->tree_size(),
                             " events is in ", arguments.out, ".\n"));
  return kExitOk;
}

}  // namespace

void AddAudit(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "audit", "Check that the log was only added to since the last audit.");
  const auto arguments = std::make_shared<AuditArguments>();
  command->add_option("--key", arguments->key,
                      "The log's verifier key, or a file with it. Without it "
                      "the key of the first audit is trusted.");
  command->add_option("--state", arguments->state,
                      "The file that keeps the last head seen. Default: one "
                      "for each server, in ~/.local/state/chancery/heads.");
  command->add_option("--proof", arguments->proof,
                      "Check this proof of one event instead, without a "
                      "server; needs --key.");
  command->footer(
      "Exits with 3 when the history has been rewritten, and keeps the head "
      "that\nshows it.\n\n"
      "Examples:\n"
      "  chancery audit\n"
      "  chancery audit --proof event-17.json --key archive.vkey");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return RunAudit(session, *arguments);
    };
  });
}

void AddProof(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "proof", "Get the proof that an event is in the log, as JSON.");
  const auto arguments = std::make_shared<ProofArguments>();
  command
      ->add_option("SEQUENCE", arguments->sequence,
                   "As chancery events shows it.")
      ->required();
  command->add_option("--out", arguments->out, "Write it to this file.");
  command->footer(
      "Examples:\n"
      "  chancery proof 17 --out event-17.json\n"
      "  chancery audit --proof event-17.json --key archive.vkey");
  command->callback([arguments, &chosen] {
    chosen = [arguments](const Session& session) {
      return RunProof(session, *arguments);
    };
  });
}

}  // namespace chancery
