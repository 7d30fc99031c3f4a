#include "service/parser/clause_reader.h"

namespace chancery {

void ClauseReader::ReadNoun(Clause& clause) const {
  if (!Embeds(clause.head) && clause.head.match.cls != HeadClass::kConverge) {
    return;
  }
  // "began by offering her condolences": the gerund will say.
  if (At(clause.head.match.last - 1).Is("by")) return;
  static constexpr HeadClasses kNouns = {HeadClass::kNoun, HeadClass::kView,
                                         HeadClass::kVoid};
  static constexpr std::array<absl::string_view, 23> kStops = {
      "that", "of",        "to",         "in",      "with",    "by",
      "at",   "from",      "and",        "over",    "about",   "for",
      "as",   "regarding", "concerning", "toward",  "towards", "which",
      "how",  "what",      "why",        "whether", "where"};
  constexpr std::size_t kNounWords = 9;
  std::size_t stops = 0;
  bool about = false;
  std::size_t end = clause.head.match.last + kNounWords;
  for (std::size_t i = clause.head.match.last; i < sentence_.last && i < end;
       ++i) {
    // "briefed B on the trade agreement": what it is about.
    about = about || (At(i).Is("on") && i > clause.head.match.last);
    // "conveyed to B his hope", "expressed once again her thanks"
    const bool to_person =
        (At(i).Is("to") || At(i).Is("on")) && stops == 0 &&
        i + 1 < sentence_.last &&
        (MentionAt(sentence_, i + 1) >= 0 || At(i + 1).Is("the"));
    if (to_person) {
      ++stops;
      continue;
    }
    // "expressed, on behalf of the people of A, his sympathy"
    if (i == clause.head.match.last && At(i).Is(",")) {
      const std::size_t close = ParenthesisEnd(i);
      if (close == i) return;
      i = close;
      end = close + kNounWords;
      continue;
    }
    // "unwavering military, economic and political support"
    if (At(i).Is(",") && i > clause.head.match.last && AdjectivesAt(i)) {
      stops = 2;
      continue;
    }
    if (At(i).Is("and") && stops == 2) continue;
    if (!At(i).word && !At(i).Is("\"")) return;
    // "deep and sincere condolences", "words of sympathy"
    const bool inside = clause.head.match.cls == HeadClass::kExpress &&
                        ((At(i).Is("and") && stops < 2) ||
                         (At(i).Is("of") && i > clause.head.match.last &&
                          CarriesFeeling(At(i - 1))));
    if (inside) {
      stops = 2;
      continue;
    }
    if (Has(kStops, At(i).lower)) return;
    // "said he saw no need"
    const int subject = MentionAt(sentence_, i);
    if (subject >= 0) {
      const MentionKind kind =
          sentence_.mentions[static_cast<std::size_t>(subject)].kind;
      if (kind == MentionKind::kHe || kind == MentionKind::kIt ||
          kind == MentionKind::kFirst || kind == MentionKind::kJoint) {
        return;
      }
    }
    if (CarriesFeeling(At(i)) && i + 1 < sentence_.last && At(i + 1).Is("of")) {
      continue;
    }
    const auto noun = Lexicon::Get().Match(tokens_, sentence_.first, i,
                                           sentence_.last, kNouns);
    if (!noun || (about && noun->act == v1::ACT_ASSENT)) continue;
    // "outlined the support that was sent": told of, not given.
    if (clause.head.match.act == v1::ACT_INFORM &&
        noun->act != v1::ACT_EMPHASIZE && !OwnedAt(i, clause)) {
      return;
    }
    // "support measures": the noun qualifies another one.
    if (noun->cls == HeadClass::kView) return;
    clause.noun = *noun;
    // "greetings and good wishes"
    if (noun->cls == HeadClass::kVoid && i + 2 < sentence_.last &&
        At(i + 1).Is("and")) {
      const auto wishes = Lexicon::Get().Match(tokens_, sentence_.first, i + 2,
                                               sentence_.last, kNouns);
      if (wishes && wishes->act == v1::ACT_CONGRATULATE) clause.noun = *wishes;
    }
    // What both agree on is read with its noun: "the need to".
    if (clause.head.match.cls != HeadClass::kConverge) {
      clause.content = noun->last;
    }
    return;
  }
}

bool ClauseReader::OwnedAt(std::size_t i, const Clause& clause) const {
  static constexpr std::array<absl::string_view, 5> kOwn = {"his", "her", "its",
                                                            "their", "own"};
  for (std::size_t k = clause.head.match.last; k < i; ++k) {
    if (At(k).possessive || Has(kOwn, At(k).lower)) return true;
  }
  return false;
}

bool ClauseReader::AdjectivesAt(std::size_t comma) const {
  static constexpr HeadClasses kNouns = {HeadClass::kNoun};
  constexpr std::size_t kReach = 6;
  for (std::size_t i = comma + 1; i < sentence_.last && i < comma + 1 + kReach;
       ++i) {
    if (At(i).Is("and") || At(i).Is(",")) continue;
    if (!At(i).word || MentionAt(sentence_, i) >= 0 ||
        Lexicon::Get().IsFinite(At(i).lower) ||
        absl::EndsWith(At(i).lower, "ing")) {
      return Lexicon::Get()
          .Match(tokens_, sentence_.first, i, sentence_.last, kNouns)
          .has_value();
    }
    if (Lexicon::Get().Match(tokens_, sentence_.first, i, sentence_.last,
                             kNouns)) {
      return i > comma + 1;
    }
  }
  return false;
}

std::size_t ClauseReader::ParenthesisEnd(std::size_t comma) const {
  constexpr std::size_t kParenthesisWords = 14;
  for (std::size_t i = comma + 2;
       i < sentence_.last && i < comma + kParenthesisWords; ++i) {
    if (At(i).Is(",")) return i;
  }
  return comma;
}

bool ClauseReader::CarriesFeeling(const Token& token) {
  static constexpr std::array<absl::string_view, 10> kCarriers = {
      "words",      "word",    "feelings", "feeling",    "sense",
      "sentiments", "message", "messages", "expression", "expressions"};
  return Has(kCarriers, token.lower);
}

void ClauseReader::ReadNounBefore(Clause& clause) const {
  static constexpr HeadClasses kNoun = {HeadClass::kNoun};
  if (!Embeds(clause.head)) return;
  constexpr std::size_t kNounWords = 6;
  const std::size_t end =
      std::min(clause.head.group, clause.first + kNounWords);
  for (std::size_t i = clause.first; i < end; ++i) {
    const auto noun = Lexicon::Get().Match(tokens_, sentence_.first, i,
                                           clause.head.group, kNoun);
    if (!noun) continue;
    clause.noun = *noun;
    return;
  }
}

// "received support from B": B's act.
Speaker ClauseReader::Giver(const Clause& clause) const {
  static constexpr std::array<absl::string_view, 5> kTake = {
      "receive", "obtain", "gain", "win", "secure"};
  Speaker giver;
  if (!clause.noun || !Has(kTake, clause.head.match.lemma)) return giver;
  constexpr std::size_t kReach = 30;
  for (std::size_t i = clause.noun->last;
       i + 1 < sentence_.last && i < clause.noun->last + kReach; ++i) {
    if (!At(i).Is("from") && !At(i).Is("by")) continue;
    const int by = MentionAt(sentence_, i + 1);
    if (by < 0) continue;
    return speakers_.Settle(sentence_.mentions[static_cast<std::size_t>(by)]);
  }
  return giver;
}

void ClauseReader::AddNounConjuncts() {
  static constexpr HeadClasses kNoun = {HeadClass::kNoun};
  std::vector<Clause> split;
  for (Clause& clause : clauses_) {
    split.push_back(clause);
    const bool agreed = clause.head.match.cls == HeadClass::kConverge &&
                        !clause.speaker.single();
    if (!clause.noun || agreed) continue;
    for (std::size_t i = clause.noun->last + 1; i < clause.last; ++i) {
      const bool and_own =
          At(i - 1).Is("and") ||
          (At(i - 1).Is("with") && i >= 2 && At(i - 2).Is("together")) ||
          (At(i - 1).Is("as") && i >= 2 && At(i - 2).Is("well"));
      if (!and_own) continue;
      std::size_t k = i;
      while (k < clause.last && k < i + 4 &&
             (At(k).Is("his") || At(k).Is("her") || At(k).Is("their") ||
              At(k).Is("its") || At(k).Is("a") || At(k).Is("the") ||
              At(k).Is("continued") || At(k).Is("continuing") ||
              At(k).Is("full") || At(k).Is("great") || At(k).Is("growing") ||
              At(k).Is("strong") || At(k).possessive || At(k).Is("deep"))) {
        ++k;
      }
      if (k == clause.last) continue;
      const auto noun =
          Lexicon::Get().Match(tokens_, sentence_.first, k, clause.last, kNoun);
      const v1::Act had = split.back().noun->act;
      if (!noun || noun->act == had || (k == i && !At(i - 1).Is("and"))) {
        continue;
      }
      // "of concern and need": a bare noun is no new object, unless it goes
      // on as "desire to", "hope that".
      const bool goes_on =
          noun->last < clause.last &&
          (At(noun->last).Is("to") || At(noun->last).Is("that"));
      if (k == i && i > clause.noun->last + 2 && !goes_on) continue;
      Clause next = clause;
      next.first = i;
      next.noun = *noun;
      next.content = noun->last;
      next.subject = -1;
      split.back().last = i - 1;
      while (split.back().last > split.back().first + 1 &&
             (At(split.back().last - 1).Is(",") ||
              At(split.back().last - 1).Is("together") ||
              At(split.back().last - 1).Is("as") ||
              At(split.back().last - 1).Is("well"))) {
        --split.back().last;
      }
      split.push_back(std::move(next));
      i = k;
    }
  }
  clauses_ = std::move(split);
}

}  // namespace chancery
