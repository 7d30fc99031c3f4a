#ifndef CHANCERY_TESTS_FUZZ_PROMISE_H_
#define CHANCERY_TESTS_FUZZ_PROMISE_H_

#include <cstdio>
#include <cstdlib>
#include <string>

namespace chancery {

// Ends the run, as a crash does, when a promise is broken; libFuzzer keeps the
// input. `fault` says what is broken, "" that nothing is.
inline void Promise(const std::string& fault) {
  if (fault.empty()) return;
  std::fprintf(stderr, "broken promise: %s\n", fault.c_str());
  std::abort();
}

inline void Promise(bool kept, const char* what) { Promise(kept ? "" : what); }

}  // namespace chancery

#endif  // CHANCERY_TESTS_FUZZ_PROMISE_H_
