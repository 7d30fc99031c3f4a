#include "service/parser/intros.h"

#include "re2/re2.h"

namespace chancery {
namespace {

bool Holds(absl::string_view words, const RE2& pattern) {
  return RE2::PartialMatch(re2::StringPiece(words.data(), words.size()),
                           pattern);
}

}  // namespace

bool IsIntro(absl::string_view words) {
  static const auto* const kIntro = new RE2(
      R"((?i)(?:as (?:follows|below)|the following(?: [a-z]+(?: [a-z]+)?)?|)"
      R"(following [a-z]+)(?: (?:concerning|regarding|on|about) [^:]*)?)"
      R"([.:]?$|\bthat[,:]?$|:$)");
  return Holds(words, *kIntro);
}

bool IsAnswer(absl::string_view words) {
  static const auto* const kAnswer = new RE2(
      R"((?i)^in (?:response|turn|reply)\b|\b(?:replied|responded|answered)\b)");
  return Holds(words, *kAnswer);
}

bool TellsOfHolding(absl::string_view words) {
  static const auto* const kHeld =
      new RE2(R"((?i)\b(?:held|had|spoke|met|talked|conducted|made|received|)"
              R"(telephoned)\b)");
  return Holds(words, *kHeld);
}

}  // namespace chancery
