#include "service/parser/decide.h"

#include <algorithm>
#include <array>

namespace chancery {
namespace {

bool IsMessage(v1::Act act) {
  return act == v1::ACT_CONVEY || act == v1::ACT_SUBMIT ||
         act == v1::ACT_DISPATCH;
}

class Decider {
 public:
  Decider(const Tokens& tokens, const Sentence& sentence, const Clause& clause,
          const Speakers& speakers)
      : tokens_(tokens),
        sentence_(sentence),
        clause_(clause),
        speakers_(speakers) {}

  Decision Decide() {
    decision_.head = {clause_.head.match.first, clause_.head.match.last};
    decision_.negative =
        clause_.head.negative || (clause_.inner && clause_.inner->negative);
    decision_.joint = clause_.speaker.joint();
    decision_.modal = clause_.inner && !clause_.inner->modal.empty()
                          ? clause_.inner->modal
                          : clause_.head.modal;
    if (clause_.speaker.kind == Speaker::Kind::kNobody ||
        clause_.speaker.kind == Speaker::Kind::kOther) {
      return Nothing("Its subject takes no part in the contact.");
    }
    if (clause_.noun && clause_.noun->cls == HeadClass::kVoid) {
      return Nothing("A greeting takes no position.");
    }
    switch (clause_.head.match.cls) {
      case HeadClass::kTouch:
        return Touch();
      case HeadClass::kTask:
        return FollowUp(v1::ACT_TASK, v1::FOLLOW_UP_BASIS_TASKED);
      case HeadClass::kConverge:
        return Converge();
      case HeadClass::kReport:
      case HeadClass::kExpress:
      case HeadClass::kStance:
      case HeadClass::kPred:
      case HeadClass::kWill:
        return Statement();
      case HeadClass::kNoun:
      case HeadClass::kView:
      case HeadClass::kVoid:
      case HeadClass::kJoint:
      case HeadClass::kPlan:
      case HeadClass::kIntend:
      case HeadClass::kValue:
        break;
    }
    return Nothing("No head of the lexicon.");
  }

 private:
  Decision Nothing(absl::string_view why) {
    decision_.outcome = Decision::Outcome::kNothing;
    decision_.why_not.assign(why.data(), why.size());
    return decision_;
  }
  Decision Record(v1::RecordKind kind, v1::Act act) {
    decision_.outcome = Decision::Outcome::kRecord;
    decision_.kind = kind;
    decision_.act = act;
    return decision_;
  }
  Decision FollowUp(v1::Act act, v1::FollowUpBasis basis) {
    decision_.basis = basis;
    return Record(v1::RECORD_KIND_FOLLOW_UP, act);
  }

  Decision Touch() {
    decision_.outcome = Decision::Outcome::kTouch;
    return decision_;
  }

  Decision Task() { return FollowUp(v1::ACT_TASK, v1::FOLLOW_UP_BASIS_TASKED); }

  std::size_t ContentFirst() const {
    return clause_.carries_on ? clause_.first : clause_.content;
  }

  Decision Converge() {
    const std::string& lemma = clause_.head.match.lemma;
    if (clause_.head.negative) {
      // "did not agree" is a joint objection, never an agreement.
      decision_.negative = true;
      return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_OPPOSE);
    }
    const bool block_impersonal =
        speakers_.block() && clause_.speaker.kind == Speaker::Kind::kImpersonal;
    if (clause_.speaker.single() || block_impersonal) {
      return SingleConverge(block_impersonal);
    }
    decision_.joint = true;
    const Complement complement = ReadComplement(
        tokens_, sentence_, speakers_.header(), ContentFirst(), clause_.last);
    switch (complement.kind) {
      case Complement::Kind::kDiscrete:
        decision_.head =
            complement.words.first < complement.words.last && clause_.carries_on
                ? complement.words
                : decision_.head;
        return FollowUp(complement.plan, v1::FOLLOW_UP_BASIS_AGREED);
      case Complement::Kind::kAction:
        if (lemma == "decide" && complement.infinitive &&
            !Lasting(complement)) {
          return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_DECISION);
        }
        return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_JOINT_COMMITMENT);
      case Complement::Kind::kEvaluation:
        break;
    }
    const bool commits = lemma == "commit" || lemma == "recommit" ||
                         lemma == "pledge" || lemma == "undertake";
    return Record(v1::RECORD_KIND_AGREEMENT,
                  commits ? v1::ACT_JOINT_COMMITMENT : v1::ACT_JOINT_VIEW);
  }

  // The complement's verb names lasting action.
  bool Lasting(const Complement& complement) const {
    static const std::vector<HeadClass> kIntend = {HeadClass::kIntend};
    return complement.words.first < clause_.last &&
           Lexicon::Get()
               .Match(tokens_, sentence_.first, complement.words.first,
                      clause_.last, kIntend)
               .has_value();
  }

  Decision SingleConverge(bool block) {
    if (block) {
      decision_.joint = false;
      return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_ASSERT);
    }
    if (clause_.head.match.act == v1::ACT_ASSENT) {
      decision_.joint = true;
      return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_ASSENT);
    }
    // "decided to recall the ambassador" is in the lexicon as a protest.
    if (clause_.noun && clause_.noun->act != v1::ACT_UNSPECIFIED) {
      return Statement();
    }
    const std::string& lemma = clause_.head.match.lemma;
    v1::Act act = clause_.head.match.act;
    if (lemma == "reaffirm" || lemma == "affirm" || lemma == "reconfirm" ||
        lemma == "confirm") {
      const Complement complement = ReadComplement(
          tokens_, sentence_, speakers_.header(), ContentFirst(), clause_.last);
      if (complement.kind == Complement::Kind::kAction) act = v1::ACT_COMMIT;
    }
    return Record(v1::RECORD_KIND_STATEMENT, act);
  }

  // "reiterated their commitment" of a joint subject is an agreement.
  bool JointNoun() const {
    if (!clause_.speaker.joint() || !clause_.noun) return false;
    static const std::vector<HeadClass> kJoint = {HeadClass::kJoint};
    return Lexicon::Get()
        .Match(tokens_, sentence_.first, clause_.noun->first, sentence_.last,
               kJoint)
        .has_value();
  }

  Decision Statement() {
    if (JointNoun()) {
      return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_JOINT_COMMITMENT);
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
    if (head.match.cls == HeadClass::kExpress &&
        head.match.lemma != "express" && head.match.lemma != "convey" &&
        head.match.lemma != "share") {
      return Nothing("It says nothing that the lexicon knows.");
    }
    if (!clause_.carries_on && head.match.cls != HeadClass::kStance &&
        (head.modal == "will" || head.modal == "would")) {
      return Future(head);
    }
    if (Reciprocal()) return Touch();
    return WithPlan(Sharpened(head.match.act));
  }

  // "shared with each other their assessments" informs nobody.
  bool Reciprocal() const {
    for (std::size_t i = clause_.head.match.last;
         i + 1 < clause_.last && i < clause_.head.match.last + 6; ++i) {
      if (tokens_[i].Is("each") && tokens_[i + 1].Is("other")) return true;
    }
    return false;
  }

  // "look forward to meeting at the G20" of both is a follow-up, weaker than
  // an agreed one.
  Decision WithPlan(v1::Act act) {
    if (act == v1::ACT_HOPE && clause_.speaker.joint()) {
      if (const auto plan = ExpectedContact()) {
        return FollowUp(plan->act, v1::FOLLOW_UP_BASIS_EXPECTED);
      }
    }
    if (act == v1::ACT_COMMIT && clause_.speaker.single()) {
      if (const auto plan = PromisedMessage()) {
        decision_.undertaken = true;
        return FollowUp(plan->act, v1::FOLLOW_UP_BASIS_UNDERTAKEN);
      }
    }
    return Record(v1::RECORD_KIND_STATEMENT, act);
  }

  // "promised to convey the message": a discrete act for the counterpart.
  std::optional<HeadMatch> PromisedMessage() const {
    const HeadMatch& head =
        clause_.inner ? clause_.inner->match : clause_.head.match;
    if (head.lemma != "promise" && head.lemma != "pledge" &&
        head.lemma != "undertake" && head.lemma != "vow") {
      return std::nullopt;
    }
    std::size_t i = head.last;
    if (i >= clause_.last || !tokens_[i].Is("to")) return std::nullopt;
    do {
      ++i;
    } while (i < clause_.last && Lexicon::IsAdverb(tokens_[i].lower));
    const auto plan = PlanAt(tokens_, head.last, i, clause_.last);
    return plan && IsMessage(plan->act) ? plan : std::nullopt;
  }

  // A contact that is named or dated: "the G20", "next week", "in June".
  std::optional<HeadMatch> ExpectedContact() const {
    const std::size_t from =
        clause_.inner ? clause_.inner->match.last : clause_.head.match.last;
    for (std::size_t i = from; i < clause_.last && i < from + 4; ++i) {
      auto plan = PlanAt(tokens_, from, i, clause_.last);
      if (!plan) continue;
      for (std::size_t k = plan->last; k < clause_.last; ++k) {
        const Token& token = tokens_[k];
        if (token.word &&
            (token.capital || token.Is("next") || token.Is("later") ||
             token.Is("this")) &&
            MentionAt(sentence_, k) < 0) {
          return plan;
        }
      }
      return std::nullopt;
    }
    return std::nullopt;
  }

  Decision InnerStatement() {
    const Head& inner = *clause_.inner;
    decision_.head = {inner.match.first, inner.match.last};
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
        if (inner.subject >= 0 &&
            sentence_.mentions[static_cast<std::size_t>(inner.subject)].kind ==
                MentionKind::kJoint) {
          return Record(v1::RECORD_KIND_STATEMENT, clause_.head.match.act);
        }
        if (inner.negative) {
          return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_OPPOSE);
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

  // "should" with the addressee as its subject asks for the addressee's act.
  v1::Act Normative(const Head& inner) const {
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

  // "would like B to visit" invites.
  v1::Act Sharpened(v1::Act act) const {
    if (act != v1::ACT_HOPE && act != v1::ACT_REQUEST) return act;
    const std::size_t from =
        clause_.inner ? clause_.inner->match.last : clause_.head.match.last;
    const int object = from < clause_.last ? MentionAt(sentence_, from) : -1;
    if (object < 0) return act;
    const Mention& mention =
        sentence_.mentions[static_cast<std::size_t>(object)];
    const bool other = mention.kind == MentionKind::kPerson &&
                       mention.party != clause_.speaker.party;
    const std::size_t to = mention.last;
    if (other && to + 1 < clause_.last && tokens_[to].Is("to") &&
        (tokens_[to + 1].Is("visit") || tokens_[to + 1].Is("come"))) {
      return v1::ACT_INVITE;
    }
    return act;
  }

  // "will", "would": the speaker's own future commits; a discrete act is a
  // follow-up; anybody else's is asserted.
  Decision Future(const Head& head) {
    decision_.modal = head.modal.empty() ? "will" : head.modal;
    decision_.head = {head.match.first, head.match.last};
    std::size_t verb = head.match.first;
    if (head.match.cls == HeadClass::kWill) ++verb;
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

  const Tokens& tokens_;
  const Sentence& sentence_;
  const Clause& clause_;
  const Speakers& speakers_;
  Decision decision_;
};

}  // namespace

Decision Decide(const Tokens& tokens, const Sentence& sentence,
                const Clause& clause, const Speakers& speakers) {
  return Decider(tokens, sentence, clause, speakers).Decide();
}

}  // namespace chancery
