#include <iostream>

#include "client/cpp/client.h"
#include "client/cpp/describe.h"

int main(int, char** argv) {
  const auto client = chancery::Client::Connect(argv[1]);
  const auto readout = client.IngestFile(argv[2]);
  if (!readout.ok()) return std::cerr << readout.status() << '\n', 1;
  auto events = client.Subscribe();
  auto event = events.Next();
  for (; event.ok(); event = events.Next()) {
    std::cout << chancery::Describe(*event) << std::endl;
  }
  return std::cerr << event.status() << '\n', 1;
}
