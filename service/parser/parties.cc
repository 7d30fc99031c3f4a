#include "service/parser/parties.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/parser/data.h"
#include "service/parser/lines.h"

namespace chancery {

const PartyNames& PartyNames::Get() {
  static const auto* const names = new PartyNames(kDataParties);
  return *names;
}

PartyNames::PartyNames(absl::string_view data) {
  for (absl::string_view line : DataLines(data)) {
    const std::vector<std::string> fields = absl::StrSplit(line, '|');
    if (fields.size() != 4 || fields[0].size() < 2) {
      DataFault("parties.txt", line);
    }
    for (std::size_t field = 1; field < 4; ++field) {
      for (absl::string_view text :
           absl::StrSplit(fields[field], ';', absl::SkipEmpty())) {
        Name name;
        name.code = fields[0];
        name.naming = static_cast<PartyNaming>(field - 1);
        for (const Token& token : Tokenize(text)) {
          name.words.emplace_back(token.lower);
        }
        if (name.words.empty()) DataFault("parties.txt", line);
        if (field < 3) single_.try_emplace(std::string(text), name.code);
        names_.push_back(std::move(name));
      }
    }
  }
  for (std::size_t i = 0; i < names_.size(); ++i) {
    by_first_word_[names_[i].words[0]].push_back(i);
  }
  for (auto& [word, indexes] : by_first_word_) {
    std::stable_sort(indexes.begin(), indexes.end(),
                     [this](std::size_t a, std::size_t b) {
                       return names_[a].words.size() > names_[b].words.size();
                     });
  }
}

PartyMention PartyNames::Match(absl::Span<const Token> tokens, std::size_t at,
                               std::size_t end) const {
  PartyMention none;
  if (at >= end || !tokens[at].word) return none;
  const auto found = by_first_word_.find(tokens[at].lower);
  if (found == by_first_word_.end()) return none;
  for (std::size_t index : found->second) {
    const Name& name = names_[index];
    if (at + name.words.size() > end) continue;
    bool same = true;
    bool capital = false;
    for (std::size_t i = 0; i < name.words.size() && same; ++i) {
      same = tokens[at + i].lower == name.words[i];
      // "us" is a pronoun, "US" a state.
      capital = capital || (name.words[i] == "us" ? tokens[at + i].all_caps
                                                  : tokens[at + i].capital);
    }
    if (same && capital) {
      return {name.code, name.naming, at, at + name.words.size()};
    }
  }
  return none;
}

std::string PartyNames::Code(absl::string_view word) const {
  const auto found = single_.find(word);
  return found == single_.end() ? "" : found->second;
}

std::string PartyNames::Title(absl::string_view code) const {
  const auto name =
      std::find_if(names_.begin(), names_.end(),
                   [code](const Name& one) { return one.code == code; });
  if (name == names_.end()) return "";
  std::string title;
  for (const std::string& word : name->words) {
    std::string one = word;
    if (word != "and" && word != "of" && word != "the") {
      one[0] = absl::ascii_toupper(static_cast<unsigned char>(one[0]));
    }
    absl::StrAppend(&title, title.empty() ? "" : " ", one);
  }
  return title;
}

bool PartyNames::Knows(absl::string_view code) const {
  return std::any_of(names_.begin(), names_.end(),
                     [code](const Name& name) { return name.code == code; });
}

std::vector<std::string> PartyNames::Compound(absl::string_view word) const {
  std::vector<std::string> codes;
  for (absl::string_view part : absl::StrSplit(word, '-')) {
    std::string code = Code(part);
    if (code.empty()) break;
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
      codes.push_back(std::move(code));
    }
  }
  if (codes.size() < 2) codes.clear();
  return codes;
}

}  // namespace chancery
