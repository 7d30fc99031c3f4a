#include "service/commands/reparse.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "proto/values/error_info.h"
#include "service/commands/decide_again.h"
#include "service/commands/reparse_draft.h"

namespace chancery {
namespace {

absl::Status ReadoutNotFound(const std::string& name) {
  return MakeError(
      absl::StatusCode::kNotFound, v1::ERROR_REASON_READOUT_NOT_FOUND,
      absl::StrCat("no readout is named ", name), {{"readout", name}});
}

// The same reading of the same state of a readout has the same id.
std::string CommitId(const std::string& stream, const ReadoutState& before,
                     const v1::ReadoutHeader& header) {
  return absl::StrCat("reparse-", DigestHex(absl::StrCat(
                                      stream, "\n", before.end()->value, "\n",
                                      LineageOf(header).SerializeAsString())));
}

v1::ReparseReadoutsResponse Begin(const std::string& name,
                                  const ReadoutState& before,
                                  const ReadoutReader& reader) {
  v1::ReparseReadoutsResponse response;
  response.set_name(name);
  *response.mutable_lineage_before() = LineageOf(before.header());
  *response.mutable_lineage_after() = reader.versions;
  response.mutable_lineage_after()->set_text_sha256(
      before.header().text_sha256());
  return response;
}

// One try. Nullopt: another writer was faster.
absl::StatusOr<std::optional<v1::ReparseReadoutsResponse>> Try(
    EventLog& log, const ReparseCommand& command, const ReadoutReader& reader) {
  const auto before = ReadReadoutState(log, command.name);
  if (!before.ok()) return before.status();
  if (!before->end().has_value()) return ReadoutNotFound(command.name);
  v1::ReparseReadoutsResponse response = Begin(command.name, *before, reader);
  const std::string& sha256 = before->header().text_sha256();
  if (!before->received() || before->withdrawn() || sha256.empty()) {
    response.set_outcome(v1::REPARSE_OUTCOME_NO_TEXT);
    return response;
  }
  if (IsReadBy(reader, before->header())) {
    response.set_outcome(v1::REPARSE_OUTCOME_UP_TO_DATE);
    return response;
  }
  const auto text = log.Document(sha256);
  if (absl::IsNotFound(text.status())) {
    response.set_outcome(v1::REPARSE_OUTCOME_NO_TEXT);
    return response;
  }
  if (!text.ok()) return text.status();
  auto parsed = reader.read(*text, {.held_on = before->header().held_on()});
  if (!parsed.ok()) {
    response.set_outcome(v1::REPARSE_OUTCOME_REFUSED);
    response.set_why(std::string(parsed.status().message()));
    return response;
  }
  parsed->mutable_readout()->set_text_sha256(sha256);

  ReparseDraft draft = DraftReparse({command.correlation_id, command.principal},
                                    command.name, *parsed, *before);
  draft.response.MergeFrom(response);
  if (draft.proposal.events.size() > kCommitEventsMax) {
    response.set_outcome(v1::REPARSE_OUTCOME_REFUSED);
    response.set_why(
        absl::StrCat("what changes takes ", draft.proposal.events.size(),
                     " events, and one commit ", kCommitEventsMax));
    return response;
  }
  if (command.mode == ReparseCommand::Mode::kDryRun) {
    return std::move(draft.response);
  }
  draft.proposal.commit_id = CommitId(command.name, *before, parsed->readout());
  const auto commit = log.Append(std::move(draft.proposal));
  if (MustDecideAgain(commit)) return std::nullopt;
  if (!commit.ok()) return commit.status();
  return AnswerCommitted(std::move(draft), *commit);
}

}  // namespace

absl::StatusOr<v1::ReparseReadoutsResponse> ReparseReadout(
    EventLog& log, const ReparseCommand& command, const ReadoutReader& reader) {
  for (int tries = 0; tries < kDecideTriesMax; ++tries) {
    auto response = Try(log, command, reader);
    if (!response.ok()) return response.status();
    if (response->has_value()) return **std::move(response);
  }
  return NeverStill(command.name);
}

}  // namespace chancery
