#include <algorithm>
#include <array>
#include <string>

#include "service/parser/complements.h"

namespace chancery {
namespace {

// What "toward(s)" or "to" after "coordinate" leads to: a gerund, a noun of a
// contact or a signing.
std::optional<HeadMatch> PlanToward(const Tokens& tokens, std::size_t at,
                                    std::size_t last) {
  static constexpr HeadClasses kPlan = {HeadClass::kPlan};
  constexpr std::size_t kReach = 9;
  bool toward = false;
  for (std::size_t i = at + 1; i < last && i < at + kReach; ++i) {
    const Token& token = tokens[i];
    if (token.Is(",") || token.Is("that")) return std::nullopt;
    const bool to_verb = token.Is("to") && i + 1 < last;
    if (token.Is("toward") || token.Is("towards") || to_verb ||
        token.Is("for")) {
      toward = true;
      continue;
    }
    if (!toward) continue;
    if (const auto plan = Lexicon::Get().Match(tokens, at, i, last, kPlan)) {
      return plan;
    }
    HeadMatch match;
    match.cls = HeadClass::kPlan;
    match.first = i;
    match.last = i + 1;
    if (token.Is("holding") || token.Is("convening") || token.Is("meeting") ||
        token.Is("summit") || token.Is("2+2")) {
      match.act = v1::ACT_MEETING;
      return match;
    }
    if (token.Is("visit")) {
      match.act = v1::ACT_VISIT;
      return match;
    }
    if (token.Is("signing")) {
      match.act = v1::ACT_SIGNING;
      return match;
    }
    if (token.Is("conclusion")) {
      for (std::size_t k = i; k < last && k < i + kReach; ++k) {
        const absl::string_view word = tokens[k].lower;
        if (word == "agreement" || word == "treaty" || word == "convention" ||
            word == "memorandum" || word == "accord") {
          match.act = v1::ACT_SIGNING;
          return match;
        }
      }
      return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<HeadMatch> PlanAt(const Tokens& tokens, std::size_t first,
                                std::size_t at, std::size_t last) {
  static constexpr HeadClasses kPlan = {HeadClass::kPlan};
  if (at >= last) return std::nullopt;
  const absl::string_view word = tokens[at].lower;
  const Lexicon& lexicon = Lexicon::Get();
  for (const char* lemma :
       {"coordinate", "work", "cooperate", "arrange", "collaborate",
        "coordination", "cooperation", "plan", "prepare", "aim", "adjust"}) {
    if (word == lemma || lexicon.FormsOf(word, lemma) != 0) {
      if (auto plan = PlanToward(tokens, at, last)) return plan;
    }
  }
  return lexicon.Match(tokens, first, at, last, kPlan);
}

std::optional<HeadMatch> ContactNounAt(const Tokens& tokens, std::size_t at,
                                       std::size_t last) {
  static constexpr std::array<absl::string_view, 33> kBefore = {
      "on",          "to",          "the",          "a",         "an",
      "their",       "his",         "her",          "its",       "next",
      "another",     "further",     "early",        "new",       "upcoming",
      "forthcoming", "second",      "third",        "first",     "bilateral",
      "trilateral",  "follow-up",   "face-to-face", "in-person", "future",
      "annual",      "foreign",     "two",          "planned",   "ministers",
      "official",    "ministerial", "leaders"};
  static constexpr std::array<absl::string_view, 11> kMeetings = {
      "meeting",       "meetings",   "summit",  "round",
      "consultations", "2+2",        "session", "talks",
      "consultation",  "conference", "forum"};
  constexpr std::size_t kReach = 9;
  HeadMatch match;
  match.cls = HeadClass::kPlan;
  for (std::size_t i = at; i < last && i < at + kReach; ++i) {
    const Token& token = tokens[i];
    match.first = i;
    match.last = i + 1;
    if (token.Is("visit") || token.Is("visits")) match.act = v1::ACT_VISIT;
    if (token.Is("call") || token.Is("conversation")) {
      match.act = v1::ACT_CALL;
    }
    for (const absl::string_view meeting : kMeetings) {
      if (token.Is(meeting)) match.act = v1::ACT_MEETING;
    }
    if (match.act != v1::ACT_UNSPECIFIED) return match;
    const bool before = token.word && (token.capital || token.possessive ||
                                       std::find(kBefore.begin(), kBefore.end(),
                                                 token.lower) != kBefore.end());
    if (!before) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace chancery
