#include "tests/bench/pairs.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace chancery::bench {
namespace {

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Sample {
  double rate = 0;
  double cpu_us = 0;  // Of the whole process, for one of what is counted.
};

Sample Take(const Measure& measure) {
  const double cpu = CpuSeconds();
  const Done done = measure();
  if (done.count <= 0 || done.seconds <= 0) return {};
  return {done.rate(), (CpuSeconds() - cpu) * 1e6 / done.count};
}

}  // namespace

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
  std::vector<double> cpu;
  std::vector<double> limit_cpu;
  for (int i = 0; i < pairs; ++i) {
    Sample subject;
    Sample limit;
    if (i % 2 == 0) {
      subject = Take(comparison.subject);
      limit = Take(comparison.limit);
    } else {
      limit = Take(comparison.limit);
      subject = Take(comparison.subject);
    }
    if (subject.rate <= 0 || limit.rate <= 0) {
      std::fprintf(stderr, "%s: nothing was measured\n",
                   comparison.name.c_str());
      std::exit(1);
    }
    subjects.push_back(subject.rate);
    limits.push_back(limit.rate);
    ratios.push_back(subject.rate / limit.rate);
    cpu.push_back(subject.cpu_us);
    limit_cpu.push_back(limit.cpu_us);
  }
  return {Median(subjects), Median(limits),
          Median(ratios),   *std::min_element(ratios.begin(), ratios.end()),
          Median(cpu),      Median(limit_cpu)};
}

void RunAndPrint(const std::vector<Comparison>& comparisons, int pairs,
                 bool json) {
  if (!json) {
    std::printf("%-38s %11s %7s  %-26s %11s %7s %6s %6s\n", "what", "rate",
                "cpu us", "ceiling", "rate", "cpu us", "ratio", "min");
  }
  for (const Comparison& c : comparisons) {
    const Outcome o = RunPairs(c, pairs);
    if (json) {
      std::printf(
          "{\"what\":\"%s\",\"ceiling\":\"%s\",\"unit\":\"%s\",\"rate\":%.1f,"
          "\"ceilingRate\":%.1f,\"ratio\":%.4f,\"ratioMin\":%.4f,"
          "\"cpuUs\":%.2f,\"ceilingCpuUs\":%.2f,\"pairs\":%d}\n",
          c.name.c_str(), c.ceiling.c_str(), c.unit.c_str(), o.subject_median,
          o.limit_median, o.ratio_median, o.ratio_min, o.subject_cpu_us,
          o.limit_cpu_us, pairs);
    } else {
      std::printf("%-38s %11.1f %7.2f  %-26s %11.1f %7.2f %6.3f %6.3f  %s\n",
                  c.name.c_str(), o.subject_median, o.subject_cpu_us,
                  c.ceiling.c_str(), o.limit_median, o.limit_cpu_us,
                  o.ratio_median, o.ratio_min, c.unit.c_str());
    }
    std::fflush(stdout);
  }
}

}  // namespace chancery::bench
