#include "service/parser/clause_reader.h"
#include "service/parser/decider.h"

namespace chancery {

Decision Decider::WithPlan(v1::Act act) {
  const bool joint = clause_.speaker.joint();
  if (act == v1::ACT_HOPE && joint) {
    if (const auto plan = ExpectedContact()) {
      return FollowUp(plan->act, v1::FOLLOW_UP_BASIS_EXPECTED);
    }
  }
  if (act == v1::ACT_COMMIT && clause_.speaker.single()) {
    if (const auto plan = PromisedMessage()) {
      decision_.undertaken = true;
      return FollowUp(plan->act, v1::FOLLOW_UP_BASIS_UNDERTAKEN);
    }
    if (Threatens()) return Record(v1::RECORD_KIND_STATEMENT, v1::ACT_WARN);
  }
  // What both undertake is agreed.
  if (act == v1::ACT_COMMIT && joint) {
    return Record(v1::RECORD_KIND_AGREEMENT, v1::ACT_JOINT_COMMITMENT);
  }
  return Record(v1::RECORD_KIND_STATEMENT, act);
}

bool Decider::Threatens() const {
  static constexpr HeadClasses kStance = {HeadClass::kStance};
  for (std::size_t i = clause_.content; i < clause_.last; ++i) {
    if (sentence_.masked[i - sentence_.first] || !tokens_[i].word) continue;
    const auto match = Lexicon::Get().Match(tokens_, sentence_.first, i,
                                            clause_.last, kStance);
    if (match && match->act == v1::ACT_WARN) return true;
  }
  return false;
}

std::optional<HeadMatch> Decider::PromisedMessage() const {
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

bool Decider::NamedOrDated(std::size_t from) const {
  static constexpr std::array<absl::string_view, 10> kDates = {
      "next",  "later", "this",   "upcoming", "forthcoming",
      "month", "week",  "autumn", "spring",   "summer"};
  for (std::size_t k = from; k < clause_.last; ++k) {
    const Token& token = tokens_[k];
    if (token.word && (token.capital || Has(kDates, token.lower)) &&
        MentionAt(sentence_, k) < 0) {
      return true;
    }
  }
  return false;
}

std::optional<HeadMatch> Decider::ExpectedContact() const {
  const std::size_t from = clause_.inner  ? clause_.inner->match.last
                           : clause_.noun ? clause_.noun->last
                                          : clause_.head.match.last;
  for (std::size_t i = from; i < clause_.last && i < from + 4; ++i) {
    auto plan = PlanAt(tokens_, from, i, clause_.last);
    if (!plan) continue;
    if (NamedOrDated(plan->last)) return plan;
    return std::nullopt;
  }
  const HeadMatch& head =
      clause_.inner ? clause_.inner->match : clause_.head.match;
  if (head.lemma != "look" && head.lemma != "await" &&
      head.lemma != "anticipate") {
    return std::nullopt;
  }
  auto contact = ContactNounAt(tokens_, from, clause_.last);
  if (contact && NamedOrDated(from)) return contact;
  return std::nullopt;
}

}  // namespace chancery
