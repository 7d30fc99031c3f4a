#ifndef CHANCERY_TESTS_HARNESS_CRASH_WRITER_PROCESS_H_
#define CHANCERY_TESTS_HARNESS_CRASH_WRITER_PROCESS_H_

#include <sys/types.h>

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "tests/harness/log_checker.h"

namespace chancery {

// What a crash_writer told before it died.
struct WriterReport {
  Acknowledgements acknowledged;
  std::set<std::string> unanswered;  // Announced, and never acknowledged.
  std::vector<std::string> violations;
};

// A crash_writer that runs beside this process. Not thread-safe.
class CrashWriterProcess {
 public:
  // Starts `program` with `arguments`; it reports to this process.
  CrashWriterProcess(const std::string& program,
                     const std::vector<std::string>& arguments);

  // Kills the program if that has not been done.
  ~CrashWriterProcess();

  // Waits until so many commits have been acknowledged, or the program is dead.
  void WaitForAcknowledgements(std::size_t count);

  // Kills the program (signal 9) and returns all that it told.
  WriterReport Kill();

 private:
  // Reads what is in the pipe, waiting for something; false at its end.
  bool ReadSome();
  void TakeLine(const std::string& line);

  pid_t process_ = -1;
  int pipe_ = -1;
  std::string unfinished_line_;
  WriterReport report_;
};

}  // namespace chancery

#endif  // CHANCERY_TESTS_HARNESS_CRASH_WRITER_PROCESS_H_
