#include "service/parser/clause_reader.h"

namespace chancery {

bool ClauseReader::AddAdjunct(const Head& head, const Speaker& speaker,
                              bool waiting) {
  Clause next;
  next.first = head.group;
  next.speaker = speaker;
  next.head = head;
  next.content = head.match.last;
  next.waiting = waiting;
  ReadNoun(next);
  const bool tells =
      head.match.last < sentence_.last && At(head.match.last).Is("that");
  if (head.match.cls == HeadClass::kExpress && !next.noun && !tells) {
    return false;
  }
  clauses_.push_back(std::move(next));
  return true;
}

void ClauseReader::FillWaiting(const Speaker& speaker, int subject,
                               Clause& clause) {
  bool first = true;
  for (Clause& waiting : clauses_) {
    if (!waiting.waiting) continue;
    waiting.waiting = false;
    waiting.speaker = speaker;
    // "A, stressing X, said Y": the subject opens the adjunct's clause.
    if (first && clause.first < waiting.first) {
      waiting.first = clause.first;
      waiting.subject = subject;
      clause.first = clause.head.group;
      clause.subject = -1;
    }
    first = false;
  }
}

bool ClauseReader::InGerundList(const Head& head) const {
  const Clause& clause = clauses_.back();
  static constexpr std::array<absl::string_view, 8> kBefore = {
      "to", "of", "on", "in", "by", "for", "through", "at"};
  for (std::size_t i = clause.head.match.last + 1; i < head.group; ++i) {
    if (!absl::EndsWith(At(i).lower, "ing")) continue;
    std::size_t k = i;
    while (k > clause.head.match.last && Lexicon::IsAdverb(At(k - 1).lower)) {
      --k;
    }
    if (Has(kBefore, At(k - 1).lower)) return true;
  }
  return false;
}

void ClauseReader::ReadParticiple(const Head& head) {
  const std::size_t at = head.group;
  const HeadClass cls = head.match.cls;
  if (cls == HeadClass::kWill || cls == HeadClass::kPred ||
      cls == HeadClass::kContact) {
    return;
  }
  Clause* clause = current();
  // "Responding to this, A ..." says no more than that A speaks, "describing X
  // as Y" no more than how.
  if (head.match.lemma == "respond" || head.match.lemma == "reply" ||
      head.match.lemma == "answer" || head.match.lemma == "describe" ||
      head.match.lemma == "seek") {
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
  static constexpr std::array<absl::string_view, 6> kOpeners = {
      "after", "while", "besides", "in", "when", "upon"};
  const bool front =
      !before ||
      (!clause && (before->Is(",") || (at == sentence_.first + 1 &&
                                       Has(kOpeners, before->lower))));
  const bool row =
      clause && clause->waiting && (before->Is("and") || before->Is(","));
  if (front || row) {
    if (cls != HeadClass::kTouch) AddAdjunct(head, Speaker(), true);
    return;
  }
  if (!clause) return;
  if (before->Is("by") && clause->head.match.last + 1 >= at &&
      Embeds(clause->head)) {
    // "responded by appreciating", "began by expressing his thanks": one act.
    clause->gerund = true;
    if (Embeds(head)) {
      clause->head.match.act = head.match.act;
      ReadInnerNoun(*clause, head);
      clause->head.match.last = head.match.last;
    } else if (cls == HeadClass::kConverge) {
      // "ended by agreeing to": what was agreed, not how the talks ended.
      clause->head.match = head.match;
      clause->content = head.match.last;
      ReadNoun(*clause);
    } else {
      clause->inner = head;
    }
    return;
  }
  const bool adjunct =
      before->Is(",") || before->Is("while") ||
      (before->Is("and") &&
       (clause->head.shape == VerbShape::kIng || clause->gerund));
  if (!adjunct || clause->in_block) return;
  const v1::Act act = head.match.act;
  const bool deed = cls == HeadClass::kConverge || cls == HeadClass::kTask ||
                    act == v1::ACT_SUPPORT || act == v1::ACT_COMMIT ||
                    act == v1::ACT_OPPOSE;
  if (deed && (InGerundList(head) || ThatBetween(clause->content, at))) return;
  const bool gerund = clause->gerund;
  if (AddAdjunct(head, clause->speaker, false)) {
    clauses_.back().gerund = gerund;
  }
}

void ClauseReader::ReadPurpose(const Head& head) {
  const HeadClass cls = head.match.cls;
  if (cls == HeadClass::kPred || cls == HeadClass::kWill) return;
  const Clause& clause = clauses_.back();
  const Token& before = At(head.group - 1);
  if (clause.purpose) {
    if (!before.Is("and") && !before.Is(",") &&
        !Lexicon::IsAdverb(before.lower)) {
      return;
    }
  } else {
    // "had a call on efforts to support X": no purpose of the call.
    static constexpr std::array<absl::string_view, 5> kAbout = {
        "about", "regarding", "concerning", "on", "over"};
    for (std::size_t i = clause.head.match.last; i + 1 < head.group; ++i) {
      const Token& next = At(i + 1);
      if (Has(kAbout, At(i).lower) && next.word && !next.capital &&
          !next.Is("the") && next.lower[0] > '9') {
        return;
      }
    }
  }
  const Speaker speaker = clause.speaker;
  if (AddAdjunct(head, speaker, false)) clauses_.back().purpose = true;
}

void ClauseReader::ReadInfinitive(const Head& head) {
  Clause* clause = current();
  if (!clause) return;
  if (clause->purpose || clause->head.match.cls == HeadClass::kContact) {
    ReadPurpose(head);
    return;
  }
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

}  // namespace chancery
