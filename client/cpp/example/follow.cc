// Ingests a readout and follows the log: follow SERVER FILE
#include <iostream>

#include "client/cpp/client.h"
#include "client/cpp/describe.h"

int main(int, char** argv) {
  const auto client = chancery::Client::Connect(argv[1]);
  absl::Status status = client.IngestFile(argv[2]).status();
  auto events = client.Subscribe();
  while (status.ok()) {
    const auto event = events.Next();
    if (event.ok()) std::cout << chancery::Describe(*event) << std::endl;
    status = event.status();
  }
  std::cerr << status << std::endl;
}
