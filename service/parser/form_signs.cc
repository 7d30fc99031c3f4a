#include "service/parser/form_signs.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "re2/re2.h"
#include "service/parser/data.h"
#include "service/parser/lines.h"

namespace chancery {
namespace {

// Signs stand in a text's first and last lines; the bounds keep the work small
// on hostile text.
constexpr std::size_t kFrontBytes = 3000;
constexpr std::size_t kBackBytes = 1000;
constexpr std::size_t kLineBytesMax = 300;

std::unique_ptr<RE2::Set> NewSet(RE2::Anchor anchor) {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_max_mem(int64_t{64} << 20);
  return std::make_unique<RE2::Set>(options, anchor);
}

re2::StringPiece Piece(absl::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

const FormSigns& FormSigns::Get() {
  static const auto* const signs = new FormSigns(kDataForms);
  return *signs;
}

FormSigns::FormSigns(absl::string_view data)
    : lines_(NewSet(RE2::ANCHOR_BOTH)), words_(NewSet(RE2::UNANCHORED)) {
  for (absl::string_view line : DataLines(data)) {
    if (absl::StartsWith(line, "sign ") || absl::StartsWith(line, "form ")) {
      Read(line);
    }
  }
  if (!lines_->Compile() || !words_->Compile()) {
    DataFault("forms.txt", "the signs need too much memory");
  }
}

void FormSigns::Read(absl::string_view line) {
  if (absl::StartsWith(line, "form ")) {
    const std::vector<std::string> words =
        absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() != 4) DataFault("forms.txt", line);
    publishers_.emplace(words[1], words[3]);
    // "MOFA-JP-3" is of the family "MOFA-JP".
    const std::size_t dash = words[1].rfind('-');
    const bool numbered =
        dash != std::string::npos && dash + 1 < words[1].size() &&
        absl::ascii_isdigit(static_cast<unsigned char>(words[1][dash + 1]));
    if (numbered) publishers_.emplace(words[1].substr(0, dash), words[3]);
    return;
  }
  const std::vector<std::string> words =
      absl::StrSplit(line, absl::MaxSplits(' ', 4));
  Sign sign;
  if (words.size() != 5 || !absl::SimpleAtoi(words[2], &sign.weight)) {
    DataFault("forms.txt", line);
  }
  sign.form = words[1];
  if (words[3] == "office") {
    office_signs_.push_back({sign, words[4]});
    return;
  }
  const bool whole = words[3] == "line";
  if (!whole && words[3] != "text") DataFault("forms.txt", line);
  RE2::Set& set = whole ? *lines_ : *words_;
  if (set.Add(words[4], nullptr) < 0) DataFault("forms.txt", line);
  (whole ? line_signs_ : word_signs_).push_back(std::move(sign));
}

void FormSigns::Count(const std::vector<int>& found,
                      const std::vector<Sign>& signs, std::vector<bool>& seen,
                      FormWeights& weights) {
  for (const int index : found) {
    const auto i = static_cast<std::size_t>(index);
    if (seen[i]) continue;
    seen[i] = true;
    weights[signs[i].form] += signs[i].weight;
  }
}

FormWeights FormSigns::Weigh(absl::string_view shadow) const {
  FormWeights weights;
  std::vector<int> found;
  std::string parts(shadow.substr(0, kFrontBytes));
  if (shadow.size() > kFrontBytes) {
    const std::size_t back = std::max(
        kFrontBytes, shadow.size() - std::min(shadow.size(), kBackBytes));
    absl::StrAppend(&parts, "\n", shadow.substr(back));
  }
  std::vector<bool> seen(word_signs_.size());
  if (words_->Match(Piece(parts), &found)) {
    Count(found, word_signs_, seen, weights);
  }
  seen.assign(line_signs_.size(), false);
  for (absl::string_view line : absl::StrSplit(parts, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.size() > kLineBytesMax) continue;
    found.clear();
    if (lines_->Match(Piece(line), &found)) {
      Count(found, line_signs_, seen, weights);
    }
  }
  return weights;
}

void FormSigns::AddOffice(absl::string_view party, absl::string_view office,
                          int weight_max, FormWeights& weights) const {
  for (const OfficeSign& sign : office_signs_) {
    if (sign.office == office && PublisherOf(sign.sign.form) == party) {
      weights[sign.sign.form] += std::min(sign.sign.weight, weight_max);
    }
  }
}

std::string FormSigns::OfficeOf(absl::string_view form) const {
  std::string office;
  for (const OfficeSign& sign : office_signs_) {
    if (sign.sign.form != form || sign.sign.weight < kFormWeight) continue;
    if (!office.empty()) return "";
    office = sign.office;
  }
  return office;
}

std::vector<std::string> FormSigns::Publishers() const {
  std::set<std::string> publishers;
  for (const auto& [form, publisher] : publishers_)
    publishers.insert(publisher);
  return {publishers.begin(), publishers.end()};
}

std::string FormSigns::PublisherOf(absl::string_view form) const {
  const auto found = publishers_.find(form);
  return found == publishers_.end() ? "" : found->second;
}

}  // namespace chancery
