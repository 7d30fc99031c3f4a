#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/parser/clause_reader.h"

namespace chancery {

void ClauseReader::ReadNoun(Clause& clause) const {
  if (!Embeds(clause.head) && clause.head.match.cls != HeadClass::kConverge) {
    return;
  }
  static const std::vector<HeadClass> kNouns = {
      HeadClass::kNoun, HeadClass::kView, HeadClass::kVoid};
  static constexpr std::array<absl::string_view, 18> kStops = {
      "that", "of",        "to",         "in",     "with",    "by",
      "at",   "from",      "and",        "over",   "about",   "for",
      "as",   "regarding", "concerning", "toward", "towards", "which"};
  constexpr std::size_t kNounWords = 9;
  std::size_t stops = 0;
  for (std::size_t i = clause.head.match.last;
       i < sentence_.last && i < clause.head.match.last + kNounWords; ++i) {
    // "conveyed to B his hope", "expressed once again her thanks"
    const bool to_person =
        (At(i).Is("to") || At(i).Is("on")) && stops == 0 &&
        i + 1 < sentence_.last &&
        (MentionAt(sentence_, i + 1) >= 0 || At(i + 1).Is("the"));
    if (to_person) {
      ++stops;
      continue;
    }
    if (!At(i).word && !At(i).Is("\"")) return;
    if (Has(kStops, At(i).lower)) return;
    const auto noun = Lexicon::Get().Match(tokens_, sentence_.first, i,
                                           sentence_.last, kNouns);
    if (!noun) continue;
    // "support measures": the noun qualifies another one.
    if (noun->cls == HeadClass::kView) return;
    clause.noun = *noun;
    clause.content = noun->last;
    return;
  }
}

void ClauseReader::ReadParticiple(const Head& head) {
  const std::size_t at = head.group;
  if (head.match.cls == HeadClass::kWill ||
      head.match.cls == HeadClass::kPred ||
      head.match.cls == HeadClass::kTouch) {
    return;
  }
  Clause* clause = current();
  // "Responding to this, A ..." says no more than that A speaks.
  if (head.match.lemma == "respond" || head.match.lemma == "reply" ||
      head.match.lemma == "answer") {
    return;
  }
  const Token* before = at > sentence_.first ? &At(at - 1) : nullptr;
  if (head.subject_shape == SubjectShape::kMention) {
    const Mention& subject = *MentionOf(head);
    if (subject.first > sentence_.first && At(subject.first - 1).Is("with") &&
        clause) {
      Start(head, speakers_.Settle(subject), head.subject, subject.first,
            false);
    }
    return;
  }
  // "Stressing X, A ..." or "A, referring to X, ...": the subject's own act.
  if (!before || (!clause && before->Is(","))) {
    pending_ = head;
    return;
  }
  if (!clause) return;
  if (before->Is("by") && clause->head.match.last + 1 >= at &&
      Embeds(clause->head)) {
    // "responded by appreciating", "began by expressing his thanks": one act.
    if (Embeds(head)) {
      clause->head.match.act = head.match.act;
      ReadInnerNoun(*clause, head);
      clause->head.match.last = head.match.last;
    } else {
      clause->inner = head;
    }
    return;
  }
  const bool adjunct =
      before->Is(",") || before->Is("while") ||
      (before->Is("and") && clause->head.shape == VerbShape::kIng);
  if (!adjunct || clause->in_block) return;
  if (clause->head.match.cls == HeadClass::kConverge &&
      head.match.cls != HeadClass::kReport) {
    return;
  }
  Clause next;
  next.first = at;
  next.speaker = clause->speaker;
  next.head = head;
  next.content = head.match.last;
  ReadNoun(next);
  if (head.match.cls == HeadClass::kExpress && !next.noun) return;
  clauses_.push_back(std::move(next));
}

void ClauseReader::ReadInfinitive(const Head& head) {
  Clause* clause = current();
  if (!clause) return;
  const bool polite =
      clause->head.match.act == v1::ACT_HOPE ||
      (clause->inner && clause->inner->match.act == v1::ACT_HOPE);
  const std::size_t last =
      clause->inner ? clause->inner->match.last : clause->head.match.last;
  if (!polite || head.match.first > last + 4) return;
  static constexpr std::array<v1::Act, 6> kPolite = {
      v1::ACT_REQUEST, v1::ACT_THANK,   v1::ACT_CONGRATULATE,
      v1::ACT_CONDOLE, v1::ACT_WELCOME, v1::ACT_COMMEND};
  Clause probe;
  probe.head = head;
  ReadNoun(probe);
  const v1::Act act = probe.noun ? probe.noun->act : head.match.act;
  if (std::find(kPolite.begin(), kPolite.end(), act) == kPolite.end()) return;
  if (clause->inner) {
    clause->inner->match.act = act;
  } else {
    clause->head.match.act = act;
  }
}

void ClauseReader::AddNounConjuncts() {
  static const std::vector<HeadClass> kNoun = {HeadClass::kNoun};
  std::vector<Clause> split;
  for (Clause& clause : clauses_) {
    split.push_back(clause);
    if (!clause.noun || clause.head.match.cls == HeadClass::kConverge) {
      continue;
    }
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
      // "of concern and need": a bare noun is no new object.
      if (k == i && i > clause.noun->last + 2) continue;
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
