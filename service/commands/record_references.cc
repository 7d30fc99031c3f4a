#include "service/commands/record_references.h"

namespace chancery {
namespace {

std::vector<RecordReference> KeptIn(const v1::ReadoutChange& change,
                                    const std::string& field) {
  std::vector<RecordReference> references;
  for (const v1::KeptRecord& kept : change.kept()) {
    references.push_back({.field = field, .record = kept.record()});
  }
  return references;
}

}  // namespace

std::vector<RecordReference> ReferencesOf(const v1::Event& event) {
  switch (event.body_case()) {
    case v1::Event::kRecordRetracted: {
      const v1::RecordRetracted& body = event.record_retracted();
      std::vector<RecordReference> references = {
          {.field = "record_retracted.record", .record = body.record()}};
      if (!body.replaced_by().empty()) {
        references.push_back({.field = "record_retracted.replaced_by",
                              .record = body.replaced_by()});
      }
      return references;
    }
    case v1::Event::kFollowUpResolved:
      return {{.field = "follow_up_resolved.record",
               .record = event.follow_up_resolved().record(),
               .kind = v1::RECORD_KIND_FOLLOW_UP}};
    case v1::Event::kFollowUpRescheduled:
      return {{.field = "follow_up_rescheduled.record",
               .record = event.follow_up_rescheduled().record(),
               .kind = v1::RECORD_KIND_FOLLOW_UP}};
    case v1::Event::kAgreementEnded:
      return {{.field = "agreement_ended.record",
               .record = event.agreement_ended().record(),
               .kind = v1::RECORD_KIND_AGREEMENT}};
    case v1::Event::kReadoutRevised:
      return KeptIn(event.readout_revised().change(),
                    "readout_revised.change.kept.record");
    case v1::Event::kReadoutReparsed:
      return KeptIn(event.readout_reparsed().change(),
                    "readout_reparsed.change.kept.record");
    case v1::Event::kReadoutReceived:
    case v1::Event::kStatementMade:
    case v1::Event::kAgreementReached:
    case v1::Event::kFollowUpPlanned:
    case v1::Event::kTopicTouched:
    case v1::Event::kReadoutWithdrawn:
    case v1::Event::BODY_NOT_SET:
      break;
  }
  return {};
}

bool IsAboutReadout(const v1::Event& event) {
  return event.has_readout_revised() || event.has_readout_reparsed() ||
         event.has_readout_withdrawn();
}

bool DependsOnStream(const v1::Event& event) {
  return !ReferencesOf(event).empty() || IsAboutReadout(event);
}

bool IsOfKind(const v1::Record& record, v1::RecordKind kind) {
  if (kind == v1::RECORD_KIND_UNSPECIFIED || record.kind() == kind) return true;
  return kind == v1::RECORD_KIND_AGREEMENT &&
         record.basis() == v1::FOLLOW_UP_BASIS_AGREED;
}

}  // namespace chancery
