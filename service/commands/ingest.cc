#include "service/commands/ingest.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/values/edtf.h"
#include "proto/values/error_info.h"
#include "service/commands/decide_again.h"
#include "service/commands/ingest_draft.h"
#include "service/commands/readout_state.h"
#include "service/commands/violations.h"
#include "service/parser/parser.h"
#include "service/parser/text.h"

namespace chancery {
namespace {

constexpr std::size_t kSourceBytesMax = 2048;
constexpr std::size_t kCorrelationIdBytesMax = 128;
constexpr std::size_t kNameStemBytesMax = 40;
constexpr std::size_t kNameDigestDigits = 12;

absl::Status CheckCommand(const IngestCommand& command) {
  Violations violations;
  if (command.source.empty() || command.source.size() > kSourceBytesMax) {
    violations.Add("source", "is not 1 to 2048 bytes");
  }
  if (std::any_of(command.source.begin(), command.source.end(),
                  [](char c) { return absl::ascii_iscntrl(c); })) {
    violations.Add("source", "has control characters");
  }
  if (!command.held_on.empty() && !ParseIsoDate(command.held_on).has_value()) {
    violations.Add("held_on", "is no calendar date (YYYY-MM-DD)");
  }
  if (!command.issued_on.empty() &&
      !ParseIsoDate(command.issued_on).has_value()) {
    violations.Add("issued_on", "is no calendar date (YYYY-MM-DD)");
  }
  if (command.correlation_id.size() > kCorrelationIdBytesMax) {
    violations.Add("correlation_id", "has more than 128 bytes");
  }
  return violations.ToStatus();
}

// The commit of one text on one state of its readout: whoever decides the same
// proposes the same id, so that it is taken once.
std::string CommitId(const IngestCommand& command,
                     std::optional<Revision> built_on,
                     absl::string_view text_sha256) {
  const std::string base =
      built_on.has_value() ? absl::StrCat(built_on->value) : "none";
  return absl::StrCat(
      "ingest-",
      DigestHex(absl::StrCat(command.source, "\n", base, "\n", text_sha256)));
}

absl::Status TooManyRecords(const IngestCommand& command, std::size_t events) {
  return MakeError(
      absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_TEXT_TOO_LARGE,
      absl::StrCat("the text makes ", events, " events; one commit takes ",
                   kCommitEventsMax, ": send one readout at a time"),
      {{"size_bytes", absl::StrCat(command.text.size())},
       {"size_bytes_max", absl::StrCat(kReadoutBytesMax)},
       {"events", absl::StrCat(events)},
       {"events_max", absl::StrCat(kCommitEventsMax)}});
}

// Whether the command's date, if it gives one, is the header's.
bool AgreesOnDate(const IngestCommand& command,
                  const v1::ReadoutHeader& header) {
  return command.held_on.empty() || header.held_on() == command.held_on;
}

absl::Status NoDate() {
  return MakeError(absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_NO_DATE,
                   "the readout bears no date; give the contact's date "
                   "(held_on, as 2003-11-04) or the date of issue (issued_on) "
                   "with the request");
}

}  // namespace

std::string ReadoutName(absl::string_view source) {
  absl::string_view path = source.substr(0, source.find_first_of("?#"));
  while (!path.empty() && (path.back() == '/' || path.back() == '\\')) {
    path.remove_suffix(1);
  }
  const std::size_t slash = path.find_last_of("/\\");
  absl::string_view stem =
      slash == absl::string_view::npos ? path : path.substr(slash + 1);
  const std::size_t dot = stem.rfind('.');
  if (dot != absl::string_view::npos && dot > 0) stem = stem.substr(0, dot);

  std::string id;
  for (const char c : stem) {
    if (id.size() == kNameStemBytesMax) break;
    if (absl::ascii_isalnum(c) || c == '_') {
      id.push_back(absl::ascii_tolower(c));
    } else if (!id.empty() && id.back() != '-') {
      id.push_back('-');
    }
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  if (id.empty()) id = "readout";
  return absl::StrCat("readouts/", id, "-",
                      DigestHex(source).substr(0, kNameDigestDigits));
}

absl::StatusOr<v1::IngestReadoutResponse> IngestReadout(
    EventLog& log, const IngestCommand& command, const ReadoutReader& reader) {
  const absl::Status checked = CheckCommand(command);
  if (!checked.ok()) return checked;
  // Before it is hashed, and its readout read.
  if (command.text.size() > kReadoutBytesMax) return CheckText(command.text);
  const std::string stream = ReadoutName(command.source);
  const std::string text_sha256 = DigestHex(command.text);
  absl::StatusOr<v1::ParseReadoutResponse> parsed;
  absl::StatusOr<Commit> commit;
  for (int tries = 0; tries < kDecideTriesMax; ++tries) {
    const absl::StatusOr<ReadoutState> before = ReadReadoutState(log, stream);
    if (!before.ok()) return before.status();
    const bool on_record = before->received() && !before->withdrawn() &&
                           before->header().text_sha256() == text_sha256;
    if (on_record && AgreesOnDate(command, before->header())) {
      return AnswerUnchanged(command.text, stream, *before);
    }
    if (!parsed.ok()) {
      parsed = reader.read(command.text, {.held_on = command.held_on,
                                          .issued_on = command.issued_on,
                                          .registry = command.registry});
      if (!parsed.ok()) return parsed.status();
      // A record that is kept must say when; a dry run may leave it open.
      if (parsed->readout().held_on().empty()) return NoDate();
      parsed->mutable_readout()->set_text_sha256(text_sha256);
    }
    // The text bears its date itself, whatever was given.
    if (on_record && !AgreesOnDate(command, parsed->readout())) {
      return AnswerUnchanged(command.text, stream, *before);
    }
    IngestDraft draft =
        before->received() ? DraftChangedText(command, stream, *parsed, *before)
                           : DraftFirstText(command, stream, *parsed, *before);
    if (draft.proposal.events.size() > kCommitEventsMax) {
      return TooManyRecords(command, draft.proposal.events.size());
    }
    draft.proposal.commit_id = CommitId(command, before->end(), text_sha256);
    draft.proposal.documents.push_back(command.text);
    commit = log.Append(std::move(draft.proposal));
    if (!MustDecideAgain(commit)) {
      if (!commit.ok()) return commit.status();
      return AnswerCommitted(std::move(draft), *commit);
    }
  }
  return commit.ok() ? NeverStill(stream) : commit.status();
}

}  // namespace chancery
