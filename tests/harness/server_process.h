#ifndef CHANCERY_TESTS_HARNESS_SERVER_PROCESS_H_
#define CHANCERY_TESTS_HARNESS_SERVER_PROCESS_H_

#include <sys/types.h>

#include <string>

#include "absl/status/statusor.h"

namespace chancery::harness {

// A chanceryd of its own process, on a loopback port of its own.
//
//   auto server = ServerProcess::Start(chanceryd, data_directory);
//   ... server->address() ...
//   server->Kill();   // kill -9
class ServerProcess {
 public:
  // Starts the program and waits until it says that it is serving.
  //   kUnavailable  it ended, or said nothing for 60 s; the message has its
  //                 last line.
  static absl::StatusOr<ServerProcess> Start(const std::string& program,
                                             const std::string& data);

  ServerProcess(ServerProcess&& other) noexcept;
  ServerProcess& operator=(ServerProcess&& other) noexcept;
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess();  // Kills it if it runs still.

  const std::string& address() const { return address_; }

  // kill -9, and waits until the process is gone.
  void Kill();

  // SIGTERM, and waits; returns the exit code, or 128 + the signal's number.
  int Terminate();

 private:
  ServerProcess(pid_t pid, int output, std::string address);
  int Wait();

  pid_t pid_ = -1;
  int output_ = -1;
  std::string address_;
};

}  // namespace chancery::harness

#endif  // CHANCERY_TESTS_HARNESS_SERVER_PROCESS_H_
