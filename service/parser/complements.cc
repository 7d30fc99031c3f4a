#include "service/parser/complements.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"

namespace chancery {
namespace {

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<absl::string_view, 8> kFutures = {
    "will", "would", "shall", "should", "must", "can", "could", "may"};

// Nouns of lasting action: "confirmed close coordination".
constexpr std::array<absl::string_view, 18> kActionNouns = {
    "cooperation",    "coordination",  "collaboration", "communication",
    "consultation",   "consultations", "contact",       "efforts",
    "implementation", "co-operation",  "continuation",  "contacts",
    "engagement",     "discussions",   "steps",         "measures",
    "action",         "actions"};

class ComplementReader {
 public:
  ComplementReader(const Tokens& tokens, const Sentence& sentence,
                   const Header& header, std::size_t first, std::size_t last)
      : tokens_(tokens),
        sentence_(sentence),
        header_(header),
        first_(first),
        last_(last) {}

  Complement Read() {
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

 private:
  bool Masked(std::size_t i) const {
    return i >= sentence_.first && i < sentence_.last &&
           sentence_.masked[i - sentence_.first];
  }
  std::size_t SkipAdverbs(std::size_t i) const {
    while (i < last_ &&
           (Lexicon::IsAdverb(tokens_[i].lower) || tokens_[i].Is("not"))) {
      ++i;
    }
    return i;
  }
  // "with B", "once again": what may stand between a head and its complement.
  std::size_t SkipOpeners(std::size_t i) const {
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

  void Set(Complement::Kind kind, std::size_t from, std::size_t until) {
    complement_.kind = kind;
    complement_.words = {from, until};
  }

  // The complement's verb stands at `at`, in its base form or as "be".
  bool ReadVerb(std::size_t at) {
    if (at >= last_) return false;
    if (const auto plan = PlanAt(tokens_, first_, at, last_)) {
      Set(Complement::Kind::kDiscrete, plan->first, plan->last);
      complement_.plan = plan->act;
      return true;
    }
    Set(Complement::Kind::kAction, at, at + 1);
    return true;
  }

  bool AdjectiveOfWorth(std::size_t at) const {
    static constexpr HeadClasses kPred = {HeadClass::kPred};
    return Lexicon::Get()
        .Match(tokens_, sentence_.first, at, last_, kPred)
        .has_value();
  }

  // A that-clause: the first unmasked predicate decides.
  bool ReadClause(std::size_t from) {
    bool plain_verb = false;
    for (std::size_t i = from; i < last_; ++i) {
      if (Masked(i) || !tokens_[i].word) continue;
      const std::string& word = tokens_[i].lower;
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

  // Elections that are to be held are nobody's contact.
  bool Polls(std::size_t from, std::size_t until) const {
    for (std::size_t i = from; i < until; ++i) {
      if (tokens_[i].Is("elections") || tokens_[i].Is("election") ||
          tokens_[i].Is("referendum") || tokens_[i].Is("vote")) {
        return true;
      }
    }
    return false;
  }

  std::optional<HeadMatch> TimingAt(std::size_t i) const {
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
      const std::string& word = tokens_[k].lower;
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

  // "is to visit", "was to be held" plan; any other "is" is a proposition.
  bool ReadBe(std::size_t at) {
    const std::size_t to = SkipAdverbs(at + 1);
    if (to + 1 < last_ && tokens_[to].Is("to")) {
      if (const auto plan =
              PlanAt(tokens_, first_, SkipAdverbs(to + 1), last_)) {
        Set(Complement::Kind::kDiscrete, plan->first, plan->last);
        complement_.plan = plan->act;
        return true;
      }
    }
    Set(Complement::Kind::kEvaluation, at, at + 1);
    return true;
  }

  // "will continue ..." of the parties is a commitment; of anything else only
  // in the passive: "exchanges will be pursued".
  bool ReadFuture(std::size_t modal, std::size_t verb, std::size_t from) {
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

  // "their officials", "the two countries' experts", "officials of both".
  bool OwnOfficials(std::size_t from, std::size_t modal) const {
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

  // "a launch by North Korea" is no party's future, nor is a third country's,
  // unless it stands in a row with the parties.
  bool HeadsPhrase(const Mention& mention) const {
    if (mention.first == first_) return true;
    static constexpr std::array<absl::string_view, 9> kPrepositions = {
        "by", "of", "in", "with", "from", "for", "on", "to", "between"};
    const std::string& before = tokens_[mention.first - 1].lower;
    if (Has(kPrepositions, before)) return false;
    return mention.kind != MentionKind::kParty || before == "and" ||
           before == "," || TakesPart(header_, mention.party);
  }

  // Only adverbs and brackets stand between the subject and its verb.
  bool SubjectReaches(std::size_t from, std::size_t modal) const {
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

  // A noun phrase: "on the importance of", "close coordination", "a view".
  void ReadPhrase(std::size_t at) {
    // "agreed on a further meeting"
    if (const auto contact = ContactNounAt(tokens_, at, last_)) {
      if (Planned(at, contact->first)) {
        Set(Complement::Kind::kDiscrete, contact->first, contact->last);
        complement_.plan = contact->act;
        return;
      }
    }
    static constexpr HeadClasses kValue = {HeadClass::kValue,
                                           HeadClass::kJoint};
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

  // A contact that is still to come, not one that was: "the visit to Oslo".
  bool Planned(std::size_t from, std::size_t noun) const {
    static constexpr std::array<absl::string_view, 12> kComing = {
        "next",      "another", "further", "early", "new", "upcoming",
        "follow-up", "future",  "second",  "a",     "an",  "forthcoming"};
    for (std::size_t i = from; i < noun; ++i) {
      if (Has(kComing, tokens_[i].lower)) return true;
    }
    return false;
  }

  // "confirmed their intention to hold a meeting in May" plans it.
  void ReadIntention(std::size_t at) {
    if (at + 1 >= last_ || !tokens_[at].Is("to")) return;
    if (const auto plan = PlanAt(tokens_, first_, SkipAdverbs(at + 1), last_)) {
      Set(Complement::Kind::kDiscrete, plan->first, plan->last);
      complement_.plan = plan->act;
    }
  }

  // "cooperation toward the signing of an agreement" plans the signing.
  void ReadToward(std::size_t at) {
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

  const Tokens& tokens_;
  const Sentence& sentence_;
  const Header& header_;
  const std::size_t first_;
  const std::size_t last_;
  Complement complement_;
};

}  // namespace

Complement ReadComplement(const Tokens& tokens, const Sentence& sentence,
                          const Header& header, std::size_t first,
                          std::size_t last) {
  return ComplementReader(tokens, sentence, header, first, last).Read();
}

}  // namespace chancery
