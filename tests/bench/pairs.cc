#include "tests/bench/pairs.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace chancery::bench {

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return (values[middle - 1] + values[middle]) / 2;
}

Outcome RunPairs(const Comparison& comparison, int pairs) {
  std::vector<double> subjects;
  std::vector<double> limits;
  std::vector<double> ratios;
  for (int i = 0; i < pairs; ++i) {
    double subject = 0;
    double limit = 0;
    if (i % 2 == 0) {
      subject = comparison.subject();
      limit = comparison.limit();
    } else {
      limit = comparison.limit();
      subject = comparison.subject();
    }
    if (subject <= 0 || limit <= 0) {
      std::fprintf(stderr, "%s: nothing was measured\n",
                   comparison.name.c_str());
      std::exit(1);
    }
    subjects.push_back(subject);
    limits.push_back(limit);
    ratios.push_back(subject / limit);
  }
  return {Median(subjects), Median(limits), Median(ratios),
          *std::min_element(ratios.begin(), ratios.end())};
}

void RunAndPrint(const std::vector<Comparison>& comparisons, int pairs,
                 bool json) {
  if (!json) {
    std::printf("%-38s %12s  %-30s %12s %7s %7s\n", "what", "rate", "ceiling",
                "rate", "ratio", "min");
  }
  for (const Comparison& c : comparisons) {
    const Outcome o = RunPairs(c, pairs);
    if (json) {
      std::printf(
          "{\"what\":\"%s\",\"ceiling\":\"%s\",\"unit\":\"%s\",\"rate\":%.1f,"
          "\"ceilingRate\":%.1f,\"ratio\":%.4f,\"ratioMin\":%.4f,"
          "\"pairs\":%d}\n",
          c.name.c_str(), c.ceiling.c_str(), c.unit.c_str(), o.subject_median,
          o.limit_median, o.ratio_median, o.ratio_min, pairs);
    } else {
      std::printf("%-38s %12.1f  %-30s %12.1f %7.3f %7.3f  %s\n",
                  c.name.c_str(), o.subject_median, c.ceiling.c_str(),
                  o.limit_median, o.ratio_median, o.ratio_min, c.unit.c_str());
    }
    std::fflush(stdout);
  }
}

}  // namespace chancery::bench
