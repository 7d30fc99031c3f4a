// Prints what the parser finds in one readout as JSON, for the scorer:
//
//   parse_readout FILE [HELD_ON]
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "google/protobuf/util/json_util.h"
#include "service/parser/parser.h"

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: parse_readout FILE [HELD_ON]\n");
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in),
                         std::istreambuf_iterator<char>()};
  chancery::ParseOptions options;
  if (argc > 2) options.held_on = argv[2];
  const auto parsed = chancery::ParseReadout(text, options);
  if (!parsed.ok()) {
    std::fprintf(stderr, "%s\n", parsed.status().ToString().c_str());
    return 1;
  }
  google::protobuf::util::JsonPrintOptions print;
  print.add_whitespace = true;
  std::string json;
  const auto status =
      google::protobuf::util::MessageToJsonString(*parsed, &json, print);
  if (!status.ok()) {
    std::fprintf(stderr, "%s\n", status.ToString().c_str());
    return 1;
  }
  std::fwrite(json.data(), 1, json.size(), stdout);
  return 0;
}
