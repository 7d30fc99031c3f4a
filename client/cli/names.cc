#include "client/cli/names.h"

#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "proto/values/edtf.h"

namespace chancery {
namespace {

constexpr absl::string_view kIssues = "issues/";
constexpr absl::string_view kReadouts = "readouts/";

std::string WithPrefix(absl::string_view prefix, absl::string_view given) {
  if (absl::StartsWith(given, prefix)) return std::string{given};
  return absl::StrCat(prefix, given);
}

std::string DayWords(const std::optional<absl::CivilDay>& day) {
  return day.has_value() ? absl::FormatCivilTime(*day) : "";
}

}  // namespace

std::string FullIssueName(absl::string_view given) {
  return WithPrefix(kIssues, given);
}

std::string FullReadoutName(absl::string_view given) {
  return WithPrefix(kReadouts, given);
}

std::string ShortName(absl::string_view name) {
  return std::string(
      absl::StripPrefix(absl::StripPrefix(name, kIssues), kReadouts));
}

std::string KindWords(v1::RecordKind kind) {
  switch (kind) {
    case v1::RECORD_KIND_STATEMENT:
      return "statement";
    case v1::RECORD_KIND_AGREEMENT:
      return "agreement";
    case v1::RECORD_KIND_FOLLOW_UP:
      return "follow-up";
    default:  // A newer server's.
      return "record";
  }
}

std::string StanceWords(v1::StanceClass stance) {
  switch (stance) {
    case v1::STANCE_CLASS_NEUTRAL:
      return "neutral";
    case v1::STANCE_CLASS_POSITIVE:
      return "positive";
    case v1::STANCE_CLASS_NEGATIVE:
      return "negative";
    case v1::STANCE_CLASS_DIRECTIVE:
      return "directive";
    case v1::STANCE_CLASS_COMMISSIVE:
      return "commissive";
    default:  // A newer server's.
      return "other";
  }
}

std::string StatusWords(v1::FollowUpStatus status) {
  switch (status) {
    case v1::FOLLOW_UP_STATUS_OPEN:
      return "open";
    case v1::FOLLOW_UP_STATUS_COMPLETED:
      return "completed";
    case v1::FOLLOW_UP_STATUS_CANCELLED:
      return "cancelled";
    case v1::FOLLOW_UP_STATUS_SUPERSEDED:
      return "superseded";
    default:  // A newer server's.
      return "other";
  }
}

std::string ModeWords(v1::ContactMode mode) {
  switch (mode) {
    case v1::CONTACT_MODE_TELEPHONE:
      return "telephone";
    case v1::CONTACT_MODE_MEETING:
      return "meeting";
    case v1::CONTACT_MODE_VIDEO:
      return "video";
    case v1::CONTACT_MODE_LETTER:
      return "letter";
    default:  // Not said, or a newer server's.
      return "";
  }
}

Tone ToneOf(v1::RecordKind kind) {
  if (kind == v1::RECORD_KIND_AGREEMENT) return Tone::kAgreed;
  if (kind == v1::RECORD_KIND_FOLLOW_UP) return Tone::kPlanned;
  return Tone::kPlain;
}

Tone ToneOf(v1::StanceClass stance) {
  if (stance == v1::STANCE_CLASS_POSITIVE) return Tone::kAgreed;
  if (stance == v1::STANCE_CLASS_NEGATIVE) return Tone::kAdverse;
  if (stance == v1::STANCE_CLASS_DIRECTIVE) return Tone::kPlanned;
  return Tone::kPlain;
}

std::string WhoWords(const v1::Record& record) {
  std::string who = absl::StrJoin(record.actors(), ", ");
  if (!record.addressees().empty()) {
    absl::StrAppend(&who, " → ", absl::StrJoin(record.addressees(), ", "));
  }
  return who;
}

std::string Quoted(absl::string_view text) {
  return text.empty() ? "" : absl::StrCat("“", text, "”");
}

std::string WindowWords(absl::string_view edtf) {
  if (edtf.empty()) return "";
  const std::optional<DayWindow> window = EdtfWindow(edtf);
  if (!window.has_value()) return "";
  if (window->from == window->until) return DayWords(window->from);
  const std::string from = DayWords(window->from);
  const std::string until = DayWords(window->until);
  return absl::StrCat(from, from.empty() ? "" : " ", "..",
                      until.empty() ? "" : " ", until);
}

std::string DueWords(const v1::Record& record) {
  std::vector<std::string> parts;
  if (!record.due_text().empty()) parts.push_back(Quoted(record.due_text()));
  if (!record.due_event().empty()) {
    parts.push_back(absl::StrCat("event: ", record.due_event()));
  }
  // Mostly the same words as due_text.
  if (!record.urgency().empty() && record.urgency() != record.due_text()) {
    parts.push_back(record.urgency());
  }
  return absl::StrJoin(parts, "; ");
}

std::string Counted(uint64_t count, absl::string_view singular) {
  return absl::StrCat(count, " ", singular, count == 1 ? "" : "s");
}

}  // namespace chancery
