#include "service/parser/language.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "proto/values/error_info.h"
#include "service/parser/data.h"
#include "service/parser/lines.h"

namespace chancery {
namespace {

struct ScriptLanguage {
  UScriptCode script;
  const char* tag;
  const char* name;
};

// A script names the language its readouts are most often in. Japanese stands
// before Chinese: it mixes kana with the characters of both.
constexpr std::array<ScriptLanguage, 16> kScripts = {
    {{USCRIPT_HIRAGANA, "ja", "Japanese"},
     {USCRIPT_KATAKANA, "ja", "Japanese"},
     {USCRIPT_HAN, "zh", "Chinese"},
     {USCRIPT_HANGUL, "ko", "Korean"},
     {USCRIPT_CYRILLIC, "ru", "Russian"},
     {USCRIPT_ARABIC, "ar", "Arabic"},
     {USCRIPT_HEBREW, "he", "Hebrew"},
     {USCRIPT_GREEK, "el", "Greek"},
     {USCRIPT_THAI, "th", "Thai"},
     {USCRIPT_DEVANAGARI, "hi", "Hindi"},
     {USCRIPT_GEORGIAN, "ka", "Georgian"},
     {USCRIPT_ARMENIAN, "hy", "Armenian"},
     {USCRIPT_BENGALI, "bn", "Bengali"},
     {USCRIPT_TAMIL, "ta", "Tamil"},
     {USCRIPT_KHMER, "km", "Khmer"},
     {USCRIPT_MALAYALAM, "ml", "Malayalam"}}};

// A letter that one language has and the one its script is named for has not.
struct OwnLetter {
  UChar32 letter;
  const char* tag;
  const char* name;
};
constexpr std::array<OwnLetter, 16> kOwnLetters = {{
    {0x456, "uk", "Ukrainian"},
    {0x457, "uk", "Ukrainian"},
    {0x454, "uk", "Ukrainian"},
    {0x491, "uk", "Ukrainian"},
    {0x45E, "be", "Belarusian"},
    {0x452, "sr", "Serbian"},
    {0x45B, "sr", "Serbian"},
    {0x458, "sr", "Serbian"},
    {0x67E, "fa", "Persian"},
    {0x686, "fa", "Persian"},
    {0x698, "fa", "Persian"},
    {0x6AF, "fa", "Persian"},
    {0x679, "ur", "Urdu"},
    {0x688, "ur", "Urdu"},
    {0x6D2, "ur", "Urdu"},
    {0x6BA, "ur", "Urdu"},
}};

absl::Status Unsupported(absl::string_view tag, absl::string_view name) {
  return MakeError(
      absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_UNSUPPORTED_LANGUAGE,
      absl::StrCat("the text is in ", name,
                   ", and only English is read; send the English text that "
                   "the ministry published"),
      {{"language", std::string(tag)}});
}

absl::Status CheckScript(absl::string_view text) {
  std::array<std::size_t, kScripts.size()> counts{};
  std::array<std::size_t, kOwnLetters.size()> own{};
  std::size_t letters = 0;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ++letters;
      ++at;
      continue;
    }
    UChar32 character = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), at, size,
            character);
    if (!u_isalpha(character)) continue;
    ++letters;
    for (std::size_t i = 0; i < kOwnLetters.size(); ++i) {
      if (kOwnLetters[i].letter == character) ++own[i];
    }
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(character, &error);
    for (std::size_t i = 0; i < kScripts.size(); ++i) {
      if (kScripts[i].script == script) ++counts[i];
    }
  }
  std::size_t foreign = 0;
  std::size_t best = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    foreign += counts[i];
    if (counts[i] > counts[best]) best = i;
  }
  // A name in its own script stands in many English texts; half a text does
  // not. Any kana among the characters makes the text Japanese.
  if (foreign * 3 < letters || foreign == 0) return absl::OkStatus();
  if (kScripts[best].script == USCRIPT_HAN && counts[0] + counts[1] > 0) {
    best = 0;
  }
  // The rarest marks tell most: Belarusian has the Ukrainian letter too, and
  // Urdu the Persian ones.
  std::size_t letter = own.size();
  for (std::size_t i = 0; i < own.size(); ++i) {
    const absl::string_view tag = kOwnLetters[i].tag;
    const bool rarer = tag == "be" || tag == "ur";
    if (own[i] >= 2 && (letter == own.size() || rarer)) letter = i;
  }
  if (letter < own.size()) {
    return Unsupported(kOwnLetters[letter].tag, kOwnLetters[letter].name);
  }
  return Unsupported(kScripts[best].tag, kScripts[best].name);
}

struct Language {
  std::string tag;
  std::string name;
};

// Closed function words, each with the languages it belongs to.
class FunctionWords {
 public:
  static const FunctionWords& Get() {
    static const auto* const words = new FunctionWords();
    return *words;
  }
  const std::vector<Language>& languages() const { return languages_; }
  const std::vector<std::size_t>* Find(absl::string_view word) const {
    const auto found = of_word_.find(word);
    return found == of_word_.end() ? nullptr : &found->second;
  }

 private:
  FunctionWords() {
    for (absl::string_view line : DataLines(kDataLanguages)) {
      const std::vector<std::string> fields = absl::StrSplit(line, '|');
      if (fields.size() != 3) DataFault("languages.txt", line);
      for (absl::string_view word :
           absl::StrSplit(fields[2], ' ', absl::SkipEmpty())) {
        of_word_[std::string(word)].push_back(languages_.size());
      }
      languages_.push_back({fields[0], fields[1]});
    }
    if (languages_.empty() || languages_[0].tag != "en") {
      DataFault("languages.txt", "the first language must be en");
    }
  }

  std::vector<Language> languages_;
  absl::flat_hash_map<std::string, std::vector<std::size_t>> of_word_;
};

}  // namespace

absl::Status CheckLanguage(absl::string_view text, const Tokens& tokens) {
  if (absl::Status script = CheckScript(text); !script.ok()) return script;
  const FunctionWords& words = FunctionWords::Get();
  std::vector<std::size_t> counts(words.languages().size());
  for (const Token& token : tokens) {
    if (!token.word) continue;
    if (const auto* languages = words.Find(token.lower)) {
      for (std::size_t language : *languages) ++counts[language];
    }
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) {
    if (counts[i] > counts[best]) best = i;
  }
  // Twice as many, and enough to tell: a short English title is no Italian.
  if (best != 0 && counts[best] >= 5 && counts[best] > 2 * counts[0]) {
    return Unsupported(words.languages()[best].tag,
                       words.languages()[best].name);
  }
  return absl::OkStatus();
}

}  // namespace chancery
