// The parser's rate in MB of text a second, on one core, against copying the
// same text and against ICU's sentence breaks over it.
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "service/parser/parser.h"
#include "tests/bench/pairs.h"
#include "tests/harness/sample_texts.h"

ABSL_FLAG(int, pairs, 5, "Pairs of measurements, in turn.");
ABSL_FLAG(double, seconds, 1.0, "Seconds of one measurement.");
ABSL_FLAG(bool, json, false, "One JSON object a line.");

namespace chancery::bench {
namespace {

using Steady = std::chrono::steady_clock;

[[noreturn]] void Die(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

// Calls `step` on each text in turn for `seconds`; MB a second.
template <typename Step>
Done Megabytes(const std::vector<std::string>& texts, double seconds,
               Step step) {
  std::size_t bytes = 0;
  const auto start = Steady::now();
  double elapsed = 0;
  while (elapsed < seconds) {
    for (const std::string& text : texts) {
      step(text);
      bytes += text.size();
    }
    elapsed = std::chrono::duration<double>(Steady::now() - start).count();
  }
  return {static_cast<double>(bytes) / 1e6, elapsed};
}

Done ParseRate(const std::vector<std::string>& texts, double seconds) {
  return Megabytes(texts, seconds, [](const std::string& text) {
    const auto parsed = ParseReadout(text);
    if (!parsed.ok()) Die(parsed.status().ToString());
    if (parsed->records().empty()) Die("a sample without records");
  });
}

Done CopyRate(const std::vector<std::string>& texts, double seconds) {
  std::vector<char> to(std::size_t{1} << 20);
  return Megabytes(texts, seconds, [&to](const std::string& text) {
    std::memcpy(to.data(), text.data(), text.size());
    asm volatile("" : : "r"(to.data()) : "memory");  // Keeps the copy.
  });
}

Done SentenceBreakRate(const std::vector<std::string>& texts, double seconds) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(),
                                                 error));
  if (U_FAILURE(error)) Die("no sentence breaks");
  return Megabytes(texts, seconds, [&](const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    UText* utext = utext_openUTF8(nullptr, text.data(),
                                  static_cast<int64_t>(text.size()), &status);
    breaks->setText(utext, status);
    int sentences = 0;
    while (breaks->next() != icu::BreakIterator::DONE) ++sentences;
    utext_close(utext);
    if (sentences == 0) Die("no sentences");
  });
}

// Readouts whose last section goes on and on, of `bytes` each: a parser that is
// linear reads the large ones as fast as the small ones.
std::vector<std::string> Grown(const std::vector<std::string>& texts,
                               std::size_t bytes) {
  std::vector<std::string> grown;
  for (const std::string& text : texts) {
    std::string longer = text;
    while (longer.size() + text.size() / 2 < bytes) {
      longer += "\n" + text.substr(text.size() / 2);
    }
    grown.push_back(longer);
  }
  return grown;
}

int Run() {
  const std::vector<std::string> texts = SampleTexts();
  const std::vector<std::string> large =
      Grown({texts.front()}, kReadoutBytesMax);
  const std::vector<std::string> small =
      Grown({texts.front()}, kReadoutBytesMax / 16);
  const double seconds = absl::GetFlag(FLAGS_seconds);
  const Measure parse = [&] { return ParseRate(texts, seconds); };
  RunAndPrint({{"parse, one core", "ICU sentence breaks", "MB/s", parse,
                [&] { return SentenceBreakRate(texts, seconds); }},
               {"parse, one core", "memory copy", "MB/s", parse,
                [&] { return CopyRate(texts, seconds); }},
               {"parse, 1 MiB in one text", "64 KiB in one text", "MB/s",
                [&] { return ParseRate(large, seconds); },
                [&] { return ParseRate(small, seconds); }}},
              absl::GetFlag(FLAGS_pairs), absl::GetFlag(FLAGS_json));
  return 0;
}

}  // namespace
}  // namespace chancery::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return chancery::bench::Run();
}
