#include "service/parser/clause_reader.h"
#include "service/parser/decider.h"

namespace chancery {

bool Decider::JointNoun() const {
  if (!clause_.speaker.joint() || !clause_.noun) return false;
  static constexpr HeadClasses kJoint = {HeadClass::kJoint};
  return Lexicon::Get()
      .Match(tokens_, sentence_.first, clause_.noun->first, sentence_.last,
             kJoint)
      .has_value();
}

Decision Decider::Shared(std::size_t from) {
  static constexpr std::array<absl::string_view, 5> kShared = {
      "shared", "common", "mutual", "joint", "same"};
  static constexpr HeadClasses kNouns = {HeadClass::kJoint, HeadClass::kView,
                                         HeadClass::kNoun};
  static constexpr HeadClasses kJoint = {HeadClass::kJoint};
  constexpr std::size_t kReach = 5;
  const Lexicon& lexicon = Lexicon::Get();
  for (std::size_t i = from; i + 1 < clause_.last && i < from + kReach; ++i) {
    if (!Has(kShared, tokens_[i].lower)) continue;
    for (std::size_t k = i + 1; k < clause_.last && k < i + 4; ++k) {
      const auto noun =
          lexicon.Match(tokens_, sentence_.first, k, clause_.last, kNouns);
      if (!noun) continue;
      const bool joint =
          lexicon.Match(tokens_, sentence_.first, k, clause_.last, kJoint)
              .has_value();
      const bool view = tokens_[k].Is("view") || tokens_[k].Is("views");
      // A shared hope is a hope still.
      if (!joint && noun->act == v1::ACT_HOPE) return Nothing("");
      const bool intends = (joint && !view) || noun->act == v1::ACT_COMMIT ||
                           noun->act == v1::ACT_OFFER;
      return Record(v1::RECORD_KIND_AGREEMENT,
                    intends ? v1::ACT_JOINT_COMMITMENT : v1::ACT_JOINT_VIEW);
    }
    break;
  }
  return Nothing("");
}

Decision Decider::Statement() {
  if (JointNoun()) {
    return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_JOINT_COMMITMENT);
  }
  if (clause_.speaker.joint() && Embeds(clause_.head)) {
    const Decision shared = Shared(clause_.head.match.last);
    if (shared.outcome == Decision::Outcome::kRecord) return shared;
  }
  if (clause_.inner) return InnerStatement();
  if (clause_.noun) {
    decision_.head = {clause_.head.match.first, clause_.noun->last};
    if (clause_.noun->act == v1::ACT_ASSENT) {
      decision_.joint = true;
      return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_ASSENT);
    }
    return WithPlan(clause_.noun->act);
  }
  const Head& head = clause_.head;
  const bool tells =
      head.match.last < clause_.last && tokens_[head.match.last].Is("that");
  if (head.match.cls == HeadClass::kExpress && head.match.lemma == "offer") {
    return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_OFFER);
  }
  if (head.match.cls == HeadClass::kExpress && !tells &&
      head.match.lemma != "express" && head.match.lemma != "convey" &&
      head.match.lemma != "share") {
    return Nothing("It says nothing that the lexicon knows.");
  }
  const bool future = head.match.cls == HeadClass::kWill ||
                      head.modal == "will" || head.modal == "would";
  if (!clause_.carries_on && head.match.cls != HeadClass::kStance && future) {
    return Future(head);
  }
  if (Reciprocal()) return Touch();
  const v1::Act said = head.match.act;
  if (head.negative && (said == v1::ACT_SUPPORT || said == v1::ACT_WELCOME ||
                        said == v1::ACT_UNDERSTAND)) {
    return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_OPPOSE);
  }
  return WithPlan(Sharpened(head.match.act));
}

bool Decider::Reciprocal() const {
  if (!Embeds(clause_.head)) return false;
  for (std::size_t i = clause_.head.match.last;
       i + 1 < clause_.last && i < clause_.head.match.last + 6; ++i) {
    if (tokens_[i].Is("each") && tokens_[i + 1].Is("other")) return true;
  }
  return false;
}

Decision Decider::InnerStatement() {
  const Head& inner = *clause_.inner;
  decision_.head = {inner.match.first, inner.match.last};
  if (inner.negative && inner.match.cls == HeadClass::kConverge &&
      inner.match.act == v1::ACT_ASSENT) {
    return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_OPPOSE);
  }
  if (inner.modal == "will" || inner.modal == "would" ||
      inner.match.cls == HeadClass::kWill) {
    if (inner.match.cls != HeadClass::kStance &&
        inner.match.cls != HeadClass::kPred) {
      return Future(inner);
    }
  }
  if (inner.match.cls == HeadClass::kConverge) {
    if (inner.match.act == v1::ACT_ASSENT) {
      // "stated that he agreed": the answer, not a report of another one.
      // "said that both share a position" is one's own assent as well.
      if (inner.subject >= 0 && inner.match.lemma != "share" &&
          inner.match.lemma != "have" &&
          sentence_.mentions[static_cast<std::size_t>(inner.subject)].kind ==
              MentionKind::kJoint) {
        return Record(v1::RECORD_KIND_STATEMENT, clause_.head.match.act);
      }
      decision_.joint = true;
      return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_ASSENT);
    }
    return Record(v1::RECORD_KIND_STATEMENT, inner.match.act);
  }
  if (inner.match.cls == HeadClass::kTouch ||
      inner.match.cls == HeadClass::kTask) {
    return Record(v1::RECORD_KIND_STATEMENT, clause_.head.match.act);
  }
  v1::Act act = inner.match.act;
  if (inner.match.cls == HeadClass::kPred && act == v1::ACT_EMPHASIZE) {
    act = Normative(inner);
  }
  if (inner.negative && act == v1::ACT_UNDERSTAND) act = v1::ACT_OPPOSE;
  if (inner.negative && (act == v1::ACT_SUPPORT || act == v1::ACT_WELCOME)) {
    act = v1::ACT_OPPOSE;
  }
  return WithPlan(Sharpened(act));
}

v1::Act Decider::Normative(const Head& inner) const {
  const bool modal = inner.match.last == inner.match.first + 1 &&
                     (tokens_[inner.match.first].Is("should") ||
                      tokens_[inner.match.first].Is("must"));
  if (!modal || inner.subject < 0 || !clause_.speaker.single()) {
    return v1::ACT_EMPHASIZE;
  }
  const Mention& subject =
      sentence_.mentions[static_cast<std::size_t>(inner.subject)];
  const bool addressee = (subject.kind == MentionKind::kParty ||
                          subject.kind == MentionKind::kPerson) &&
                         subject.party != clause_.speaker.party &&
                         TakesPart(speakers_.header(), subject.party);
  return addressee ? v1::ACT_REQUEST : v1::ACT_EMPHASIZE;
}

v1::Act Decider::Sharpened(v1::Act act) const {
  if (act == v1::ACT_INVITE && InvitesToAct()) return v1::ACT_REQUEST;
  if (act != v1::ACT_HOPE && act != v1::ACT_REQUEST) return act;
  const std::size_t from =
      clause_.inner ? clause_.inner->match.last : clause_.head.match.last;
  const int object = from < clause_.last ? MentionAt(sentence_, from) : -1;
  if (object < 0) return act;
  const Mention& mention = sentence_.mentions[static_cast<std::size_t>(object)];
  const bool other = mention.kind == MentionKind::kPerson &&
                     mention.party != clause_.speaker.party;
  const std::size_t to = mention.last;
  if (other && to + 1 < clause_.last && tokens_[to].Is("to") &&
      (tokens_[to + 1].Is("visit") || tokens_[to + 1].Is("come"))) {
    return v1::ACT_INVITE;
  }
  return act;
}

bool Decider::InvitesToAct() const {
  static constexpr std::array<absl::string_view, 10> kComing = {
      "visit",  "pay",  "come",        "travel",    "make",
      "attend", "join", "participate", "undertake", "take"};
  const HeadMatch& head =
      clause_.inner ? clause_.inner->match : clause_.head.match;
  if (head.lemma != "invite") return false;
  constexpr std::size_t kReach = 16;
  for (std::size_t i = head.last;
       i + 1 < clause_.last && i < head.last + kReach; ++i) {
    if (!tokens_[i].Is("to")) continue;
    const Token& next = tokens_[i + 1];
    if (!next.word || next.capital || next.Is("the") || next.Is("a")) continue;
    return !Has(kComing, next.lower);
  }
  return false;
}

Decision Decider::Future(const Head& head) {
  decision_.modal = head.modal.empty() ? "will" : head.modal;
  decision_.head = {head.match.first, head.match.last};
  std::size_t verb =
      head.match.cls == HeadClass::kWill ? head.match.last : head.match.first;
  while (verb < clause_.last && Lexicon::IsAdverb(tokens_[verb].lower)) {
    ++verb;
  }
  bool own = true;
  if (clause_.speaker.kind == Speaker::Kind::kImpersonal) {
    own = true;  // "will be held": settled by both.
  } else if (head.subject >= 0) {
    const Mention& subject =
        sentence_.mentions[static_cast<std::size_t>(head.subject)];
    own = speakers_.IsOwn(subject, clause_.speaker);
  } else if (head.subject_shape == SubjectShape::kOther) {
    own = false;
  }
  if (!own || head.negative) {
    return Record(v1::RECORD_KIND_STATEMENT,
                  clause_.head.match.act == v1::ACT_COMMIT
                      ? v1::ACT_ASSERT
                      : clause_.head.match.act);
  }
  if (const auto plan = PlanAt(tokens_, verb, verb, clause_.last)) {
    decision_.undertaken = clause_.speaker.single();
    decision_.head = {plan->first, plan->last};
    return FollowUp(plan->act, IsMessage(plan->act)
                                   ? v1::FOLLOW_UP_BASIS_UNDERTAKEN
                                   : v1::FOLLOW_UP_BASIS_SCHEDULED);
  }
  if (clause_.speaker.joint()) {
    // "The two countries will ..." says what both have settled.
    return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_JOINT_COMMITMENT);
  }
  return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_COMMIT);
}

}  // namespace chancery
