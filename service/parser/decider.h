#ifndef CHANCERY_SERVICE_PARSER_DECIDER_H_
#define CHANCERY_SERVICE_PARSER_DECIDER_H_

#include <optional>

#include "service/parser/decide.h"

namespace chancery {

// Decides one clause. Used by Decide() alone; its members are in decide.cc
// (what is agreed), decide_statements.cc (statements, futures) and
// decide_plans.cc (what a statement plans).
class Decider {
 public:
  Decider(const Tokens& tokens, const Sentence& sentence, const Clause& clause,
          const Speakers& speakers)
      : tokens_(tokens),
        sentence_(sentence),
        clause_(clause),
        speakers_(speakers) {}

  Decision Decide();

 private:
  // A discrete act that one side undertakes for the other.
  static bool IsMessage(v1::Act act) {
    return act == v1::ACT_CONVEY || act == v1::ACT_SUBMIT ||
           act == v1::ACT_DISPATCH;
  }

  Decision Nothing(absl::string_view why);

  Decision Record(v1::RecordKind kind, v1::Act act);

  Decision FollowUp(v1::Act act, v1::FollowUpBasis basis);

  Decision Touch();

  std::size_t ContentFirst() const;

  // What a head of convergence is about, behind it or, in a passive, before.
  Complement ReadAgreed() const;

  // "their shared view that", "a common commitment to".
  Decision Shared(std::size_t from);

  Decision Converge();

  // The complement's verb names lasting action.
  bool Lasting(const Complement& complement) const;

  Decision SingleConverge(bool block);

  // "plan to meet", "are scheduled to meet".
  bool Scheduled() const;

  // "accepted the invitation", "invited B, and she accepted".
  bool AnswersInvitation() const;

  // "shared concerns about X" of one side.
  bool VoicesConcern() const;

  // "reiterated their commitment" of a joint subject is an agreement.
  bool JointNoun() const;

  Decision Statement();

  // "shared with each other their assessments" informs nobody.
  bool Reciprocal() const;

  // "look forward to meeting at the G20" of both is a follow-up, weaker than
  // an agreed one.
  Decision WithPlan(v1::Act act);

  // "promised to convey the message": a discrete act for the counterpart.
  std::optional<HeadMatch> PromisedMessage() const;

  // "the G20", "next week" at or behind token `from`.
  bool NamedOrDated(std::size_t from) const;

  // A contact that is named or dated: "the G20", "next week", "in June".
  std::optional<HeadMatch> ExpectedContact() const;

  Decision InnerStatement();

  // "should" with the addressee as its subject asks for the addressee's act.
  v1::Act Normative(const Head& inner) const;

  // "invited B to show restraint" requests.
  bool InvitesToAct() const;

  // "resolve to act firmly in response" warns.
  bool Threatens() const;

  // "would like B to visit" invites.
  v1::Act Sharpened(v1::Act act) const;

  // "will", "would": the speaker's own future commits; a discrete act is a
  // follow-up; anybody else's is asserted.
  Decision Future(const Head& head);

  const Tokens& tokens_;
  const Sentence& sentence_;
  const Clause& clause_;
  const Speakers& speakers_;
  Decision decision_;
};

}  // namespace chancery

#endif  // CHANCERY_SERVICE_PARSER_DECIDER_H_
