#ifndef CHANCERY_SERVICE_COMMANDS_READOUT_DIFF_H_
#define CHANCERY_SERVICE_COMMANDS_READOUT_DIFF_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "chancery/v1/readout.pb.h"
#include "chancery/v1/record.pb.h"

namespace chancery {

// What became of the records of a text that its publisher changed. Numbers are
// indexes into the two lists that were compared.
struct RecordDiff {
  struct Kept {
    std::size_t before;
    std::size_t after;
  };
  struct Changed {
    std::size_t before;
    std::size_t after;
    // "words", "act", "due", "topic", "actors", "kind"; at least one.
    std::vector<std::string> differences;
  };
  std::vector<Kept> kept;          // By `after`.
  std::vector<Changed> changed;    // By `after`.
  std::vector<std::size_t> added;  // Ascending.
  std::vector<std::size_t> removed;
};

// Compares the records of two texts, each in the order of its text.
//
// Two records are the same when kind, act, actors, issue, due and words agree;
// case, line breaks and runs of space do not count. Of the rest, the pairs that
// share the most words are taken for changed, the best pair first: at least
// half of their words, or a quarter where kind, actors, and section or topic
// agree. Each record is in exactly one list. Pure.
RecordDiff DiffRecords(absl::Span<const v1::Record> before,
                       absl::Span<const v1::Record> after);

// The fields in which two readings of the same words differ, by their proto
// name, in the order of their numbers. Name and sequence do not count, and
// spans count from where the record begins.
std::vector<std::string> DiffFields(const v1::Record& before,
                                    const v1::Record& after);

// The fields of the header whose value differs, by their proto name, in the
// order of their numbers. Text hash and versions are left out: they change
// with every text and every release.
std::vector<std::string> DiffHeaders(const v1::ReadoutHeader& before,
                                     const v1::ReadoutHeader& after);

// `text` in lower case, each run of white space as one space, none at the ends.
std::string FoldWords(absl::string_view text);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_COMMANDS_READOUT_DIFF_H_
