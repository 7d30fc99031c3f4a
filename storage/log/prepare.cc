#include "storage/log/prepare.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "proto/values/error_info.h"
#include "storage/log/bytes.h"
#include "storage/log/digest.h"
#include "storage/log/event_codec.h"
#include "storage/log/event_log.h"
#include "storage/log/stored_event.h"

namespace chancery {
namespace {

// What a stored event takes beside its payload, about: header and index keys.
constexpr std::size_t kEventOverhead = 512;
constexpr absl::string_view kAnonymous = "anonymous";
// No sequence of an event.
constexpr uint64_t kNoEvent = std::numeric_limits<uint64_t>::max();

bool IsPrintable(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isprint(static_cast<unsigned char>(c));
  });
}

// "events[3].stream".
std::string Field(absl::string_view list, std::size_t index,
                  absl::string_view rest) {
  return absl::StrCat(list, "[", index, "]", rest);
}

// Names are printable ASCII, so that a NUL ends them in an index key. `field`
// says what to call the name if it is none.
absl::Status CheckName(absl::FunctionRef<std::string()> field,
                       absl::string_view name, std::size_t size_max) {
  if (name.empty() || name.size() > size_max || !IsPrintable(name)) {
    return InvalidField(field(),
                        absl::StrCat("must be 1 to ", size_max,
                                     " characters of printable ASCII"));
  }
  return absl::OkStatus();
}

absl::Status CheckCount(absl::string_view field, std::size_t count,
                        std::size_t count_min) {
  if (count < count_min || count > kCommitEventsMax) {
    return InvalidField(field, absl::StrCat("must be ", count_min, " to ",
                                            kCommitEventsMax, ", not ", count));
  }
  return absl::OkStatus();
}

absl::Status CheckCounts(const Proposal& proposal) {
  absl::Status status = CheckCount("events", proposal.events.size(), 1);
  status.Update(CheckCount("conditions", proposal.conditions.size(), 1));
  status.Update(
      CheckCount("issue_conditions", proposal.issue_conditions.size(), 0));
  status.Update(CheckCount("documents", proposal.documents.size(), 0));
  return status;
}

// The index of each stream's one condition. Its names are the proposal's.
using ConditionIndexes = absl::flat_hash_map<absl::string_view, std::size_t>;

absl::StatusOr<ConditionIndexes> CheckConditions(const Proposal& proposal) {
  ConditionIndexes indexes;
  for (std::size_t i = 0; i < proposal.conditions.size(); ++i) {
    const std::string& stream = proposal.conditions[i].stream;
    absl::Status status =
        CheckName([i] { return Field("conditions", i, ".stream"); }, stream,
                  kNameSizeMax);
    if (!status.ok()) return status;
    if (!indexes.emplace(stream, i).second) {
      return InvalidField(Field("conditions", i, ".stream"),
                          "has a condition already");
    }
  }
  for (std::size_t i = 0; i < proposal.issue_conditions.size(); ++i) {
    absl::Status status =
        CheckName([i] { return Field("issue_conditions", i, ".issue"); },
                  proposal.issue_conditions[i].issue, kNameSizeMax);
    if (!status.ok()) return status;
  }
  return indexes;
}

absl::Status CheckEvent(std::size_t index, const v1::Event& event,
                        const std::vector<std::string>& issues) {
  if (KindOf(event) == v1::EVENT_KIND_UNSPECIFIED) {
    return InvalidField(Field("events", index, ".event"),
                        "has no body of a kind that this release knows");
  }
  if (event.occurred().size() > kOccurredSizeMax ||
      !IsPrintable(event.occurred())) {
    return InvalidField(Field("events", index, ".event.occurred"),
                        "must be an EDTF date");
  }
  for (const std::string& issue : issues) {
    absl::Status status =
        CheckName([index] { return Field("events", index, ".event issue"); },
                  issue, kNameSizeMax);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

// The bytes that are kept. Fields in order: the same event, the same bytes.
void Serialize(const v1::Event& event, std::string* payload) {
  payload->resize(event.ByteSizeLong());
  google::protobuf::io::ArrayOutputStream stream(
      payload->data(), static_cast<int>(payload->size()));
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  event.SerializeWithCachedSizes(&coded);
}

// Feeds a digest with pieces that cannot run together: each is preceded by its
// size.
class ContentHasher {
 public:
  void Add(absl::string_view piece) {
    AddNumber(piece.size());
    hasher_.Update(piece);
  }
  void AddNumber(uint64_t number) {
    std::array<char, sizeof(number)> bytes;
    PutBigEndian(number, bytes.data());
    hasher_.Update(absl::string_view(bytes.data(), bytes.size()));
  }
  std::string Finish() { return hasher_.Finish(); }

 private:
  Sha256Hasher hasher_;
};

void AddConditions(const PreparedProposal& prepared, ContentHasher* content) {
  content->AddNumber(prepared.conditions.size());
  for (const StreamCondition& condition : prepared.conditions) {
    const ExpectedRevision::Value& expected = condition.expected.value();
    const Revision* const revision = std::get_if<Revision>(&expected);
    content->Add(condition.stream);
    content->AddNumber(expected.index());
    content->AddNumber(revision != nullptr ? revision->value : 0);
  }
  content->AddNumber(prepared.issue_conditions.size());
  for (const IssueCondition& condition : prepared.issue_conditions) {
    content->Add(condition.issue);
    // What stands in accepted commits already has the number alone.
    content->AddNumber(condition.unchanged_since.has_value()
                           ? condition.unchanged_since->value
                           : kNoEvent);
  }
}

// Prepares one event and adds it to the content's digest.
absl::StatusOr<PreparedEvent> PrepareEvent(std::size_t index,
                                           const Proposal& proposal,
                                           const ConditionIndexes& conditions,
                                           const EntropySource& entropy,
                                           ContentHasher* content) {
  const ProposedEvent& proposed = proposal.events[index];
  PreparedEvent prepared;
  const auto condition = conditions.find(proposed.stream);
  if (condition == conditions.end()) {
    return InvalidField(Field("events", index, ".stream"),
                        "is written and has no condition");
  }
  prepared.condition = condition->second;
  prepared.issues = IssuesOf(proposed.event);
  absl::Status status = CheckEvent(index, proposed.event, prepared.issues);
  if (!status.ok()) return status;

  EventHeader header;
  header.kind = KindOf(proposed.event);
  header.stream = proposed.stream;
  header.commit_id = proposal.commit_id;
  header.principal = proposal.principal;
  header.occurred = proposed.event.occurred();
  header.issues = prepared.issues;
  std::array<char, kSaltSize> salt;
  entropy(salt.data(), salt.size());
  // Each thread keeps its buffer.
  static thread_local std::string payload;
  Serialize(proposed.event, &payload);
  prepared.value =
      EncodeEvent(header, absl::string_view(salt.data(), salt.size()), payload);
  content->Add(proposed.stream);
  content->Add(payload);
  return prepared;
}

absl::Status CheckSize(std::size_t bytes) {
  if (bytes <= kCommitBytesMax) return absl::OkStatus();
  return InvalidField("events", absl::StrCat("take more than ", kCommitBytesMax,
                                             " bytes in one commit"));
}

}  // namespace

absl::StatusOr<PreparedProposal> Prepare(Proposal proposal,
                                         const EntropySource& entropy) {
  if (proposal.principal.empty()) {
    proposal.principal.assign(kAnonymous.data(), kAnonymous.size());
  }
  absl::Status status = CheckName([] { return std::string("commit_id"); },
                                  proposal.commit_id, kCommitIdSizeMax);
  status.Update(CheckName([] { return std::string("principal"); },
                          proposal.principal, kPrincipalSizeMax));
  status.Update(CheckCounts(proposal));
  if (!status.ok()) return status;
  const absl::StatusOr<ConditionIndexes> conditions = CheckConditions(proposal);
  if (!conditions.ok()) return conditions.status();

  PreparedProposal prepared;
  ContentHasher content;
  prepared.events.reserve(proposal.events.size());
  content.AddNumber(proposal.events.size());
  for (std::size_t i = 0; i < proposal.events.size(); ++i) {
    absl::StatusOr<PreparedEvent> event =
        PrepareEvent(i, proposal, *conditions, entropy, &content);
    if (!event.ok()) return event.status();
    prepared.bytes += event->value.size();
    prepared.events.push_back(*std::move(event));
    status = CheckSize(prepared.bytes);
    if (!status.ok()) return status;
  }
  content.AddNumber(proposal.documents.size());
  for (std::string& text : proposal.documents) {
    prepared.bytes += text.size();
    status = CheckSize(prepared.bytes);
    if (!status.ok()) return status;
    std::string digest = Sha256(text);
    content.Add(digest);
    prepared.documents.push_back({std::move(digest), std::move(text)});
  }
  prepared.commit_id = std::move(proposal.commit_id);
  prepared.conditions = std::move(proposal.conditions);
  prepared.issue_conditions = std::move(proposal.issue_conditions);
  AddConditions(prepared, &content);
  prepared.content_digest = content.Finish();
  prepared.bytes += kEventOverhead * prepared.events.size();
  return prepared;
}

}  // namespace chancery
