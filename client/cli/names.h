#ifndef CHANCERY_CLIENT_CLI_NAMES_H_
#define CHANCERY_CLIENT_CLI_NAMES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "chancery/v1/event.pb.h"
#include "chancery/v1/issue.pb.h"
#include "chancery/v1/readout.pb.h"
#include "chancery/v1/record.pb.h"
#include "client/cli/style.h"

namespace chancery {

// The words and forms in which people see values and give names.

// Returns the resource name that a person means: "jpn-rus.region.iraq" becomes
// "issues/jpn-rus.region.iraq"; a name with its prefix stays.
std::string FullIssueName(absl::string_view given);
std::string FullReadoutName(absl::string_view given);

// Returns a resource name without its collection: "jpn-rus.region.iraq". The
// record "readouts/X/records/4" becomes "X/records/4".
std::string ShortName(absl::string_view name);

std::string KindWords(v1::RecordKind kind);          // "follow-up"
std::string StanceWords(v1::StanceClass stance);     // "negative"
std::string StatusWords(v1::FollowUpStatus status);  // "open"
std::string ModeWords(v1::ContactMode mode);         // "telephone"; "" unknown.

Tone ToneOf(v1::RecordKind kind);
Tone ToneOf(v1::StanceClass stance);

// Returns who did it and to whom: "JPN → RUS"; "JPN, RUS" for joint records.
std::string WhoWords(const v1::Record& record);

// Returns `text` in quotation marks.
std::string Quoted(absl::string_view text);

// Returns the days an EDTF expression stands for: "2004-01-01 .. 2004-06-30";
// one day once; ".." for an open end. Empty when `edtf` is empty or not EDTF.
std::string WindowWords(absl::string_view edtf);

// Returns what is known of when a record is due, other than the EDTF: the words
// of the text, the event it is tied to, the words of haste. Empty if nothing.
std::string DueWords(const v1::Record& record);

// Returns "1 agreement", "2 agreements".
std::string Counted(uint64_t count, absl::string_view singular);

}  // namespace chancery

#endif  // CHANCERY_CLIENT_CLI_NAMES_H_
