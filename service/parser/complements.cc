#include "service/parser/complements.h"

#include "absl/strings/match.h"
#include "service/parser/complement_reader.h"

namespace chancery {
namespace {

constexpr std::array<absl::string_view, 8> kFutures = {
    "will", "would", "shall", "should", "must", "can", "could", "may"};

}  // namespace

Complement ComplementReader::Read() {
  std::size_t at = SkipOpeners(first_);
  if (at >= last_) return complement_;
  if (tokens_[at].Is("to")) {
    complement_.infinitive = true;
    ReadVerb(SkipAdverbs(at + 1));
    return complement_;
  }
  if (tokens_[at].Is("that")) {
    ReadClause(at + 1);
    return complement_;
  }
  // "confirmed they would ...": a clause without "that".
  if (MentionAt(sentence_, at) >= 0 && ReadClause(at)) return complement_;
  ReadPhrase(at);
  return complement_;
}

bool ComplementReader::Masked(std::size_t i) const {
  return i >= sentence_.first && i < sentence_.last &&
         sentence_.masked[i - sentence_.first];
}

std::size_t ComplementReader::SkipAdverbs(std::size_t i) const {
  while (i < last_ &&
         (Lexicon::IsAdverb(tokens_[i].lower) || tokens_[i].Is("not"))) {
    ++i;
  }
  return i;
}

std::size_t ComplementReader::SkipOpeners(std::size_t i) const {
  i = SkipAdverbs(i);
  for (int turns = 0; turns < 2 && i < last_; ++turns) {
    if (tokens_[i].Is("with") && i + 1 < last_) {
      const int mention = MentionAt(sentence_, i + 1);
      if (mention < 0) break;
      i = SkipAdverbs(
          sentence_.mentions[static_cast<std::size_t>(mention)].last);
    } else if (tokens_[i].Is(",")) {
      // "agreed, as a next step, to ..."
      std::size_t k = i + 1;
      while (k < last_ && !tokens_[k].Is(",")) ++k;
      if (k >= last_ || k - i > 8) break;
      i = SkipAdverbs(k + 1);
    } else {
      break;
    }
  }
  return i;
}

void ComplementReader::Set(Complement::Kind kind, std::size_t from,
                           std::size_t until) {
  complement_.kind = kind;
  complement_.words = {from, until};
}

bool ComplementReader::ReadVerb(std::size_t at) {
  if (at >= last_) return false;
  if (const auto plan = PlanAt(tokens_, first_, at, last_)) {
    Set(Complement::Kind::kDiscrete, plan->first, plan->last);
    complement_.plan = plan->act;
    return true;
  }
  Set(Complement::Kind::kAction, at, at + 1);
  return true;
}

bool ComplementReader::AdjectiveOfWorth(std::size_t at) const {
  static constexpr HeadClasses kPred = {HeadClass::kPred};
  return Lexicon::Get()
      .Match(tokens_, sentence_.first, at, last_, kPred)
      .has_value();
}

bool ComplementReader::ReadClause(std::size_t from) {
  bool plain_verb = false;
  for (std::size_t i = from; i < last_; ++i) {
    if (Masked(i) || !tokens_[i].word) continue;
    const absl::string_view word = tokens_[i].lower;
    // "the timing should be coordinated" is closable whatever its modal.
    if (const auto timing = TimingAt(i)) {
      Set(Complement::Kind::kDiscrete, timing->first, timing->last);
      complement_.plan = timing->act;
      return true;
    }
    if (AdjectiveOfWorth(i) && !Has(kFutures, word)) {
      Set(Complement::Kind::kEvaluation, i, i + 1);
      return true;
    }
    if (!Has(kFutures, word)) {
      plain_verb = plain_verb || Lexicon::Get().FormsOf(word, "be") != 0;
      if (plain_verb && Lexicon::Get().FormsOf(word, "be") != 0) {
        return ReadBe(i);
      }
      continue;
    }
    const std::size_t verb = SkipAdverbs(i + 1);
    if (verb >= last_) return false;
    if (Polls(from, i)) {
      Set(Complement::Kind::kEvaluation, i, verb);
      return true;
    }
    if (AdjectiveOfWorth(verb)) {
      Set(Complement::Kind::kEvaluation, i, verb);
      return true;
    }
    if (word == "should" || word == "must" || word == "can" ||
        word == "could" || word == "may") {
      const auto plan = PlanAt(tokens_, first_, verb, last_);
      const bool planned =
          plan && word == "should" &&
          (plan->act == v1::ACT_COORDINATE || plan->act == v1::ACT_MEETING ||
           plan->act == v1::ACT_SIGNING);
      if (planned) {
        Set(Complement::Kind::kDiscrete, plan->first, plan->last);
        complement_.plan = plan->act;
      } else {
        Set(Complement::Kind::kEvaluation, i, verb);
      }
      return true;
    }
    return ReadFuture(i, verb, from);
  }
  Set(Complement::Kind::kEvaluation, from, from);
  return false;
}

bool ComplementReader::Polls(std::size_t from, std::size_t until) const {
  for (std::size_t i = from; i < until; ++i) {
    if (tokens_[i].Is("elections") || tokens_[i].Is("election") ||
        tokens_[i].Is("referendum") || tokens_[i].Is("vote")) {
      return true;
    }
  }
  return false;
}

std::optional<HeadMatch> ComplementReader::TimingAt(std::size_t i) const {
  static constexpr HeadClasses kPlan = {HeadClass::kPlan};
  if (!tokens_[i].Is("timing") && !tokens_[i].Is("date") &&
      !tokens_[i].Is("dates") && !tokens_[i].Is("schedule")) {
    return std::nullopt;
  }
  auto plan = Lexicon::Get().Match(tokens_, sentence_.first, i, last_, kPlan);
  if (plan) return plan;
  // "the specific timing of the visit should be coordinated"
  constexpr std::size_t kTimingWords = 24;
  for (std::size_t k = i + 1; k < last_ && k < i + kTimingWords; ++k) {
    const absl::string_view word = tokens_[k].lower;
    if (word == "coordinated" || word == "arranged" || word == "decided" ||
        word == "determined" || word == "fixed" || word == "settled" ||
        word == "set") {
      HeadMatch match;
      match.cls = HeadClass::kPlan;
      match.act = v1::ACT_COORDINATE;
      match.first = i;
      match.last = k + 1;
      return match;
    }
  }
  return std::nullopt;
}

bool ComplementReader::ReadBe(std::size_t at) {
  const std::size_t to = SkipAdverbs(at + 1);
  if (to + 1 < last_ && tokens_[to].Is("to")) {
    if (const auto plan = PlanAt(tokens_, first_, SkipAdverbs(to + 1), last_)) {
      Set(Complement::Kind::kDiscrete, plan->first, plan->last);
      complement_.plan = plan->act;
      return true;
    }
  }
  Set(Complement::Kind::kEvaluation, at, at + 1);
  return true;
}

bool ComplementReader::ReadFuture(std::size_t modal, std::size_t verb,
                                  std::size_t from) {
  if (const auto plan = PlanAt(tokens_, first_, verb, last_)) {
    Set(Complement::Kind::kDiscrete, plan->first, plan->last);
    complement_.plan = plan->act;
    // "the visit would take place"
    for (std::size_t i = from; i < modal; ++i) {
      if (plan->act == v1::ACT_MEETING && tokens_[i].Is("visit")) {
        complement_.plan = v1::ACT_VISIT;
      }
    }
    return true;
  }
  bool own = false;
  for (const Mention& mention : sentence_.mentions) {
    if (mention.last <= from || mention.first >= modal) continue;
    if (Masked(mention.first)) continue;
    // The last mention before the verb is its subject, or part of it.
    own = mention.kind == MentionKind::kJoint ||
          mention.kind == MentionKind::kPerson ||
          mention.kind == MentionKind::kParty ||
          mention.kind == MentionKind::kOffice ||
          mention.kind == MentionKind::kFirst ||
          mention.kind == MentionKind::kHe;
    own = own && SubjectReaches(mention.last, modal) && HeadsPhrase(mention);
  }
  own = own || OwnOfficials(from, modal);
  const std::size_t after = SkipAdverbs(verb + 1);
  const bool passive = tokens_[verb].Is("be") && after < last_ &&
                       (absl::EndsWith(tokens_[after].lower, "ed") ||
                        absl::EndsWith(tokens_[after].lower, "en"));
  const bool continues = tokens_[verb].Is("continue");
  Set(own || passive || continues ? Complement::Kind::kAction
                                  : Complement::Kind::kEvaluation,
      modal, verb + 1);
  return true;
}

Complement ReadComplement(const Tokens& tokens, const Sentence& sentence,
                          const Header& header, std::size_t first,
                          std::size_t last) {
  return ComplementReader(tokens, sentence, header, first, last).Read();
}

}  // namespace chancery
