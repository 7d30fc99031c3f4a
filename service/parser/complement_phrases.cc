#include "service/parser/complement_reader.h"

namespace chancery {
namespace {

// Nouns of lasting action: "confirmed close coordination".
constexpr std::array<absl::string_view, 18> kActionNouns = {
    "cooperation",    "coordination",  "collaboration", "communication",
    "consultation",   "consultations", "contact",       "efforts",
    "implementation", "co-operation",  "continuation",  "contacts",
    "engagement",     "discussions",   "steps",         "measures",
    "action",         "actions"};

}  // namespace

bool ComplementReader::OwnOfficials(std::size_t from, std::size_t modal) const {
  static constexpr std::array<absl::string_view, 16> kStaff = {
      "officials",   "teams",       "experts",  "ministers",
      "governments", "staff",       "sides",    "delegations",
      "ministries",  "countries",   "advisers", "advisors",
      "negotiators", "authorities", "sherpas",  "diplomats"};
  for (std::size_t i = from; i < modal; ++i) {
    if (Masked(i)) continue;
    if (tokens_[i].Is("of") || tokens_[i].Is("by")) return false;
    if (Has(kStaff, tokens_[i].lower)) {
      return SubjectReaches(i + 1, modal);
    }
  }
  return false;
}

bool ComplementReader::HeadsPhrase(const Mention& mention) const {
  if (mention.first == first_) return true;
  static constexpr std::array<absl::string_view, 9> kPrepositions = {
      "by", "of", "in", "with", "from", "for", "on", "to", "between"};
  const absl::string_view before = tokens_[mention.first - 1].lower;
  if (Has(kPrepositions, before)) return false;
  return mention.kind != MentionKind::kParty || before == "and" ||
         before == "," || TakesPart(header_, mention.party);
}

bool ComplementReader::SubjectReaches(std::size_t from,
                                      std::size_t modal) const {
  std::size_t i = from;
  while (i < modal) {
    const Token& token = tokens_[i];
    if (!Masked(i) && token.word && !Lexicon::IsAdverb(token.lower) &&
        !token.Is("side") && !token.Is("governments")) {
      return false;
    }
    ++i;
  }
  return true;
}

void ComplementReader::ReadPhrase(std::size_t at) {
  // "agreed on a further meeting"
  if (const auto contact = ContactNounAt(tokens_, at, last_)) {
    if (Planned(at, contact->first)) {
      Set(Complement::Kind::kDiscrete, contact->first, contact->last);
      complement_.plan = contact->act;
      return;
    }
  }
  static constexpr HeadClasses kValue = {HeadClass::kValue, HeadClass::kJoint};
  Set(Complement::Kind::kEvaluation, at, at);
  if (tokens_[at].Is("continued") || tokens_[at].Is("continuing")) {
    Set(Complement::Kind::kAction, at, at + 1);
    return;
  }
  constexpr std::size_t kPhraseWords = 12;
  for (std::size_t i = at; i < last_ && i < at + kPhraseWords; ++i) {
    if (!tokens_[i].word) {
      if (tokens_[i].Is("\"")) continue;
      return;
    }
    const auto value =
        Lexicon::Get().Match(tokens_, sentence_.first, i, last_, kValue);
    if (value) {
      const bool resolve = value->cls == HeadClass::kJoint &&
                           !tokens_[i].Is("view") && !tokens_[i].Is("views");
      Set(resolve ? Complement::Kind::kAction : Complement::Kind::kEvaluation,
          i, i + 1);
      if (resolve) ReadIntention(i + 1);
      return;
    }
    if (Has(kActionNouns, tokens_[i].lower)) {
      Set(Complement::Kind::kAction, i, i + 1);
      ReadToward(i + 1);
      return;
    }
    // "concurred in continuing sanctions", "agreed on working together"
    static constexpr HeadClasses kIntend = {HeadClass::kIntend};
    const auto action =
        Lexicon::Get().Match(tokens_, sentence_.first, i, last_, kIntend);
    if (action && action->forms == kIng && i > first_ &&
        (tokens_[i - 1].Is("in") || tokens_[i - 1].Is("on") ||
         Lexicon::IsAdverb(tokens_[i - 1].lower))) {
      Set(Complement::Kind::kAction, i, i + 1);
      return;
    }
    if (tokens_[i].Is("of") || tokens_[i].Is("that")) return;
  }
}

bool ComplementReader::Planned(std::size_t from, std::size_t noun) const {
  static constexpr std::array<absl::string_view, 12> kComing = {
      "next",      "another", "further", "early", "new", "upcoming",
      "follow-up", "future",  "second",  "a",     "an",  "forthcoming"};
  for (std::size_t i = from; i < noun; ++i) {
    if (Has(kComing, tokens_[i].lower)) return true;
  }
  return false;
}

void ComplementReader::ReadIntention(std::size_t at) {
  if (at + 1 >= last_ || !tokens_[at].Is("to")) return;
  if (const auto plan = PlanAt(tokens_, first_, SkipAdverbs(at + 1), last_)) {
    Set(Complement::Kind::kDiscrete, plan->first, plan->last);
    complement_.plan = plan->act;
  }
}

void ComplementReader::ReadToward(std::size_t at) {
  constexpr std::size_t kTowardWords = 3;
  for (std::size_t i = at; i < last_ && i < at + kTowardWords; ++i) {
    if (tokens_[i].Is("toward") || tokens_[i].Is("towards")) {
      if (const auto plan = PlanAt(tokens_, first_, at - 1, last_)) {
        Set(Complement::Kind::kDiscrete, plan->first, plan->last);
        complement_.plan = plan->act;
      }
      return;
    }
  }
}

}  // namespace chancery
