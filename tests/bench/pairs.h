#ifndef CHANCERY_TESTS_BENCH_PAIRS_H_
#define CHANCERY_TESTS_BENCH_PAIRS_H_

#include <functional>
#include <string>
#include <vector>

namespace chancery::bench {

// What one measurement did, and in what time.
struct Done {
  double count = 0;
  double seconds = 0;
  double rate() const { return count / seconds; }
};

// One thing measured: runs once. What it does after its seconds have been
// taken (waiting for what it left behind) counts as processor time alone.
using Measure = std::function<Done()>;

// What is compared with what.
struct Comparison {
  std::string name;     // "unary append, 64 callers"
  std::string ceiling;  // "bare gRPC echo"
  std::string unit;     // "calls/s"
  Measure subject;
  Measure limit;
};

struct Outcome {
  double subject_median = 0;
  double limit_median = 0;
  double ratio_median = 0;
  double ratio_min = 0;
  // Processor time of the whole process, both ends of the wire and background
  // work, for one of what is counted: less at the mercy of the machine's other
  // users than a rate.
  double subject_cpu_us = 0;
  double limit_cpu_us = 0;
};

// Measures subject and ceiling in turn, `pairs` times, the order changing from
// pair to pair, and returns medians; the ratio is the median of the pairs'
// ratios, so that a machine that slows down for a while does not tilt it.
Outcome RunPairs(const Comparison& comparison, int pairs);

// Runs all comparisons and prints a line for each; with `json`, one JSON object
// a line instead.
void RunAndPrint(const std::vector<Comparison>& comparisons, int pairs,
                 bool json);

// The middle of `values`; the mean of the two middle ones when even in number.
double Median(std::vector<double> values);

}  // namespace chancery::bench

#endif  // CHANCERY_TESTS_BENCH_PAIRS_H_
