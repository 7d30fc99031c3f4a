#include "service/commands/event_checks.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "proto/values/edtf.h"
#include "service/commands/names.h"

namespace chancery {
namespace {

// Bounds of the contract, in bytes. A quote is a clause or, at worst, a
// paragraph; what is listed in a header fits many times over.
constexpr std::size_t kShortTextMax = 128;
constexpr std::size_t kLongTextMax = 2048;
constexpr std::size_t kQuoteMax = 65536;
constexpr int kCodesMax = 64;
constexpr int kUnparsedMax = 10000;
constexpr std::size_t kSha256HexDigits = 64;

// One message of a request and its path; notes violations of its fields.
class Checker {
 public:
  Checker(absl::string_view path, Violations& violations)
      : path_(path), violations_(violations) {}

  Checker In(absl::string_view field) const {
    return {absl::StrCat(path_, ".", field), violations_};
  }
  Checker In(absl::string_view field, int index) const {
    return {absl::StrCat(path_, ".", field, "[", index, "]"), violations_};
  }
  void Fail(absl::string_view field, absl::string_view why) const {
    violations_.Add(absl::StrCat(path_, ".", field), why);
  }
  void Require(bool holds, absl::string_view field,
               absl::string_view why) const {
    if (!holds) Fail(field, why);
  }

  void Text(absl::string_view field, const std::string& text,
            std::size_t bytes_max) const {
    if (text.size() > bytes_max) {
      Fail(field, absl::StrCat("has more than ", bytes_max, " bytes"));
    }
  }
  // An EDTF expression or nothing.
  void Edtf(absl::string_view field, const std::string& text) const {
    Require(text.empty() || EdtfWindow(text).has_value(), field,
            "is no EDTF date (ISO 8601-2)");
  }
  // A calendar date or nothing.
  void Date(absl::string_view field, const std::string& text) const {
    Require(text.empty() || ParseIsoDate(text).has_value(), field,
            "is no calendar date (YYYY-MM-DD)");
  }
  // A party code or nothing.
  void Party(absl::string_view field, const std::string& code) const {
    Require(code.empty() || IsPartyCode(code), field,
            "is no party code (three capitals, EU, NATO or UN)");
  }
  template <typename Repeated>
  void Parties(absl::string_view field, const Repeated& codes) const {
    Require(codes.size() <= kCodesMax, field, "has too many party codes");
    Require(std::is_sorted(codes.begin(), codes.end()) &&
                std::adjacent_find(codes.begin(), codes.end()) == codes.end(),
            field, "is not sorted, or has a party twice");
    for (int i = 0; i < codes.size() && i < kCodesMax; ++i) {
      if (!IsPartyCode(codes.Get(i))) {
        Party(absl::StrCat(field, "[", i, "]"), codes.Get(i));
      }
    }
  }
  void Span(absl::string_view field, const v1::Span& span) const {
    Require(span.begin() <= span.end(), field, "ends before it begins");
  }

 private:
  std::string path_;
  Violations& violations_;
};

void CheckTopicAndIssue(const std::string& topic, const std::string& issue,
                        const Checker& check) {
  check.Require(IsTopicCode(topic), "topic", "is no topic code");
  // Empty for what is no issue's name.
  const absl::string_view topic_of_issue = TopicOfIssue(issue);
  check.Require(!topic_of_issue.empty(), "issue",
                "is no issue's name (issues/<parties>.<topic>)");
  check.Require(topic_of_issue.empty() || topic_of_issue == topic, "issue",
                "is not of the record's topic");
}

void CheckRecordCodes(const v1::Record& record, const Checker& check) {
  check.Require(record.actors_size() > 0, "actors", "is required");
  check.Parties("actors", record.actors());
  check.Parties("addressees", record.addressees());
  check.Parties("responsible", record.responsible());
  check.Require(!record.asserted_by().empty(), "asserted_by", "is required");
  check.Party("asserted_by", record.asserted_by());
  check.Party("proposer", record.proposer());
  CheckTopicAndIssue(record.topic(), record.issue(), check);
  check.Require(record.secondary_topics_size() <= kCodesMax, "secondary_topics",
                "has too many topic codes");
  for (const std::string& topic : record.secondary_topics()) {
    check.Require(IsTopicCode(topic), "secondary_topics",
                  "has what is no topic code");
  }
}

void CheckRecordTexts(const v1::Record& record, const Checker& check) {
  check.Text("quote", record.quote(), kQuoteMax);
  check.Text("condition", record.condition(), kQuoteMax);
  check.Text("due_text", record.due_text(), kLongTextMax);
  check.Text("due_event", record.due_event(), kLongTextMax);
  check.Text("speaker", record.speaker(), kLongTextMax);
  check.Text("target", record.target(), kLongTextMax);
  check.Text("channel", record.channel(), kLongTextMax);
  check.Text("urgency", record.urgency(), kLongTextMax);
  check.Text("intensity", record.intensity(), kLongTextMax);
  check.Text("section", record.section(), kShortTextMax);
  check.Text("due_calendar", record.due_calendar(), kShortTextMax);
}

void CheckRecordSpans(const v1::Record& record, const Checker& check) {
  check.Span("span", record.span());
  check.Span("head_span", record.head_span());
  check.Span("actor_span", record.actor_span());
  check.Span("due_span", record.due_span());
  check.Require(
      !record.has_span() || record.span().begin() > record.span().end() ||
          record.span().end() - record.span().begin() == record.quote().size(),
      "quote", "has not as many bytes as its span");
}

void CheckRecord(const v1::Record& record, v1::RecordKind kind,
                 const Checker& check) {
  check.Require(record.kind() == kind, "kind", "is not that of its event");
  check.Require(IsActOf(kind, record.act()), "act",
                "is not of the group of the record's kind");
  check.Require((kind == v1::RECORD_KIND_FOLLOW_UP) ==
                    (record.basis() != v1::FOLLOW_UP_BASIS_UNSPECIFIED),
                "basis", "is for follow-ups, and required for them");
  check.Require(kind == v1::RECORD_KIND_FOLLOW_UP || record.due().empty(),
                "due", "is for follow-ups");
  check.Edtf("due", record.due());
  CheckRecordCodes(record, check);
  CheckRecordTexts(record, check);
  CheckRecordSpans(record, check);
}

void CheckHeader(const v1::ReadoutHeader& header, const Checker& check) {
  check.Require(IsPartyCode(header.publisher()), "publisher",
                "is no party code (three capitals, EU, NATO or UN)");
  check.Require(ParseIsoDate(header.held_on()).has_value(), "held_on",
                "is no calendar date (YYYY-MM-DD)");
  check.Date("issued_on", header.issued_on());
  check.Parties("parties", header.parties());
  check.Require(header.parties_size() >= 2, "parties", "has fewer than two");
  check.Party("initiative", header.initiative());
  check.Text("title", header.title(), kLongTextMax);
  check.Text("language", header.language(), kShortTextMax);
  check.Text("form", header.form(), kShortTextMax);
  check.Text("parser_version", header.parser_version(), kShortTextMax);
  check.Text("lexicon_version", header.lexicon_version(), kShortTextMax);
  check.Require(header.participants_size() <= kCodesMax, "participants",
                "are too many");
  const std::string& sha256 = header.text_sha256();
  check.Require(
      sha256.empty() || (sha256.size() == kSha256HexDigits &&
                         std::all_of(sha256.begin(), sha256.end(),
                                     [](char c) {
                                       return absl::ascii_isdigit(c) ||
                                              (c >= 'a' && c <= 'f');
                                     })),
      "text_sha256", "is no SHA-256 in lower-case hex");
}

void CheckTouch(const v1::Touch& touch, const Checker& check) {
  CheckTopicAndIssue(touch.topic(), touch.issue(), check);
  check.Parties("actors", touch.actors());
  check.Party("asserted_by", touch.asserted_by());
  check.Span("span", touch.span());
  check.Text("quote", touch.quote(), kQuoteMax);
  check.Text("section", touch.section(), kShortTextMax);
}

void CheckBody(const v1::Event& event, const Checker& check) {
  switch (event.body_case()) {
    case v1::Event::kReadoutReceived: {
      const Checker in = check.In("readout_received");
      const v1::ReadoutReceived& body = event.readout_received();
      in.Require(!body.source().empty(), "source", "is required");
      in.Text("source", body.source(), kLongTextMax);
      in.Require(body.unparsed_size() <= kUnparsedMax, "unparsed",
                 "is too long a list");
      CheckHeader(body.header(), in.In("header"));
      return;
    }
    case v1::Event::kReadoutReparsed: {
      const Checker in = check.In("readout_reparsed");
      const v1::ReadoutReparsed& body = event.readout_reparsed();
      in.Require(body.has_change(), "change", "is required");
      in.Require(body.has_before(), "before", "is required");
      in.Require(body.unparsed_size() <= kUnparsedMax, "unparsed",
                 "is too long a list");
      CheckHeader(body.header(), in.In("header"));
      return;
    }
    case v1::Event::kReadoutRevised: {
      const Checker in = check.In("readout_revised");
      in.Require(event.readout_revised().has_change(), "change", "is required");
      in.Require(event.readout_revised().unparsed_size() <= kUnparsedMax,
                 "unparsed", "is too long a list");
      CheckHeader(event.readout_revised().header(), in.In("header"));
      return;
    }
    case v1::Event::kStatementMade:
      CheckRecord(event.statement_made().record(), v1::RECORD_KIND_STATEMENT,
                  check.In("statement_made").In("record"));
      return;
    case v1::Event::kAgreementReached:
      CheckRecord(event.agreement_reached().record(), v1::RECORD_KIND_AGREEMENT,
                  check.In("agreement_reached").In("record"));
      return;
    case v1::Event::kFollowUpPlanned:
      CheckRecord(event.follow_up_planned().record(), v1::RECORD_KIND_FOLLOW_UP,
                  check.In("follow_up_planned").In("record"));
      return;
    case v1::Event::kTopicTouched:
      CheckTouch(event.topic_touched().touch(),
                 check.In("topic_touched").In("touch"));
      return;
    case v1::Event::kRecordRetracted:
      check.Require(!event.record_retracted().record().empty(),
                    "record_retracted.record", "is required");
      return;
    case v1::Event::kFollowUpResolved: {
      const Checker in = check.In("follow_up_resolved");
      const v1::FollowUpResolved& body = event.follow_up_resolved();
      in.Require(!body.record().empty(), "record", "is required");
      in.Require(body.resolution() != v1::RESOLUTION_UNSPECIFIED &&
                     v1::Resolution_IsValid(body.resolution()),
                 "resolution", "is required");
      in.Text("evidence", body.evidence(), kLongTextMax);
      return;
    }
    case v1::Event::kFollowUpRescheduled: {
      const Checker in = check.In("follow_up_rescheduled");
      const v1::FollowUpRescheduled& body = event.follow_up_rescheduled();
      in.Require(!body.record().empty(), "record", "is required");
      in.Edtf("due", body.due());
      in.Text("due_text", body.due_text(), kLongTextMax);
      return;
    }
    case v1::Event::kAgreementEnded: {
      const Checker in = check.In("agreement_ended");
      in.Require(!event.agreement_ended().record().empty(), "record",
                 "is required");
      in.Edtf("ended", event.agreement_ended().ended());
      return;
    }
    case v1::Event::kReadoutWithdrawn:
      return;
    case v1::Event::BODY_NOT_SET:
      check.Fail("body", "is required, and of a kind that this release knows");
      return;
  }
}

}  // namespace

bool IsActOf(v1::RecordKind kind, v1::Act act) {
  // The contract gives each group its range of numbers.
  if (!v1::Act_IsValid(act)) return false;
  if (kind == v1::RECORD_KIND_STATEMENT) {
    return act >= v1::ACT_ASSERT && act <= v1::ACT_WARN;
  }
  if (kind == v1::RECORD_KIND_AGREEMENT) {
    return act >= v1::ACT_JOINT_VIEW && act <= v1::ACT_ASSENT;
  }
  return kind == v1::RECORD_KIND_FOLLOW_UP && act >= v1::ACT_MEETING &&
         act <= v1::ACT_TASK;
}

void CheckEvent(const v1::Event& event, absl::string_view path,
                Violations& violations) {
  const Checker check(path, violations);
  check.Edtf("occurred", event.occurred());
  check.Text("correlation_id", event.correlation_id(), kShortTextMax);
  check.Text("reason", event.reason(), kLongTextMax);
  check.Text("origin", event.origin(), kShortTextMax);
  CheckBody(event, check);
}

}  // namespace chancery
