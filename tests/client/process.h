#ifndef CHANCERY_TESTS_CLIENT_PROCESS_H_
#define CHANCERY_TESTS_CLIENT_PROCESS_H_

#include <sys/types.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace chancery {

// How a program's run is set up.
struct ProgramOptions {
  std::string input{};                               // Its standard input.
  std::map<std::string, std::string> environment{};  // Added to the test's own.
};

// How a program ended, and what it wrote.
struct ProgramResult {
  int exit_code = -1;  // -1: a signal ended it.
  std::string out;
  std::string err;
};

// Runs a program to its end. Its output goes to files, so no pipe fills up.
ProgramResult RunProgram(const std::vector<std::string>& arguments,
                         const ProgramOptions& options = {});

// A program that runs beside the test; killed, at the latest, with this object.
class BackgroundProgram {
 public:
  explicit BackgroundProgram(const std::vector<std::string>& arguments);
  BackgroundProgram(const BackgroundProgram&) = delete;
  BackgroundProgram& operator=(const BackgroundProgram&) = delete;
  ~BackgroundProgram();

  // Waits for the next line of its standard output, without its line break;
  // empty at the end of the output. Fails the test when none comes in a minute.
  std::string ReadLine();

  // Sends a signal and waits for the end; returns waitpid's status.
  int End(int signal);

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  std::string unread_;
};

// A directory of its own, removed with this object.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The real server on a free port, with its data in a directory of its own. It
// keeps port and data when it is started again.
class ServerProgram {
 public:
  ServerProgram();

  const std::string& address() const { return address_; }
  // Where it keeps log and views.
  std::string data() const;

  // Starts it, again, and waits until it says that it serves.
  void Start();
  // Ends it at once, as a power cut would.
  void Kill();
  // Ends it as an operator would; returns waitpid's status.
  int Terminate();

 private:
  const TemporaryDirectory directory_;
  std::string address_ = "127.0.0.1:0";
  std::unique_ptr<BackgroundProgram> program_;
};

// Returns the bytes of a file; fails the test when it cannot be read.
std::string FileBytes(const std::string& path);

// Returns the path of a sample readout.
std::string SampleReadout(const std::string& name);
// Returns the path of a text that must be refused.
std::string RefusedText(const std::string& name);

}  // namespace chancery

#endif  // CHANCERY_TESTS_CLIENT_PROCESS_H_
