#include "absl/strings/match.h"
#include "service/parser/clause_reader.h"
#include "service/parser/decider.h"

namespace chancery {

Decision Decider::Decide() {
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
    case HeadClass::kContact:
      return Nothing("It reports the contact itself.");
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

Decision Decider::Nothing(absl::string_view why) {
  decision_.outcome = Decision::Outcome::kNothing;
  decision_.why_not.assign(why.data(), why.size());
  return decision_;
}

Decision Decider::Record(v1::RecordKind kind, v1::Act act) {
  decision_.outcome = Decision::Outcome::kRecord;
  decision_.kind = kind;
  decision_.act = act;
  return decision_;
}

Decision Decider::FollowUp(v1::Act act, v1::FollowUpBasis basis) {
  decision_.basis = basis;
  return Record(v1::RECORD_KIND_FOLLOW_UP, act);
}

Decision Decider::Touch() {
  decision_.outcome = Decision::Outcome::kTouch;
  return decision_;
}

std::size_t Decider::ContentFirst() const {
  return clause_.carries_on ? clause_.first : clause_.content;
}

Complement Decider::ReadAgreed() const {
  const Head& head = clause_.head;
  // "The need for X was reaffirmed."
  const bool before = head.shape == VerbShape::kPassive && clause_.implicit &&
                      head.subject_shape == SubjectShape::kOther &&
                      !clause_.carries_on && clause_.first < head.group;
  return ReadComplement(tokens_, sentence_, speakers_.header(),
                        before ? clause_.first : ContentFirst(),
                        before ? head.group : clause_.last);
}

Decision Decider::Converge() {
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
  const Complement complement = ReadAgreed();
  switch (complement.kind) {
    case Complement::Kind::kDiscrete:
      decision_.head =
          complement.words.first < complement.words.last && clause_.carries_on
              ? complement.words
              : decision_.head;
      return FollowUp(complement.plan, Scheduled()
                                           ? v1::FOLLOW_UP_BASIS_SCHEDULED
                                           : v1::FOLLOW_UP_BASIS_AGREED);
    case Complement::Kind::kAction:
      if (lemma == "decide" && complement.infinitive && !Lasting(complement)) {
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

bool Decider::Lasting(const Complement& complement) const {
  static constexpr HeadClasses kIntend = {HeadClass::kIntend};
  return complement.words.first < clause_.last &&
         Lexicon::Get()
             .Match(tokens_, sentence_.first, complement.words.first,
                    clause_.last, kIntend)
             .has_value();
}

bool Decider::Scheduled() const {
  const std::string& lemma = clause_.head.match.lemma;
  return clause_.head.match.act == v1::ACT_COMMIT &&
         (lemma == "plan" || lemma == "schedule" || lemma == "arrange" ||
          lemma == "be");
}

bool Decider::AnswersInvitation() const {
  if (clause_.noun) return clause_.noun->act == v1::ACT_INVITE;
  for (std::size_t i = sentence_.first; i < clause_.first; ++i) {
    if (absl::StartsWith(tokens_[i].lower, "invit")) return true;
  }
  return false;
}

bool Decider::VoicesConcern() const {
  const HeadMatch& head = clause_.head.match;
  if (head.lemma != "share" ||
      !absl::StartsWith(tokens_[head.last - 1].lower, "concern")) {
    return false;
  }
  static constexpr std::array<absl::string_view, 6> kAnothers = {
      "the", "this", "these", "that", "those", "same"};
  for (std::size_t i = head.first + 1; i + 1 < head.last; ++i) {
    if (tokens_[i].possessive || Has(kAnothers, tokens_[i].lower)) return false;
  }
  return true;
}

Decision Decider::SingleConverge(bool block) {
  if (block) {
    decision_.joint = false;
    return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_ASSERT);
  }
  if (clause_.head.match.act == v1::ACT_ASSENT) {
    decision_.joint = true;
    // "shared his concern" voices it, "shared B's concern" agrees with B.
    if (VoicesConcern()) {
      decision_.joint = false;
      return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_CONCERN);
    }
    // "accepted the invitation", "agreed to meet in May": settled by both.
    const bool accepted = clause_.head.match.lemma == "accept" &&
                          !clause_.head.negative && AnswersInvitation();
    if (accepted) return FollowUp(v1::ACT_VISIT, v1::FOLLOW_UP_BASIS_AGREED);
    const Complement complement = ReadAgreed();
    if (complement.kind == Complement::Kind::kDiscrete &&
        complement.infinitive) {
      return FollowUp(complement.plan, v1::FOLLOW_UP_BASIS_AGREED);
    }
    return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_ASSENT);
  }
  // "decided to recall the ambassador" is in the lexicon as a protest.
  if (clause_.noun && clause_.noun->act != v1::ACT_UNSPECIFIED) {
    return Statement();
  }
  const std::string& lemma = clause_.head.match.lemma;
  v1::Act act = clause_.head.match.act;
  if (Scheduled()) {
    const Complement complement = ReadAgreed();
    if (complement.kind == Complement::Kind::kDiscrete) {
      return FollowUp(complement.plan, v1::FOLLOW_UP_BASIS_SCHEDULED);
    }
  }
  if (lemma == "reaffirm" || lemma == "affirm" || lemma == "reconfirm" ||
      lemma == "confirm") {
    const Complement complement = ReadComplement(
        tokens_, sentence_, speakers_.header(), ContentFirst(), clause_.last);
    if (complement.kind == Complement::Kind::kAction) act = v1::ACT_COMMIT;
  }
  return Record(v1::RECORD_KIND_STATEMENT, act);
}

Decision Decide(const Tokens& tokens, const Sentence& sentence,
                const Clause& clause, const Speakers& speakers) {
  return Decider(tokens, sentence, clause, speakers).Decide();
}

}  // namespace chancery
