#include "service/parser/clause_reader.h"
#include "service/parser/complements.h"

namespace chancery {

bool ClauseReader::Embedded(const Head& head, const Mention& subject) {
  const Clause* clause = current();
  if (!clause) return false;
  // "A, referring to X, stressed Y"
  if (clause->waiting && subject.first < clause->first) return false;
  if (clause->head.match.cls == HeadClass::kContact) return false;
  const std::size_t boundary = BoundaryBefore(subject.first);
  if (boundary == subject.first) return true;
  const Token& mark = At(boundary);
  if (clause->waiting && mark.Is(",") && head.match.cls != HeadClass::kPred &&
      head.match.cls != HeadClass::kWill) {
    return false;
  }
  if (mark.Is("that")) return true;
  // "expressed his thanks and he said": right behind the object.
  const bool joins = mark.Is("and") || mark.Is("but") || mark.Is("while");
  if (boundary < clause->content || (boundary == clause->content && !joins)) {
    return true;
  }
  // A comma closes an opener inside the complement: "that as global
  // players, Japan and Germany will ...", unless the complement has had its
  // predicate already.
  if (mark.Is(",") && !AndAt(boundary) && !clause->inner &&
      ThatBetween(clause->content, boundary) &&
      !FiniteBetween(*clause, boundary)) {
    return true;
  }
  const bool human = subject.kind == MentionKind::kPerson ||
                     subject.kind == MentionKind::kOffice ||
                     subject.kind == MentionKind::kJoint ||
                     (subject.kind == MentionKind::kThird && !mark.Is("that"));
  if (human && head.match.cls != HeadClass::kWill &&
      head.match.cls != HeadClass::kPred) {
    return false;
  }
  if (subject.kind == MentionKind::kHe) {
    return head.match.cls == HeadClass::kWill;
  }
  return true;
}

bool ClauseReader::ThatBetween(std::size_t from, std::size_t until) const {
  // The head's own "that" may stand right behind it.
  const std::size_t start = from > sentence_.first ? from - 1 : from;
  for (std::size_t i = start; i < until; ++i) {
    if (At(i).Is("that")) return true;
  }
  return false;
}

bool ClauseReader::HoldsClause(const Clause& clause) const {
  static constexpr std::array<absl::string_view, 9> kPlainObject = {
      "outline", "explain", "describe", "present",  "detail",
      "inform",  "brief",   "update",   "introduce"};
  if (clause.in_block || !Has(kPlainObject, clause.head.match.lemma)) {
    return true;
  }
  for (std::size_t i = clause.content; i < sentence_.last; ++i) {
    if (At(i).Is("that") || At(i).Is("how") || At(i).Is(":") || At(i).Is("(")) {
      return true;
    }
  }
  return MentionAt(sentence_, clause.content) >= 0;
}

bool ClauseReader::InfinitiveBetween(std::size_t from,
                                     std::size_t until) const {
  for (std::size_t i = from; i + 1 < until; ++i) {
    if (At(i).Is("to") && At(i + 1).word && !At(i + 1).capital &&
        !At(i + 1).Is("the")) {
      return true;
    }
  }
  return false;
}

bool ClauseReader::FiniteBetween(const Clause& clause,
                                 std::size_t until) const {
  for (const Head& head : sentence_.heads) {
    if (head.match.first >= clause.content && head.match.last <= until &&
        !head.masked && head.shape == VerbShape::kFinite) {
      return true;
    }
  }
  return false;
}

bool ClauseReader::OpensBlockSentence(const Head& head) {
  const Mention& subject = *MentionOf(head);
  if (!current()->in_block || current()->inner ||
      subject.kind != MentionKind::kPerson ||
      head.match.cls == HeadClass::kPred ||
      head.match.cls == HeadClass::kWill) {
    return false;
  }
  const bool front = subject.first <= sentence_.first + 3 ||
                     BoundaryBefore(subject.first) != subject.first;
  const bool other = subject.party != current()->speaker.party;
  if (front && other) speakers_.CloseBlock();
  return front && (other || Embeds(head));
}

void ClauseReader::ReadWithSubject(const Head& head) {
  const Mention& subject = *MentionOf(head);
  // "the conference, where they will meet next week": settled.
  if (head.match.cls == HeadClass::kWill && current() && !current()->in_block &&
      subject.first > sentence_.first &&
      Has(kRelatives, At(subject.first - 1).lower)) {
    Start(head, speakers_.Settle(subject), head.subject, subject.first, false);
    return;
  }
  if (current() && Embedded(head, subject) && !OpensBlockSentence(head)) {
    ReadEmbedded(head, &subject);
    return;
  }
  if (head.match.cls == HeadClass::kPred ||
      head.match.cls == HeadClass::kWill) {
    // "They should ...": the carried speaker goes on without a verb of
    // saying.
    if (NoClause()) ReadFreeSpeech(head, &subject);
    return;
  }
  Speaker speaker = speakers_.Settle(subject);
  std::size_t first = subject.first;
  bool implicit = false;
  if (head.shape == VerbShape::kPassive) {
    const int agent = AgentBehind(head);
    if (agent >= 0) {
      const Mention& by = sentence_.mentions[static_cast<std::size_t>(agent)];
      speaker = speakers_.Settle(by);
      Start(head, speaker, agent, first, implicit);
      return;
    }
    const Speaker carried = speakers_.Carried();
    const bool spoken = subject.kind == MentionKind::kIt && carried.single() &&
                        head.match.cls != HeadClass::kConverge &&
                        At(head.group).Is("is");
    if (spoken) {
      speaker = carried;
      speaker.low = true;
    } else if (subject.kind != MentionKind::kIt) {
      speaker = Speaker();
      speaker.kind = Speaker::Kind::kImpersonal;
      if (NoClause()) first = sentence_.first;
    }
    implicit = true;
  } else if (subject.kind == MentionKind::kIt) {
    return;
  }
  if (speaker.kind == Speaker::Kind::kOther ||
      speaker.kind == Speaker::Kind::kNobody) {
    return;
  }
  // "A and B agreed with C": of three parties, C too.
  const std::size_t behind = head.match.last;
  if (!speaker.members.empty() && behind + 1 < sentence_.last) {
    const int with = At(behind).Is("with") ? MentionAt(sentence_, behind + 1)
                     : At(behind - 1).Is("with") ? MentionAt(sentence_, behind)
                                                 : -1;
    if (with >= 0) {
      const Speaker third =
          speakers_.Settle(sentence_.mentions[static_cast<std::size_t>(with)]);
      if (third.single()) speaker.members.push_back(third.party);
    }
  }
  Start(head, speaker, head.subject, first, implicit);
}

int ClauseReader::AgentBehind(const Head& head) const {
  constexpr std::size_t kAgentWords = 8;
  for (std::size_t i = head.match.last;
       i < sentence_.last && i < head.match.last + kAgentWords; ++i) {
    if (At(i).Is("by") && i + 1 < sentence_.last) {
      return MentionAt(sentence_, i + 1);
    }
    if (At(i).Is(",") || At(i).Is("that")) break;
  }
  return -1;
}

void ClauseReader::ReadEmbedded(const Head& head, const Mention* subject) {
  Clause* clause = current();
  if (clause->head.match.cls == HeadClass::kContact) return;
  const bool own =
      !subject || subject->kind == MentionKind::kIt ||
      speakers_.IsOwn(*subject, clause->speaker) ||
      (clause->speaker.joint() && subject->kind == MentionKind::kParty);
  if (clause->head.match.cls == HeadClass::kConverge) return;
  const HeadClass cls = head.match.cls;
  if (cls == HeadClass::kTouch || cls == HeadClass::kTask) return;
  // Inside speech only the plain verbs of expression express anything.
  if (cls == HeadClass::kExpress && head.match.lemma != "express" &&
      head.match.lemma != "convey" && head.match.lemma != "offer" &&
      head.match.lemma != "extend" && head.modal.empty()) {
    return;
  }
  if (cls == HeadClass::kPred) {
    if (Open() && !HoldsClause(*clause)) return;
    if (Open()) {
      clause->inner = head;
    } else {
      MaybeSecond(head, subject);
    }
    return;
  }
  if (!own || head.shape == VerbShape::kPassive) return;
  if (subject && subject->kind == MentionKind::kIt &&
      head.match.act != v1::ACT_HOPE) {
    return;
  }
  if (Open()) {
    // A verb of saying inside another keeps the slot open.
    clause->inner = head;
    if (Embeds(head) && head.modal.empty()) {
      clause->inner.reset();
      clause->head.match.act = head.match.act;
      clause->head.match.last = head.match.last;
      clause->content = head.match.last;
      ReadInnerNoun(*clause, head);
    }
    return;
  }
  MaybeSecond(head, subject);
}

void ClauseReader::ReadInnerNoun(Clause& clause, const Head& head) const {
  const Head outer = clause.head;
  clause.head.match.last = head.match.last;
  ReadNoun(clause);
  clause.head = outer;
}

bool ClauseReader::CarriesThat(const Clause& clause) const {
  const std::size_t at = clause.inner->match.last;
  return at < sentence_.last && At(at).Is("that");
}

void ClauseReader::MaybeSecond(const Head& head, const Mention* subject) {
  Clause* clause = current();
  if (!clause || clause->head.match.cls == HeadClass::kTouch) return;
  const std::size_t at = subject ? subject->first : head.group;
  const std::size_t boundary = BoundaryBefore(at);
  const bool near = boundary == Behind(*clause) && At(boundary).Is("and");
  if (boundary == at || (boundary <= Behind(*clause) && !near)) return;
  if (At(boundary).Is("that")) return;
  const bool comma_only = At(boundary).Is(",") && !AndAt(boundary);
  if (comma_only && head.modal.empty()) return;
  const v1::Act act = head.match.act;
  const v1::Act had = clause->inner  ? clause->inner->match.act
                      : clause->noun ? clause->noun->act
                                     : clause->head.match.act;
  // "violates the law and should be condemned" condemns.
  if (!subject && clause->inner && had == v1::ACT_CONCERN &&
      act == v1::ACT_CONDEMN && head.match.cls == HeadClass::kPred) {
    clause->inner = head;
    return;
  }
  // Conjuncts of one stance on one object merge, except that a repeated
  // "would" is a repeated mark (U3).
  if (act == had && head.modal.empty()) return;
  if (head.match.cls == HeadClass::kWill &&
      (!clause->inner || (!subject && !OwnInner(*clause)))) {
    return;
  }
  Clause next = Continuation(*clause, boundary + 1);
  next.inner = head;
  next.head.negative = false;
  clauses_.push_back(std::move(next));
}

bool ClauseReader::OwnInner(const Clause& clause) const {
  const Head& inner = *clause.inner;
  if (inner.match.cls == HeadClass::kPred) return false;
  if (inner.subject < 0) {
    return inner.subject_shape == SubjectShape::kCoordinated;
  }
  return speakers_.IsOwn(
      sentence_.mentions[static_cast<std::size_t>(inner.subject)],
      clause.speaker);
}

bool ClauseReader::IsPast(const Clause& clause) {
  return clause.in_block || (clause.head.match.forms & kPast) != 0 ||
         clause.head.group < clause.head.match.first;
}

void ClauseReader::ReadCoordinated(const Head& head) {
  Clause* clause = current();
  if (StartInverted(head)) return;
  if (!clause) {
    StartFromLead(head);
    return;
  }
  if (head.match.cls == HeadClass::kPred ||
      head.match.cls == HeadClass::kWill) {
    if (clause->head.match.cls == HeadClass::kConverge) return;
    if (Open()) {
      if (head.that_before || clause->in_block ||
          head.match.cls == HeadClass::kPred) {
        clause->inner = head;
      }
    } else {
      MaybeSecond(head, nullptr);
    }
    return;
  }
  if (Open() && Behind(*clause) == head.group) return;
  // "which came after X, ..., had urged": what had been done before.
  if (At(head.group).Is("had") && clause->head.match.first < head.group &&
      !At(clause->head.group).Is("had") && !clause->in_block) {
    return;
  }
  const bool past = (head.match.forms & kPast) != 0 ||
                    head.shape == VerbShape::kPassive ||
                    head.match.lemma == "be" || head.group < head.match.first;
  // "to congratulate him and discuss X": under the same "to".
  if (clause->purpose && (head.match.forms & kBase) != 0 && !past) {
    ReadPurpose(head);
    return;
  }
  // "wishes to ensure A and encourage B": under the same "to".
  const bool base = (head.match.forms & kBase) != 0 && head.modal.empty() &&
                    !past && head.group == head.match.first;
  if (base && !clause->in_block && clause->head.match.first < head.group &&
      InfinitiveBetween(clause->head.match.last, head.group)) {
    return;
  }
  // A past tense may go back to the main verb over a present one inside.
  const bool clause_past =
      past ? std::any_of(clauses_.begin(), clauses_.end(), IsPast)
           : IsPast(*clause);
  if (past != clause_past && !clause->in_block && !clause->inner) {
    // "stated that Japan does A, and intends to B": a stance of its own.
    if (Embeds(clause->head) && head.match.cls == HeadClass::kStance &&
        clause->content < head.group &&
        ((head.match.forms & kThird) != 0 ||
         !InfinitiveBetween(clause->content, head.group)) &&
        ThatBetween(clause->content, head.group)) {
      Clause next = Continuation(*clause, head.group);
      next.inner = head;
      clauses_.push_back(std::move(next));
    }
    return;
  }
  const bool merges = clause->head.match.cls == HeadClass::kStance &&
                      head.match.cls == HeadClass::kStance &&
                      clause->head.match.act == head.match.act &&
                      !clause->inner &&
                      clause->head.match.last + 3 >= head.group;
  if (merges) return;
  if (clause->in_block && !clause->inner && !clause->noun) {
    if (!head.modal.empty()) clause->inner = head;
    return;
  }
  if (clause->waiting) {
    StartFromLead(head);
    return;
  }
  Clause next;
  next.first = head.group;
  next.speaker = clause->speaker;
  next.head = Spoken(head, next.speaker);
  next.content = head.match.last;
  next.in_block = clause->in_block;
  next.item = clause->item;
  if (head.shape == VerbShape::kPassive) next.implicit = clause->implicit;
  ReadNoun(next);
  static constexpr std::array<absl::string_view, 9> kSay = {
      "express", "convey", "share",    "offer",      "voice",
      "deliver", "relay",  "transmit", "communicate"};
  if (head.match.cls == HeadClass::kExpress && !next.noun &&
      !Has(kSay, head.match.lemma)) {
    return;
  }
  if (const Speaker giver = Giver(next); giver.single()) next.speaker = giver;
  clauses_.push_back(std::move(next));
}

}  // namespace chancery
