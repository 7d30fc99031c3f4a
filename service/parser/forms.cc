#include "service/parser/forms.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "service/parser/data.h"
#include "service/parser/lines.h"

namespace chancery {
namespace {

std::unique_ptr<const RE2> Compile(absl::string_view pattern) {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_never_nl(false);
  options.set_max_mem(int64_t{64} << 20);
  auto re = std::make_unique<const RE2>(
      re2::StringPiece(pattern.data(), pattern.size()), options);
  if (!re->ok()) DataFault("forms.txt", pattern);
  return re;
}

std::unique_ptr<const RE2> AnyOf(const std::vector<std::string>& patterns) {
  return Compile(absl::StrCat("(?:", absl::StrJoin(patterns, "|"), ")"));
}

re2::StringPiece Piece(absl::string_view text) {
  return {text.data(), text.size()};
}

// Lines longer than this are content; it bounds the work on hostile text.
constexpr std::size_t kLineBytesMax = 600;

// "0-9999" in forms.txt: of all years.
constexpr int kLastYear = 9999;

}  // namespace

const Forms& Forms::Get() {
  static const auto* const forms = new Forms(kDataForms);
  return *forms;
}

Forms::Forms(absl::string_view data) {
  std::vector<std::string> chrome, end, byline, logistics, other, contact;
  for (absl::string_view line : DataLines(data)) {
    const std::vector<std::string> parts =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    if (parts.size() != 2) DataFault("forms.txt", line);
    const std::string& keyword = parts[0];
    const std::string rest(absl::StripAsciiWhitespace(parts[1]));
    if (keyword == "chrome" || keyword == "closing") {
      chrome.push_back(rest);
    } else if (keyword == "end") {
      end.push_back(rest);
    } else if (keyword == "sign") {
      continue;  // FormSigns reads them.
    } else if (keyword == "byline") {
      byline.push_back(rest);
    } else if (keyword == "logistics") {
      logistics.push_back(rest);
    } else if (keyword == "not-readout") {
      other.push_back(rest);
    } else if (keyword == "contact") {
      contact.push_back(rest);
    } else if (keyword == "mode") {
      const std::vector<std::string> words =
          absl::StrSplit(rest, absl::MaxSplits(' ', 1));
      v1::ContactMode mode;
      if (words.size() != 2 ||
          !v1::ContactMode_Parse(
              absl::StrCat("CONTACT_MODE_", absl::AsciiStrToUpper(words[0])),
              &mode)) {
        DataFault("forms.txt", line);
      }
      modes_.push_back({mode, Compile(absl::StripAsciiWhitespace(words[1]))});
    } else if (keyword == "form") {
      const std::vector<std::string> words =
          absl::StrSplit(rest, ' ', absl::SkipEmpty());
      if (words.size() != 3) DataFault("forms.txt", line);
      const std::vector<std::string> years = absl::StrSplit(words[1], '-');
      FormRule rule{words[0], 0, 0, words[2]};
      if (years.size() != 2 || !absl::SimpleAtoi(years[0], &rule.from) ||
          !absl::SimpleAtoi(years[1], &rule.until)) {
        DataFault("forms.txt", line);
      }
      forms_.push_back(std::move(rule));
    } else {
      DataFault("forms.txt", line);
    }
  }
  chrome_ = AnyOf(chrome);
  end_ = AnyOf(end);
  byline_ = AnyOf(byline);
  logistics_ = AnyOf(logistics);
  other_title_ = AnyOf(other);
  contact_ =
      Compile(absl::StrCat("\\b(?:", absl::StrJoin(contact, "|"), ")\\b"));
}

bool Forms::IsChrome(absl::string_view line) const {
  line = absl::StripAsciiWhitespace(line);
  return line.size() <= kLineBytesMax && RE2::FullMatch(Piece(line), *chrome_);
}

bool Forms::EndsText(absl::string_view line) const {
  return line.size() <= kLineBytesMax && RE2::FullMatch(Piece(line), *end_);
}

bool Forms::IsByline(absl::string_view line) const {
  return line.size() <= kLineBytesMax && RE2::FullMatch(Piece(line), *byline_);
}

bool Forms::IsLogistics(absl::string_view sentence) const {
  return sentence.size() <= kLineBytesMax &&
         RE2::FullMatch(Piece(sentence), *logistics_);
}

bool Forms::IsOtherTitle(absl::string_view title) const {
  return title.size() <= kLineBytesMax &&
         RE2::FullMatch(Piece(title), *other_title_);
}

bool Forms::ReportsContact(absl::string_view text) const {
  return RE2::PartialMatch(Piece(text), *contact_);
}

v1::ContactMode Forms::Mode(const std::vector<absl::string_view>& texts) const {
  for (absl::string_view text : texts) {
    for (const ModeRule& rule : modes_) {
      if (RE2::PartialMatch(Piece(text), *rule.pattern)) return rule.mode;
    }
  }
  return v1::CONTACT_MODE_UNSPECIFIED;
}

bool Forms::BearsDate(absl::string_view publisher) const {
  return std::any_of(forms_.begin(), forms_.end(),
                     [publisher](const FormRule& rule) {
                       return rule.publisher == publisher &&
                              (rule.from > 0 || rule.until < kLastYear);
                     });
}

std::string Forms::Form(absl::string_view publisher, int year,
                        const FormWeights& weights) const {
  std::string form = "GENERAL";
  int best = 0;
  for (const FormRule& rule : forms_) {
    // Without a year only the family of such forms is known: "MOFA-JP".
    if (year == 0 && rule.publisher == publisher && rule.until < kLastYear) {
      return rule.id.substr(0, rule.id.rfind('-'));
    }
    if (rule.publisher != publisher || year < rule.from || rule.until < year) {
      continue;
    }
    // A publisher with a form for each span of years has one form a year.
    if (rule.from > 0 || rule.until < kLastYear) return rule.id;
    const auto weight = weights.find(rule.id);
    if (weight == weights.end() || weight->second < kFormWeight) continue;
    if (weight->second > best) {
      best = weight->second;
      form = rule.id;
    }
  }
  return form;
}

}  // namespace chancery
