#include "service/parser/sentence_reader.h"

namespace chancery {

void SentenceReader::Mask(std::size_t from, std::size_t until) {
  for (std::size_t i = from; i < until && i < sentence_.last; ++i) {
    sentence_.masked[i - sentence_.first] = true;
  }
}

void SentenceReader::MaskBracketsAndQuotes() {
  // A longer quotation is speech, not a name.
  constexpr std::size_t kQuotedNameMax = 10;
  for (std::size_t i = sentence_.first; i < sentence_.last; ++i) {
    if (!EnumeratorAt(tokens_, i, sentence_.last).empty()) {
      i += 2;
      continue;
    }
    const bool bracket = At(i).Is("(");
    const bool quote = At(i).Is("\"");
    if (!bracket && !quote) continue;
    const absl::string_view close = bracket ? ")" : "\"";
    std::size_t k = i + 1;
    const std::size_t limit =
        bracket ? sentence_.last
                : std::min(sentence_.last, i + 1 + kQuotedNameMax);
    while (k < limit && !At(k).Is(close)) ++k;
    if (k < limit) {
      Mask(i, k + 1);
      i = k;
    }
  }
}

bool SentenceReader::IsAuxiliary(const Token& token) {
  return Has(kModals, token.lower) || token.Is("is") || token.Is("are") ||
         token.Is("was") || token.Is("were") || token.Is("has") ||
         token.Is("have") || token.Is("had");
}

bool SentenceReader::PlainVerbAt(std::size_t i) const {
  while (i < sentence_.last && Lexicon::IsAdverb(At(i).lower)) ++i;
  static constexpr std::array<absl::string_view, 14> kSubjects = {
      "the", "a",    "an",  "he",   "she",  "it",    "they",
      "we",  "both", "all", "this", "that", "these", "their"};
  return i + 1 < sentence_.last && At(i).word && !At(i).capital &&
         !IsAuxiliary(At(i)) && !IsAuxiliary(At(i + 1)) &&
         !Has(kSubjects, At(i).lower) && MentionAt(sentence_, i) < 0 &&
         !absl::EndsWith(At(i).lower, "ing");
}

std::size_t SentenceReader::SubordinateEnd(std::size_t from) const {
  const bool relative = Has(kRelatives, At(from).lower);
  static constexpr std::array<absl::string_view, 6> kInWhich = {
      "in", "of", "to", "by", "on", "from"};
  const bool object =
      from > sentence_.first && Has(kInWhich, At(from - 1).lower);
  int auxiliaries = !object && PlainVerbAt(from + 1) ? 1 : 0;
  static constexpr HeadClasses kMain = {HeadClass::kReport, HeadClass::kExpress,
                                        HeadClass::kConverge,
                                        HeadClass::kStance};
  for (std::size_t i = from + 1; i < sentence_.last; ++i) {
    const Token& token = At(i);
    if (token.Is(",") || token.Is(";") ||
        !EnumeratorAt(tokens_, i, sentence_.last).empty()) {
      return i;
    }
    if (relative && IsAuxiliary(token) && !At(i - 1).Is("and") &&
        !IsAuxiliary(At(i - 1)) && ++auxiliaries == 2) {
      return i;
    }
    // "... which Japan took and expressed hope": the main clause goes on.
    if (token.Is("and") && i + 1 < sentence_.last) {
      std::size_t k = i + 1;
      while (k + 1 < sentence_.last && Lexicon::IsAdverb(At(k).lower)) ++k;
      const auto head =
          lexicon_.Match(tokens_, sentence_.first, k, sentence_.last, kMain);
      if (head && (head->forms & kPast) != 0) return i;
      if (At(k).Is("that")) return i;
    }
  }
  return sentence_.last;
}

void SentenceReader::MaskCircumstances() {
  static constexpr std::array<absl::string_view, 7> kFronts = {
      "under", "given", "now", "considering", "despite", "in", "at"};
  if (!Has(kFronts, At(sentence_.first).lower)) return;
  constexpr std::size_t kThatMax = 6;
  std::size_t that = sentence_.first + 1;
  while (that < sentence_.last && that < sentence_.first + kThatMax &&
         !At(that).Is("that") && !At(that).Is(",")) {
    ++that;
  }
  if (that >= sentence_.last || !At(that).Is("that")) return;
  for (std::size_t i = that + 1; i + 1 < sentence_.last; ++i) {
    if (At(i).Is(",") && MentionAt(sentence_, i + 1) >= 0) {
      Mask(sentence_.first, i);
      return;
    }
  }
}

void SentenceReader::MaskSubordinates() {
  MaskCircumstances();
  for (std::size_t i = sentence_.first; i < sentence_.last; ++i) {
    if (Masked(i)) continue;
    const Token& token = At(i);
    const bool more = i + 1 < sentence_.last;
    bool opens = false;
    if (Has(kRelatives, token.lower)) {
      // "to which B replied" answers; it is a main clause. So is "during
      // which they agreed", and "where they will meet" plans.
      opens = !(token.Is("which") && i > sentence_.first &&
                (At(i - 1).Is("to") || At(i - 1).Is("during")) && more &&
                MentionAt(sentence_, i + 1) >= 0) &&
              !(more && PlansMeeting(i + 1)) && !(more && TellsOfContact(i));
    } else if (token.Is("when") && more && PlansMeeting(i + 1)) {
      continue;
    } else if (Has(kSubordinators, token.lower)) {
      opens = i == sentence_.first || !At(i - 1).Is("as");
    } else if (token.Is("as") && more) {
      opens = ClauseFollows(i + 1);
    } else if (token.Is("what") && more) {
      std::size_t k = i + 1;
      const std::size_t end = SubordinateEnd(i);
      while (k < end && !IsBe(At(k).lower)) ++k;
      Mask(i, k);
      continue;
    }
    if (!opens) continue;
    const std::size_t end = SubordinateEnd(i);
    Mask(i, end);
    i = end - 1;
  }
}

bool SentenceReader::TellsOfContact(std::size_t i) const {
  static constexpr HeadClasses kContact = {HeadClass::kContact};
  const int mention = MentionAt(sentence_, i + 1);
  if (mention < 0 || !(At(i).Is("where") || At(i).Is("which"))) return false;
  const MentionKind kind =
      sentence_.mentions[static_cast<std::size_t>(mention)].kind;
  if (kind == MentionKind::kIt || kind == MentionKind::kThird) return false;
  for (std::size_t k = sentence_.first; k < i; ++k) {
    if (lexicon_.Match(tokens_, sentence_.first, k, i, kContact)) return true;
  }
  return false;
}

bool SentenceReader::PlansMeeting(std::size_t i) const {
  const int mention = MentionAt(sentence_, i);
  if (mention < 0) return false;
  const Mention& subject =
      sentence_.mentions[static_cast<std::size_t>(mention)];
  std::size_t k = subject.last;
  if (subject.kind == MentionKind::kIt || subject.kind == MentionKind::kThird ||
      k + 1 >= sentence_.last) {
    return false;
  }
  // "will meet", "are to meet"
  const bool to = IsBe(At(k).lower) && At(k + 1).Is("to");
  if (!to && !At(k).Is("will") && !At(k).Is("would")) return false;
  if (to) ++k;
  do {
    ++k;
  } while (k + 1 < sentence_.last && Lexicon::IsAdverb(At(k).lower));
  static constexpr HeadClasses kPlan = {HeadClass::kPlan};
  return lexicon_.Match(tokens_, sentence_.first, k, sentence_.last, kPlan)
      .has_value();
}

bool SentenceReader::ClauseFollows(std::size_t i) const {
  const int mention = MentionAt(sentence_, i);
  if (mention >= 0) {
    std::size_t k = sentence_.mentions[static_cast<std::size_t>(mention)].last;
    while (k < sentence_.last && Lexicon::IsAdverb(At(k).lower)) ++k;
    if (k == sentence_.last) return false;
    if (LooksFinite(At(k)) || lexicon_.IsFinite(At(k).lower)) return true;
    // "as they constitute a threat"
    return sentence_.mentions[static_cast<std::size_t>(mention)].kind ==
               MentionKind::kJoint &&
           At(i).Is("they");
  }
  // "as some towns were damaged", but not "as a partner that is near"
  static constexpr std::array<absl::string_view, 16> kStops = {
      "well", "follows", "that", "which", "who", "to",   "for",  "and",
      "or",   "if",      "soon", "long",  "far", "part", "such", "of"};
  constexpr std::size_t kReach = 6;
  for (std::size_t k = i; k < sentence_.last && k < i + kReach; ++k) {
    if (!At(k).word || Has(kStops, At(k).lower)) return false;
    if (k > i && IsAuxiliary(At(k))) return true;
  }
  return false;
}

}  // namespace chancery
