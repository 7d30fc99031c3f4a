#ifndef CHANCERY_TESTS_GENERATOR_WORDS_H_
#define CHANCERY_TESTS_GENERATOR_WORDS_H_

#include "absl/types/span.h"

namespace chancery {

// The generator's own words. In a phrase, %T is a topic, %O the name of the
// counterpart's country, %D an expression of time.

struct TopicWords {
  const char* code;
  const char* phrase;
};

// What a record's verb phrase says. `kind` and `act` as in gold records.
struct Phrase {
  const char* kind;
  const char* act;
  const char* words;
};

struct Counterpart {
  const char* code;
  const char* name;       // "Norway"
  const char* long_name;  // "the Kingdom of Norway"
};

struct DueWords {
  const char* words;
  const char* edtf;  // Y, Y+1, M+1 and +14 are filled in; see generator.cc.
};

absl::Span<const TopicWords> GeneratorTopics();
absl::Span<const Phrase> SinglePhrases();
absl::Span<const Phrase> JointPhrases();
absl::Span<const Phrase> PlanPhrases();
absl::Span<const Counterpart> GeneratorCounterparts();
absl::Span<const DueWords> GeneratorDues();

}  // namespace chancery

#endif  // CHANCERY_TESTS_GENERATOR_WORDS_H_
