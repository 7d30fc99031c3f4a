#include "tests/service/parser/soundness.h"

#include "absl/strings/str_cat.h"
#include "proto/values/edtf.h"
#include "proto/values/error_info.h"

namespace chancery {
namespace {

bool Within(absl::string_view text, const v1::Span& span) {
  return span.begin() < span.end() && span.end() <= text.size();
}

std::string SpanFault(absl::string_view text, const v1::Span& span,
                      absl::string_view quote) {
  if (!Within(text, span)) {
    return absl::StrCat("the span [", span.begin(), ", ", span.end(),
                        ") is no range of the text");
  }
  if (text.substr(span.begin(), span.end() - span.begin()) != quote) {
    return absl::StrCat("the span [", span.begin(), ", ", span.end(),
                        ") does not slice to its quote '", quote, "'");
  }
  return "";
}

std::string RecordFault(absl::string_view text, const v1::Record& record) {
  std::string fault = SpanFault(text, record.span(), record.quote());
  if (!fault.empty()) return fault;
  if (record.kind() == v1::RECORD_KIND_UNSPECIFIED) return "without a kind";
  if (record.act() == v1::ACT_UNSPECIFIED) return "without an act";
  if (record.actors().empty()) return "without an actor";
  if (record.topic().empty()) return "without a topic";
  if (!record.due().empty() && !EdtfWindow(record.due()).has_value()) {
    return absl::StrCat("the due '", record.due(), "' is no EDTF");
  }
  // A head that two records share lies in one of their spans only.
  if (record.has_head_span() && !Within(text, record.head_span())) {
    return "the head's span is no range of the text";
  }
  if (record.has_actor_span() && !Within(text, record.actor_span())) {
    return "the actor's span is no range of the text";
  }
  if (record.has_due_span()) {
    return SpanFault(text, record.due_span(), record.due_text());
  }
  return "";
}

}  // namespace

std::string Unsound(absl::string_view text,
                    const absl::StatusOr<v1::ParseReadoutResponse>& parsed) {
  if (!parsed.ok()) {
    if (parsed.status().code() != absl::StatusCode::kInvalidArgument ||
        ReasonOf(parsed.status()) == v1::ERROR_REASON_UNSPECIFIED) {
      return absl::StrCat("an error without a reason: ",
                          parsed.status().ToString());
    }
    return "";
  }
  // A text that lost its date is read by a dry run, which says so.
  const v1::ReadoutHeader& header = parsed->readout();
  const bool undated =
      header.held_on().empty() && header.warnings_size() == 1 &&
      header.warnings(0).kind() == v1::HEADER_WARNING_KIND_NO_DATE;
  if (!undated && !ParseIsoDate(header.held_on()).has_value()) {
    return absl::StrCat("held on '", parsed->readout().held_on(), "'");
  }
  if (parsed->readout().parties_size() < 2) return "fewer than two parties";
  for (const v1::Record& record : parsed->records()) {
    const std::string fault = RecordFault(text, record);
    if (!fault.empty()) {
      return absl::StrCat("record '", record.quote(), "': ", fault);
    }
  }
  for (const v1::Touch& touch : parsed->touches()) {
    const std::string fault = SpanFault(text, touch.span(), touch.quote());
    if (!fault.empty()) return absl::StrCat("touch: ", fault);
    if (touch.topic().empty()) return "a touch without a topic";
  }
  for (const v1::Unparsed& unparsed : parsed->unparsed()) {
    const std::string fault =
        SpanFault(text, unparsed.span(), unparsed.quote());
    if (!fault.empty()) return absl::StrCat("unparsed: ", fault);
    if (unparsed.why().empty()) return "unparsed without why";
  }
  return "";
}

}  // namespace chancery
