#ifndef CHANCERY_SERVICE_PARSER_PARSER_H_
#define CHANCERY_SERVICE_PARSER_PARSER_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "chancery/v1/readout_service.pb.h"
#include "service/parser/registry.h"

namespace chancery {

// The most bytes a readout's text may have. The longest published readouts are
// under 40 KB; a larger text is several readouts or none.
inline constexpr std::size_t kReadoutBytesMax = std::size_t{1} << 20;

// What the caller knows about a text that the text may not say.
struct ParseOptions {
  // The contact's date, ISO 8601 ("2003-11-04"); used where the text bears no
  // date, ignored where it does. Empty means not known.
  std::string held_on{};
  // The date of issue, ISO 8601; used where the text bears no date. "today" and
  // "on Friday" are counted from it. Empty means not known.
  std::string issued_on{};
  // Who held which office when; null means Registry::BuiltIn(). Borrowed for
  // the call.
  const Registry* registry = nullptr;
};

// Reads one readout: finds its header, its records, the topics it touches, and
// what it could not understand.
//
//   absl::StatusOr<v1::ParseReadoutResponse> parsed = ParseReadout(text);
//
// A pure function: the same bytes and options give the same answer on every
// thread, every time. Thread-safe. Spans are bytes of `text`; each quote is
// exactly the bytes of its span. Never guesses: what was not understood is
// listed as unparsed.
//
// All errors are kInvalidArgument, with the reason in their ErrorInfo:
//   EMPTY_TEXT            no text, or white space only
//   TEXT_TOO_LARGE        more than kReadoutBytesMax bytes
//   NOT_TEXT              NUL or control bytes
//   INVALID_UTF8          not UTF-8; the message and metadata give the offset
//   UNSUPPORTED_LANGUAGE  not English; metadata names the language
//   NOT_A_READOUT         no contact between two parties is reported
//   UNSUPPORTED_FORM      a known form that is not read yet
//   NO_DATE               the text bears no date and options give none
//   INVALID_FIELD         options.held_on is no calendar date
absl::StatusOr<v1::ParseReadoutResponse> ParseReadout(
    absl::string_view text, const ParseOptions& options = {});

// The parser's version, raised with each change of its rules; and the versions
// of its data, the lexicon and the taxonomy, raised with each change of theirs.
// All three are named in each readout's header, and in each event's lineage.
absl::string_view ParserVersion();
absl::string_view LexiconVersion();
absl::string_view TaxonomyVersion();

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_PARSER_H_
