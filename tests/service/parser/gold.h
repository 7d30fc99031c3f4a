#ifndef CHANCERY_TESTS_SERVICE_PARSER_GOLD_H_
#define CHANCERY_TESTS_SERVICE_PARSER_GOLD_H_

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/readout_service.pb.h"

namespace chancery {

// A record that a careful reader finds; see tests/data/readouts/README.md.
struct GoldRecord {
  std::string kind;  // "statement", "agreement", "follow_up".
  std::set<std::string> actors;
  std::string act;
  std::string topic;
  std::string due;      // Empty without one.
  std::string section;  // For messages only.
  std::string anchor;   // Words inside its clause.
  int n = 1;            // Which occurrence of the anchor.
};

// A topic that was discussed without a position.
struct GoldTouch {
  std::string topic;
  std::string anchor;
  int n = 1;
};

struct GoldParticipant {
  std::string name;
  std::string title;
  std::string party;
};

// One NAME.gold.json.
struct Gold {
  std::string id;
  std::string date;    // Of the contact.
  std::string issued;  // As printed; `date` where the gold names no other.
  std::string form;
  std::string publisher;
  std::string mode;        // "telephone", "meeting", "video".
  std::string initiative;  // A party; empty when not said.
  std::vector<GoldParticipant> participants;
  std::vector<GoldRecord> records;
  std::vector<GoldTouch> touches;
};

// Reads one JSON object. A missing field or another type is an error.
absl::StatusOr<Gold> ParseGold(absl::string_view json);

// The bytes of a file; an error names it.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// The byte offset in `text` of the n-th occurrence of `anchor`, both folded:
// quotes, dashes, no-break spaces, runs of white space and ASCII case.
std::optional<std::size_t> AnchorOffset(absl::string_view text,
                                        absl::string_view anchor, int n);

// Compares what was parsed with the gold and returns each difference, one line
// each; empty means equal. A parsed record matches a gold one if their kinds
// are equal and its span holds the anchor; one to one, leftmost first, the
// shortest span first. An agreement on the span of a follow-up counts as the
// follow-up. Of matched records actors, act, topic and due must be equal.
std::vector<std::string> CompareWithGold(absl::string_view text,
                                         const v1::ParseReadoutResponse& parsed,
                                         const Gold& gold);

// "statement/inform JPN,RUS region.iraq": a record in a line, for messages and
// for comparing two parses.
std::string Describe(const v1::Record& record);

}  // namespace chancery

#endif  // CHANCERY_TESTS_SERVICE_PARSER_GOLD_H_
