#include "client/cli/failure.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "chancery/v1/errors.pb.h"
#include "client/cli/text.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

constexpr absl::string_view kTryLater = "Try again later.";
constexpr absl::string_view kRetrySame =
    "Try again; what was written already is not written twice.";

// What to do where the server gave no reason: gRPC's own errors.
absl::string_view AdviceFor(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
      return "Start chanceryd, or name its address with --server or "
             "CHANCERY_SERVER.";
    case absl::StatusCode::kDeadlineExceeded:
      return "Allow more time with --timeout, or try again: nothing is written "
             "twice.";
    case absl::StatusCode::kNotFound:
      return "Check the name.";
    case absl::StatusCode::kPermissionDenied:
      return "Ask for access to it.";
    case absl::StatusCode::kInvalidArgument:
      return "Mend the request; see chancery --help.";
    case absl::StatusCode::kUnimplemented:
      return "The server is older than this program, or no Chancery server.";
    case absl::StatusCode::kDataLoss:
      return "Stop, and restore the server from a backup.";
    case absl::StatusCode::kInternal:
      return "Look into the server's log.";
    default:
      return kTryLater;
  }
}

absl::string_view AdviceFor(v1::ErrorReason reason, absl::StatusCode code) {
  switch (reason) {
    case v1::ERROR_REASON_INVALID_FIELD:
      return "Mend the option or argument; see --help of the command.";
    case v1::ERROR_REASON_EMPTY_TEXT:
      return "Give it the text of a readout.";
    case v1::ERROR_REASON_TEXT_TOO_LARGE:
      return "Give it one readout at a time, at most 1 MiB.";
    case v1::ERROR_REASON_REQUEST_TOO_LARGE:
      return "Send less at a time, at most 8 MiB.";
    case v1::ERROR_REASON_NOT_TEXT:
      return "Give it plain text, not a PDF, a picture or a word processor's "
             "file.";
    case v1::ERROR_REASON_INVALID_UTF8:
      return "Convert the file to UTF-8, for example with iconv.";
    case v1::ERROR_REASON_UNSUPPORTED_LANGUAGE:
      return "Give it the publisher's English text.";
    case v1::ERROR_REASON_NOT_A_READOUT:
      return "Give it a readout: a text that reports one contact between two "
             "parties.";
    case v1::ERROR_REASON_UNSUPPORTED_FORM:
      return "A later release may read it; keep the file.";
    case v1::ERROR_REASON_NO_DATE:
      return "Give the contact's date with --held-on YYYY-MM-DD, or the "
             "date of issue with --issued-on.";
    case v1::ERROR_REASON_INVALID_REGISTRY:
      return "Mend that line of the registry file.";
    case v1::ERROR_REASON_CONFLICT:
      return "Read again, decide again, then repeat the command.";
    case v1::ERROR_REASON_COMMIT_ID_REUSED:
      return "Take a new request id for new content.";
    case v1::ERROR_REASON_RECORD_NOT_FOUND:
      return "Check the record's name with: chancery readout NAME";
    case v1::ERROR_REASON_READOUT_NOT_FOUND:
      return "See what is on record with: chancery readouts";
    case v1::ERROR_REASON_ISSUE_NOT_FOUND:
      return "See what is on record with: chancery issues";
    case v1::ERROR_REASON_STREAM_NOT_FOUND:
      return "See what is on record with: chancery readouts";
    case v1::ERROR_REASON_DOCUMENT_NOT_FOUND:
      return "Take the digest from a readout's revision: chancery readout.";
    case v1::ERROR_REASON_PAGE_TOKEN_MISMATCH:
      return "Repeat the command from the start.";
    case v1::ERROR_REASON_BEYOND_END:
      return "Take a sequence that the log has; chancery events --backward "
             "--limit 1 shows its end.";
    case v1::ERROR_REASON_DRAINING:
    case v1::ERROR_REASON_OVERLOADED:
      return kRetrySame;
    case v1::ERROR_REASON_VIEW_BEHIND:
      return "Try again, or allow more time with --timeout.";
    case v1::ERROR_REASON_STORAGE_FAILED:
      return "Look at the server's disk, restart it, then repeat the command: "
             "nothing is written twice.";
    case v1::ERROR_REASON_CORRUPT:
      return "Stop, and restore the server from a backup.";
    case v1::ERROR_REASON_PROJECTION_STOPPED:
      return "Look into the server's log: it met an event it does not know.";
    default:  // None given, or a newer server's.
      return AdviceFor(code);
  }
}

std::string ReasonWord(const absl::Status& status) {
  const auto info = GetErrorInfo(status);
  if (info.has_value() && !info->reason().empty()) return info->reason();
  return absl::StatusCodeToString(status.code());
}

}  // namespace

ExitCode ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kExitOk;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kUnimplemented:
      return kExitServer;
    default:
      return kExitRequest;
  }
}

std::string FailureText(const Page& page, absl::string_view subject,
                        const absl::Status& status) {
  const std::string about =
      subject.empty() ? "" : absl::StrCat(CleanLine(subject), ": ");
  return absl::StrCat(
      page.Paint(Tone::kAdverse, "chancery:"), " ", about,
      CleanLine(status.message()), " ",
      page.Paint(Tone::kQuiet, absl::StrCat("[", ReasonWord(status), "]")),
      "\n  ", AdviceFor(ReasonOf(status), status.code()), "\n");
}

}  // namespace chancery
