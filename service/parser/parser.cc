#include "service/parser/parser.h"

#include <utility>

#include "service/parser/forms.h"
#include "service/parser/header.h"
#include "service/parser/html.h"
#include "service/parser/language.h"
#include "service/parser/layout.h"
#include "service/parser/records.h"
#include "service/parser/text.h"
#include "service/parser/tokens.h"

namespace chancery {

absl::string_view ParserVersion() { return "0.2.0"; }
absl::string_view LexiconVersion() { return "0.2.0"; }
absl::string_view TaxonomyVersion() { return "1.0.0"; }

absl::StatusOr<v1::ParseReadoutResponse> ParseReadout(
    absl::string_view text, const ParseOptions& options) {
  if (absl::Status good = CheckText(text); !good.ok()) return good;
  PageText page;
  const bool is_page = IsHtml(text);
  if (is_page) {
    absl::StatusOr<PageText> read = ReadPage(text);
    if (!read.ok()) return read.status();
    page = *std::move(read);
  }
  const ShadowText shadow =
      is_page ? ShadowText(text, std::move(page)) : ShadowText(text);
  const Tokens tokens = Tokenize(shadow.text());
  if (absl::Status english = CheckLanguage(shadow.text(), tokens);
      !english.ok()) {
    return english;
  }
  const Forms& forms = Forms::Get();
  const Layout layout = ReadLayout(shadow.text(), forms);
  absl::StatusOr<Header> header =
      ReadHeader(shadow, tokens, layout, forms, options);
  if (!header.ok()) return header.status();
  v1::ParseReadoutResponse response;
  *response.mutable_readout() = header->proto;
  ReadRecords(shadow, tokens, layout, forms, *header, response);
  return response;
}

}  // namespace chancery
