#include "service/parser/clause_reader.h"
#include "service/parser/complements.h"

namespace chancery {

void ClauseReader::ReadFreeSpeech(const Head& head, const Mention* subject) {
  const bool will = head.match.cls == HeadClass::kWill;
  const Speaker carried = speakers_.Carried();
  if (!subject || subject->kind == MentionKind::kThird ||
      subject->kind == MentionKind::kCounterpart) {
    return;
  }
  const bool own = carried.single() && speakers_.IsOwn(*subject, carried);
  const Speaker named = speakers_.Settle(*subject);
  // "The two countries will ...", "Minister B will visit Japan": said by the
  // readout itself, which the carried speaker does not do for somebody else.
  const bool readout =
      will && (subject->kind == MentionKind::kJoint ||
               (!own && named.single() &&
                (subject->kind != MentionKind::kParty || !carried.single())));
  if (readout) {
    Clause clause;
    clause.first = subject->first;
    clause.content = head.match.first;
    clause.speaker = named;
    clause.head = head;
    clauses_.push_back(std::move(clause));
    return;
  }
  // "Japan should ..." of the other side is asked of it.
  const bool other =
      !will && named.single() && subject->kind == MentionKind::kParty;
  if (!carried.single() || (!own && !other)) return;
  Clause clause;
  clause.first = sentence_.first;
  clause.content = sentence_.first;
  clause.speaker = carried;
  clause.speaker.low = true;
  clause.head = head;
  clause.inner = head;
  clauses_.push_back(std::move(clause));
}

void ClauseReader::ReadSecondPredicate(const Head& head) {
  const Clause& clause = clauses_.back();
  if (!clause.inner || clause.inner->match.cls != HeadClass::kPred ||
      clause.inner->match.act == head.match.act) {
    return;
  }
  constexpr std::size_t kSubjectWords = 6;
  std::size_t k = head.group;
  while (k > Behind(clause) && head.group - k < kSubjectWords &&
         !At(k - 1).Is("and")) {
    --k;
  }
  if (k <= Behind(clause) || !At(k - 1).Is("and") || k == head.group) return;
  if (!At(k).Is("the") && !At(k).Is("this") && !At(k).Is("such")) return;
  Clause next = Continuation(clause, k);
  next.inner = head;
  clauses_.push_back(std::move(next));
}

void ClauseReader::ReadSecondPassive(const Head& head) {
  const Clause& clause = clauses_.back();
  const bool unnamed =
      clause.implicit || clause.head.match.cls == HeadClass::kTouch;
  if (!unnamed || head.shape != VerbShape::kPassive) return;
  std::size_t boundary = head.group;
  while (boundary > Behind(clause) && !At(boundary - 1).Is("and") &&
         !At(boundary - 1).Is(";")) {
    --boundary;
  }
  // "X and Y were discussed" has one verb.
  if (boundary <= Behind(clause) || boundary == head.group) return;
  Speaker both;
  both.kind = Speaker::Kind::kImpersonal;
  Start(head, both, -1, boundary, true);
}

void ClauseReader::ReadOtherSubject(const Head& head) {
  Clause* clause = current();
  const HeadClass cls = head.match.cls;
  if (cls == HeadClass::kPred && clause) {
    if (clause->head.match.cls == HeadClass::kConverge ||
        clause->head.match.cls == HeadClass::kTouch) {
      return;
    }
    if (Open()) {
      if (HoldsClause(*clause)) clause->inner = head;
      return;
    }
    ReadSecondPredicate(head);
    return;
  }
  Speaker both;
  both.kind = Speaker::Kind::kImpersonal;
  // "The timing of the visit will be coordinated at the working level."
  if (clauses_.empty() && cls == HeadClass::kWill && !head.negative) {
    std::size_t verb = head.match.last;
    while (verb < sentence_.last && Lexicon::IsAdverb(At(verb).lower)) ++verb;
    if (verb < sentence_.last && At(verb).Is("be") &&
        PlanAt(tokens_, verb, verb, sentence_.last)) {
      Start(head, both, -1, sentence_.first, true);
    }
    return;
  }
  if (!clause && cls == HeadClass::kPred && speakers_.Carried().single()) {
    // "The act violates the law": the one who is speaking goes on.
    Clause next;
    next.first = next.content = sentence_.first;
    next.speaker = speakers_.Carried();
    next.speaker.low = true;
    next.head = head;
    next.inner = head;
    clauses_.push_back(std::move(next));
    return;
  }
  if (cls == HeadClass::kWill || cls == HeadClass::kPred) return;
  if (clause && !clause->waiting) {
    ReadSecondPassive(head);
    return;
  }
  // "The page was updated": nobody informs.
  if (head.shape == VerbShape::kPassive && AgentBehind(head) < 0 &&
      head.match.act == v1::ACT_INFORM) {
    return;
  }
  // Agentless passives: "X was discussed", "the importance was underscored".
  if (head.shape == VerbShape::kPassive) {
    const int agent = AgentBehind(head);
    if (agent >= 0) {
      const Speaker by =
          speakers_.Settle(sentence_.mentions[static_cast<std::size_t>(agent)]);
      if (by.single() || by.joint()) {
        Start(head, by, agent, sentence_.first, false);
        return;
      }
    }
    Start(head, both, -1, sentence_.first, true);
    return;
  }
  if (StartFromLead(head)) return;
  // "The talks covered X".
  if (cls == HeadClass::kTouch) Start(head, both, -1, sentence_.first, true);
}

}  // namespace chancery
