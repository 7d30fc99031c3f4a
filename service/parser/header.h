#ifndef CHANCERY_SERVICE_PARSER_HEADER_H_
#define CHANCERY_SERVICE_PARSER_HEADER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "chancery/v1/readout.pb.h"
#include "service/parser/forms.h"
#include "service/parser/layout.h"
#include "service/parser/parser.h"
#include "service/parser/persons.h"
#include "service/parser/text.h"
#include "service/parser/tokens.h"

namespace chancery {

// Who met whom, when and how, as title and preamble say.
struct Header {
  v1::ReadoutHeader proto;
  std::vector<std::string> parties;  // Sorted codes, two or more.
  std::vector<Person> persons;       // The principals, publisher's side first.
  // The day of the contact. Where `dated` is false neither the text nor the
  // caller gives one, and nothing may be counted from it.
  absl::CivilDay held_on;
  bool dated = false;
  // Index of the first block that is no preamble.
  std::size_t body = 0;
};

// Reads the header. `tokens` are all tokens of the shadow text.
//   NOT_A_READOUT  title and preamble report no contact between two parties
//   NO_DATE        neither they nor `options` bear a date, though every
//                  readout of that publisher does
//   INVALID_FIELD  a date of `options` is no calendar date
absl::StatusOr<Header> ReadHeader(const ShadowText& shadow,
                                  const Tokens& tokens, const Layout& layout,
                                  const Forms& forms,
                                  const ParseOptions& options);

// The tokens whose bytes lie in [begin, end), as indexes [first, last).
struct TokenRange {
  std::size_t first = 0;
  std::size_t last = 0;
};
TokenRange TokensIn(const Tokens& tokens, std::size_t begin, std::size_t end);

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_HEADER_H_
