#include "service/parser/clauses.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace chancery {
namespace {

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// True for a class whose complement may hold the innermost stance head.
bool Embeds(const Head& head) {
  return head.match.cls == HeadClass::kReport ||
         head.match.cls == HeadClass::kExpress;
}

class ClauseReader {
 public:
  ClauseReader(const Tokens& tokens, const Sentence& sentence,
               Speakers& speakers)
      : tokens_(tokens), sentence_(sentence), speakers_(speakers) {}

  std::vector<Clause> Read() {
    if (speakers_.block()) OpenInBlock();
    std::size_t scanned = sentence_.first;
    for (const Head& head : sentence_.heads) {
      ReadMarks(scanned, head.group);
      scanned = std::max(scanned, head.group);
      ReadHead(head);
    }
    ReadMarks(scanned, sentence_.last);
    CloseAll();
    return std::move(clauses_);
  }

 private:
  const Token& At(std::size_t i) const { return tokens_[i]; }
  const Mention* MentionOf(const Head& head) const {
    return head.subject < 0
               ? nullptr
               : &sentence_.mentions[static_cast<std::size_t>(head.subject)];
  }
  Clause* current() { return clauses_.empty() ? nullptr : &clauses_.back(); }

  // The slot for a stance head is open: the clause reports, and nothing has
  // filled it.
  bool Open() {
    const Clause* clause = current();
    if (!clause || clause->inner || clause->noun) return false;
    // "expects that A, and that it is important": the second may differ.
    const bool second =
        clause->carries_on && clause->head.match.cls == HeadClass::kStance;
    return clause->in_block || Embeds(clause->head) || second;
  }

  // Under "stated as follows" every sentence is the announced speaker's.
  void OpenInBlock() {
    Clause clause;
    clause.first = sentence_.first;
    clause.content = sentence_.first;
    clause.speaker = *speakers_.block();
    clause.in_block = true;
    clause.head.match.cls = HeadClass::kReport;
    clause.head.match.act = speakers_.block_act();
    clause.head.match.first = clause.head.match.last = sentence_.first;
    clause.head.group = sentence_.first;
    clauses_.push_back(std::move(clause));
  }

  // The marks between two heads that open a clause under the same head: an
  // inline item "(b)", a repeated "and that", a repeated "and to".
  void ReadMarks(std::size_t from, std::size_t until) {
    for (std::size_t i = from; i < until; ++i) {
      const std::string item = EnumeratorAt(tokens_, i, sentence_.last);
      if (!item.empty()) {
        if (i >= items_until_) ReadItem(i, absl::StrCat("(", item, ")"));
      } else if (RepeatedMark(i)) {
        clauses_.push_back(NextThat(clauses_.back(), i));
      }
    }
  }

  void ReadItem(std::size_t i, const std::string& mark) {
    items_until_ = i + 3;
    Clause* before = current();
    if (!before || !(Embeds(before->head) ||
                     before->head.match.cls == HeadClass::kConverge)) {
      return;
    }
    if (before->item.empty() && !before->inner && !before->noun) {
      before->item = mark;
      before->content = i + 3;
    } else if (!before->item.empty()) {
      Clause clause = Continuation(*before, i + 3);
      clause.item = mark;
      clauses_.push_back(std::move(clause));
    }
  }

  bool RepeatedMark(std::size_t i) const {
    if (clauses_.empty() || i == sentence_.first || i + 1 >= sentence_.last ||
        sentence_.masked[i - sentence_.first]) {
      return false;
    }
    const Clause& clause = clauses_.back();
    const bool that = At(i).Is("that") && !At(i + 1).Is("of");
    const bool to = At(i).Is("to") && !At(i + 1).Is("which");
    if ((!that && !to) || i < Behind(clause)) return false;
    std::size_t k = i;
    while (k > clause.content && Lexicon::IsAdverb(At(k - 1).lower)) --k;
    if (k <= clause.content) return false;
    // In a row, "that A, that B and that C", a comma is mark enough.
    const bool row = that && k == i && At(k - 1).Is(",") && !At(i + 1).Is("is");
    if (!At(k - 1).Is("and") && !row) return false;
    const std::size_t start = Behind(clause);
    if (that) {
      return clause.carries_on || ThatBetween(clause.content, k) ||
             ThatBetween(start, k);
    }
    const HeadClass cls =
        clause.inner ? clause.inner->match.cls : clause.head.match.cls;
    return (cls == HeadClass::kConverge || cls == HeadClass::kStance) &&
           At(clause.carries_on ? clause.first : start).Is("to");
  }

  // The stance of the first that-clause holds for the second, unless that has
  // its own: "expects that A, and that B".
  Clause NextThat(const Clause& before, std::size_t first) const {
    Clause next = Continuation(before, first);
    next.noun = before.noun;
    if (before.noun) next.noun->last = first;
    if (before.inner && before.inner->match.cls == HeadClass::kStance &&
        CarriesThat(before)) {
      next.head = *before.inner;
      next.head.match.last = first;
      next.carries_on = true;
    }
    return next;
  }

  // A further clause under `before`'s head, beginning at token `first`.
  static Clause Continuation(const Clause& before, std::size_t first) {
    Clause clause;
    clause.first = first;
    clause.content = first;
    clause.speaker = before.speaker;
    clause.head = before.head;
    clause.carries_on = true;
    clause.in_block = before.in_block;
    clause.item = before.item;
    return clause;
  }

  // Where the words between a conjunction and `at` begin: the index of "and",
  // ",", ";", or `at` when none stands there.
  std::size_t BoundaryBefore(std::size_t at) const {
    std::size_t k = at;
    while (k > sentence_.first) {
      const Token& before = At(k - 1);
      if (before.Is("and") || before.Is(";") || before.Is("while") ||
          before.Is("whereas") || before.Is("but") || before.Is("that")) {
        return k - 1;
      }
      if (before.Is(",")) return k - 1;
      if (before.Is("which") && k >= 2 + sentence_.first &&
          At(k - 2).Is("to")) {
        return k - 2;
      }
      static constexpr std::array<absl::string_view, 6> kTurns = {
          "in", "response", "turn", "addition", "return", "thus"};
      if (!Lexicon::IsAdverb(before.lower) && !Has(kTurns, before.lower)) {
        return at;
      }
      --k;
    }
    return k;
  }

  void ReadHead(const Head& head) {
    if (head.masked) return;
    if (Clause* clause = current();
        clause && head.match.first < Behind(*clause)) {
      return;  // Inside the words the clause before already took.
    }
    switch (head.shape) {
      case VerbShape::kNominal:
        return;
      case VerbShape::kInfinitive:
        ReadInfinitive(head);
        return;
      case VerbShape::kIng:
        ReadParticiple(head);
        return;
      case VerbShape::kPassive:
      case VerbShape::kFinite:
        break;
    }
    if (head.subject_shape == SubjectShape::kMention) {
      ReadWithSubject(head);
    } else if (head.subject_shape == SubjectShape::kCoordinated) {
      ReadCoordinated(head);
    } else {
      ReadOtherSubject(head);
    }
  }

  static std::size_t Behind(const Clause& clause) {
    std::size_t last = clause.head.match.last;
    if (clause.carries_on) last = clause.first;
    if (clause.noun) last = std::max(last, clause.noun->last);
    if (clause.inner) last = std::max(last, clause.inner->match.last);
    return last;
  }

  // "that" or nothing but an opener between the clause's head and the subject:
  // the subject stands inside the complement.
  bool Embedded(const Head& head, const Mention& subject) {
    const Clause* clause = current();
    if (!clause) return false;
    const std::size_t boundary = BoundaryBefore(subject.first);
    if (boundary == subject.first) return true;
    const Token& mark = At(boundary);
    if (mark.Is("that")) return true;
    if (boundary <= clause->content) return true;
    // A comma closes an opener inside the complement: "that as global
    // players, Japan and Germany will ...", unless the complement has had its
    // predicate already.
    if (mark.Is(",") && !AndAt(boundary) && !clause->inner &&
        ThatBetween(clause->content, boundary) &&
        !FiniteBetween(*clause, boundary)) {
      return true;
    }
    const bool human =
        subject.kind == MentionKind::kPerson ||
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

  bool AndAt(std::size_t i) const {
    return i + 1 < sentence_.last && At(i + 1).Is("and");
  }
  bool ThatBetween(std::size_t from, std::size_t until) const {
    // The head's own "that" may stand right behind it.
    const std::size_t start = from > sentence_.first ? from - 1 : from;
    for (std::size_t i = start; i < until; ++i) {
      if (At(i).Is("that")) return true;
    }
    return false;
  }
  bool FiniteBetween(const Clause& clause, std::size_t until) const {
    for (const Head& head : sentence_.heads) {
      if (head.match.first >= clause.content && head.match.last <= until &&
          !head.masked && head.shape == VerbShape::kFinite) {
        return true;
      }
    }
    return false;
  }

  // A principal by name at the front of a sentence under "as follows" speaks
  // for themselves; the other one ends the announced speech.
  bool OpensBlockSentence(const Head& head) {
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

  void ReadWithSubject(const Head& head) {
    const Mention& subject = *MentionOf(head);
    if (current() && Embedded(head, subject) && !OpensBlockSentence(head)) {
      ReadEmbedded(head, &subject);
      return;
    }
    if (head.match.cls == HeadClass::kPred ||
        head.match.cls == HeadClass::kWill) {
      // "They should ...": the carried speaker goes on without a verb of
      // saying.
      if (!current()) ReadFreeSpeech(head, &subject);
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
      if (subject.kind != MentionKind::kIt) {
        speaker = Speaker();
        speaker.kind = Speaker::Kind::kImpersonal;
      }
      implicit = true;
    } else if (subject.kind == MentionKind::kIt) {
      return;
    }
    if (speaker.kind == Speaker::Kind::kOther ||
        speaker.kind == Speaker::Kind::kNobody) {
      return;
    }
    Start(head, speaker, head.subject, first, implicit);
  }

  // "was briefed by B" -> B.
  int AgentBehind(const Head& head) const {
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

  void ReadFreeSpeech(const Head& head, const Mention* subject) {
    if (subject && subject->kind == MentionKind::kJoint &&
        head.match.cls == HeadClass::kWill) {
      Clause clause;
      clause.first = subject->first;
      clause.content = head.match.first;
      clause.speaker = speakers_.Settle(*subject);
      clause.head = head;
      clauses_.push_back(std::move(clause));
      return;
    }
    const Speaker carried = speakers_.Carried();
    if (!carried.single() || !subject || !speakers_.IsOwn(*subject, carried) ||
        subject->kind == MentionKind::kThird) {
      return;
    }
    Clause clause;
    clause.first = sentence_.first;
    clause.content = sentence_.first;
    clause.speaker = carried;
    clause.speaker.low = true;
    clause.head = head;
    clause.inner = head;
    clauses_.push_back(std::move(clause));
  }

  // A main clause of its own.
  void Start(const Head& head, const Speaker& speaker, int subject,
             std::size_t first, bool implicit) {
    // "The United Kingdom was ready to help, Mr. A said.": said by A.
    const bool after =
        Embeds(head) && !clauses_.empty() && first > sentence_.first &&
        At(first - 1).Is(",") &&
        (head.match.last >= sentence_.last || At(head.match.last).Is("."));
    if (after && speaker.single()) {
      for (Clause& clause : clauses_) clause.speaker = speaker;
      speakers_.Spoke(speaker, nullptr);
      return;
    }
    // "(In particular), he said, their agreement ...": the whole sentence is
    // what was said.
    const bool postposed =
        Embeds(head) && clauses_.empty() && head.match.last < sentence_.last &&
        (At(head.match.last).Is(",") || At(head.match.last).Is(".")) &&
        first > sentence_.first;
    Clause clause;
    clause.first = postposed ? sentence_.first : first;
    clause.speaker = speaker;
    clause.subject = subject;
    clause.head = head;
    clause.content = head.match.last;
    clause.implicit = implicit;
    // A subject in a block that is not the speaker keeps the block's.
    if (Clause* before = current(); before && before->in_block &&
                                    !before->inner &&
                                    first <= before->first + 6) {
      clause.first = before->first;
      clauses_.pop_back();
    }
    ReadNoun(clause);
    clauses_.push_back(std::move(clause));
    speakers_.Spoke(
        speaker, subject < 0
                     ? nullptr
                     : &sentence_.mentions[static_cast<std::size_t>(subject)]);
    if (postposed) {
      for (const Head& other : sentence_.heads) {
        if (other.match.first < head.match.first && !other.masked &&
            !clauses_.back().inner && other.match.cls == HeadClass::kPred) {
          clauses_.back().inner = other;
        }
      }
    }
  }

  // Looks for a stance noun as the head's object.
  void ReadNoun(Clause& clause) const {
    if (!Embeds(clause.head) && clause.head.match.cls != HeadClass::kConverge) {
      return;
    }
    static const std::vector<HeadClass> kNouns = {
        HeadClass::kNoun, HeadClass::kView, HeadClass::kVoid};
    static constexpr std::array<absl::string_view, 18> kStops = {
        "that", "of",        "to",         "in",     "with",    "by",
        "at",   "from",      "and",        "over",   "about",   "for",
        "as",   "regarding", "concerning", "toward", "towards", "which"};
    constexpr std::size_t kNounWords = 9;
    std::size_t stops = 0;
    for (std::size_t i = clause.head.match.last;
         i < sentence_.last && i < clause.head.match.last + kNounWords; ++i) {
      // "conveyed to B his hope", "expressed once again her thanks"
      const bool to_person =
          (At(i).Is("to") || At(i).Is("on")) && stops == 0 &&
          i + 1 < sentence_.last &&
          (MentionAt(sentence_, i + 1) >= 0 || At(i + 1).Is("the"));
      if (to_person) {
        ++stops;
        continue;
      }
      if (!At(i).word && !At(i).Is("\"")) return;
      if (Has(kStops, At(i).lower)) return;
      const auto noun = Lexicon::Get().Match(tokens_, sentence_.first, i,
                                             sentence_.last, kNouns);
      if (!noun) continue;
      // "support measures": the noun qualifies another one.
      if (noun->cls == HeadClass::kView) return;
      clause.noun = *noun;
      clause.content = noun->last;
      return;
    }
  }

  void ReadEmbedded(const Head& head, const Mention* subject) {
    Clause* clause = current();
    const bool own =
        !subject || speakers_.IsOwn(*subject, clause->speaker) ||
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
      if (Open()) {
        clause->inner = head;
      } else {
        MaybeSecond(head, subject);
      }
      return;
    }
    if (!own || head.shape == VerbShape::kPassive) return;
    if (subject && subject->kind == MentionKind::kIt) return;
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

  void ReadInnerNoun(Clause& clause, const Head& head) const {
    const Head outer = clause.head;
    clause.head.match.last = head.match.last;
    ReadNoun(clause);
    clause.head = outer;
  }

  // The inner head takes a that-clause: "expects that".
  bool CarriesThat(const Clause& clause) const {
    const std::size_t at = clause.inner->match.last;
    return at < sentence_.last && At(at).Is("that");
  }

  // "..., and thus Japan intends to ...", "and is determined to ...": the
  // second conjunct of one that-clause, with a stance of its own.
  void MaybeSecond(const Head& head, const Mention* subject) {
    Clause* clause = current();
    if (!clause || clause->head.match.cls == HeadClass::kTouch) return;
    const std::size_t at = subject ? subject->first : head.group;
    const std::size_t boundary = BoundaryBefore(at);
    if (boundary == at || boundary <= Behind(*clause)) return;
    if (At(boundary).Is("that")) return;
    const bool comma_only = At(boundary).Is(",") && !AndAt(boundary);
    if (comma_only && head.modal.empty()) return;
    const v1::Act act = head.match.act;
    const v1::Act had = clause->inner  ? clause->inner->match.act
                        : clause->noun ? clause->noun->act
                                       : clause->head.match.act;
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

  // The clause's inner head has a subject of the speaker's side, which a
  // coordinated head without one shares.
  bool OwnInner(const Clause& clause) const {
    const Head& inner = *clause.inner;
    if (inner.match.cls == HeadClass::kPred) return false;
    if (inner.subject < 0) {
      return inner.subject_shape == SubjectShape::kCoordinated;
    }
    return speakers_.IsOwn(
        sentence_.mentions[static_cast<std::size_t>(inner.subject)],
        clause.speaker);
  }

  static bool IsPast(const Clause& clause) {
    return clause.in_block || (clause.head.match.forms & kPast) != 0 ||
           clause.head.group < clause.head.match.first;
  }

  void ReadCoordinated(const Head& head) {
    Clause* clause = current();
    if (!clause) {
      // A sentence or list item that begins with its verb: "Agreed to ...".
      return;
    }
    if (head.match.cls == HeadClass::kPred ||
        head.match.cls == HeadClass::kWill) {
      if (clause->head.match.cls == HeadClass::kConverge) return;
      if (Open()) {
        if (head.that_before || head.match.cls == HeadClass::kPred) {
          clause->inner = head;
        }
      } else {
        MaybeSecond(head, nullptr);
      }
      return;
    }
    if (Open() && Behind(*clause) == head.group) return;
    const bool past = (head.match.forms & kPast) != 0 ||
                      head.shape == VerbShape::kPassive ||
                      head.match.lemma == "be" || head.group < head.match.first;
    // A past tense may go back to the main verb over a present one inside.
    const bool clause_past =
        past ? std::any_of(clauses_.begin(), clauses_.end(), IsPast)
             : IsPast(*clause);
    if (past != clause_past && !clause->in_block && !clause->inner) {
      // "stated that Japan does A, and intends to B": a stance of its own.
      if (Embeds(clause->head) && head.match.cls == HeadClass::kStance &&
          clause->content < head.group &&
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
      return;
    }
    Clause next;
    next.first = head.group;
    next.speaker = clause->speaker;
    next.head = head;
    next.content = head.match.last;
    next.in_block = clause->in_block;
    next.item = clause->item;
    if (head.shape == VerbShape::kPassive) next.implicit = clause->implicit;
    ReadNoun(next);
    clauses_.push_back(std::move(next));
  }

  // "the talks process should be continued", "the visit was regrettable".
  void ReadOtherSubject(const Head& head) {
    Clause* clause = current();
    if (head.match.cls == HeadClass::kPred && clause) {
      if (clause->head.match.cls == HeadClass::kConverge ||
          clause->head.match.cls == HeadClass::kTouch) {
        return;
      }
      if (Open()) clause->inner = head;
      return;
    }
    // Agentless passives: "X was discussed", "the importance was underscored".
    const bool passive = head.shape == VerbShape::kPassive;
    if (clauses_.empty() && passive && head.match.cls != HeadClass::kWill) {
      Speaker speaker;
      speaker.kind = Speaker::Kind::kImpersonal;
      Start(head, speaker, -1, sentence_.first, true);
    }
  }

  // ", stating that", "responded by appreciating", "with A underscoring".
  void ReadParticiple(const Head& head) {
    const std::size_t at = head.group;
    if (head.match.cls == HeadClass::kWill ||
        head.match.cls == HeadClass::kPred ||
        head.match.cls == HeadClass::kTouch) {
      return;
    }
    Clause* clause = current();
    // "Responding to this, A ..." says no more than that A speaks.
    if (head.match.lemma == "respond" || head.match.lemma == "reply" ||
        head.match.lemma == "answer") {
      return;
    }
    const Token* before = at > sentence_.first ? &At(at - 1) : nullptr;
    if (head.subject_shape == SubjectShape::kMention) {
      const Mention& subject = *MentionOf(head);
      if (subject.first > sentence_.first && At(subject.first - 1).Is("with") &&
          clause) {
        Start(head, speakers_.Settle(subject), head.subject, subject.first,
              false);
      }
      return;
    }
    // "Stressing X, A ..." or "A, referring to X, ...": the subject's own act.
    if (!before || (!clause && before->Is(","))) {
      pending_ = head;
      return;
    }
    if (!clause) return;
    if (before->Is("by") && clause->head.match.last + 1 >= at &&
        Embeds(clause->head)) {
      // "responded by appreciating", "began by expressing his thanks": one act.
      if (Embeds(head)) {
        clause->head.match.act = head.match.act;
        ReadInnerNoun(*clause, head);
        clause->head.match.last = head.match.last;
      } else {
        clause->inner = head;
      }
      return;
    }
    const bool adjunct =
        before->Is(",") || before->Is("while") ||
        (before->Is("and") && clause->head.shape == VerbShape::kIng);
    if (!adjunct || clause->in_block) return;
    if (clause->head.match.cls == HeadClass::kConverge &&
        head.match.cls != HeadClass::kReport) {
      return;
    }
    Clause next;
    next.first = at;
    next.speaker = clause->speaker;
    next.head = head;
    next.content = head.match.last;
    ReadNoun(next);
    if (head.match.cls == HeadClass::kExpress && !next.noun) return;
    clauses_.push_back(std::move(next));
  }

  // "... and to coordinate toward holding ...": a repeated "to" under a head
  // of convergence; "would like to express her thanks".
  void ReadInfinitive(const Head& head) {
    Clause* clause = current();
    if (!clause) return;
    const bool polite =
        clause->head.match.act == v1::ACT_HOPE ||
        (clause->inner && clause->inner->match.act == v1::ACT_HOPE);
    const std::size_t last =
        clause->inner ? clause->inner->match.last : clause->head.match.last;
    if (!polite || head.match.first > last + 4) return;
    static constexpr std::array<v1::Act, 6> kPolite = {
        v1::ACT_REQUEST, v1::ACT_THANK,   v1::ACT_CONGRATULATE,
        v1::ACT_CONDOLE, v1::ACT_WELCOME, v1::ACT_COMMEND};
    Clause probe;
    probe.head = head;
    ReadNoun(probe);
    const v1::Act act = probe.noun ? probe.noun->act : head.match.act;
    if (std::find(kPolite.begin(), kPolite.end(), act) == kPolite.end()) return;
    if (clause->inner) {
      clause->inner->match.act = act;
    } else {
      clause->head.match.act = act;
    }
  }

  // Ends each clause where the next begins, without the words between.
  void CloseAll() {
    if (pending_ && !clauses_.empty() && !clauses_[0].in_block) {
      Clause opener;
      opener.first = sentence_.first;
      if (pending_->group > sentence_.first) {
        opener.first = clauses_[0].first;
        clauses_[0].first = clauses_[0].head.group;
        std::swap(opener.subject, clauses_[0].subject);
      }
      opener.speaker = clauses_[0].speaker;
      opener.head = *pending_;
      opener.content = pending_->match.last;
      ReadNoun(opener);
      clauses_.insert(clauses_.begin(), std::move(opener));
    }
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      Clause& clause = clauses_[i];
      std::size_t last =
          i + 1 < clauses_.size() ? clauses_[i + 1].first : sentence_.last;
      while (last > clause.first + 1) {
        const Token& token = At(last - 1);
        const bool marker =
            last >= 3 + clause.first &&
            !EnumeratorAt(tokens_, last - 3, sentence_.last).empty();
        if (marker && i + 1 < clauses_.size()) {
          last -= 3;
        } else if (token.Is("which") && At(last - 2).Is("to")) {
          last -= 2;
        } else if (token.Is(",") || token.Is(";") || token.Is("and") ||
                   (token.Is("but") && i + 1 < clauses_.size()) ||
                   (token.Is("while") && i + 1 < clauses_.size()) ||
                   (token.Is("also") && i + 1 < clauses_.size())) {
          --last;
        } else {
          break;
        }
      }
      clause.last = last;
    }
    AddNounConjuncts();
  }

  // "expressed his support for A and his hope that B", "noted his intention
  // ..., together with his expectation ...": a second noun of another class is
  // a second clause.
  void AddNounConjuncts() {
    static const std::vector<HeadClass> kNoun = {HeadClass::kNoun};
    std::vector<Clause> split;
    for (Clause& clause : clauses_) {
      split.push_back(clause);
      if (!clause.noun || clause.head.match.cls == HeadClass::kConverge) {
        continue;
      }
      for (std::size_t i = clause.noun->last + 1; i < clause.last; ++i) {
        const bool and_own =
            At(i - 1).Is("and") ||
            (At(i - 1).Is("with") && i >= 2 && At(i - 2).Is("together")) ||
            (At(i - 1).Is("as") && i >= 2 && At(i - 2).Is("well"));
        if (!and_own) continue;
        std::size_t k = i;
        while (k < clause.last && k < i + 4 &&
               (At(k).Is("his") || At(k).Is("her") || At(k).Is("their") ||
                At(k).Is("its") || At(k).Is("a") || At(k).Is("the") ||
                At(k).Is("strong") || At(k).possessive || At(k).Is("deep"))) {
          ++k;
        }
        if (k == clause.last) continue;
        const auto noun = Lexicon::Get().Match(tokens_, sentence_.first, k,
                                               clause.last, kNoun);
        const v1::Act had = split.back().noun->act;
        if (!noun || noun->act == had || (k == i && !At(i - 1).Is("and"))) {
          continue;
        }
        // "of concern and need": a bare noun is no new object.
        if (k == i && i > clause.noun->last + 2) continue;
        Clause next = clause;
        next.first = i;
        next.noun = *noun;
        next.content = noun->last;
        next.subject = -1;
        split.back().last = i - 1;
        while (split.back().last > split.back().first + 1 &&
               (At(split.back().last - 1).Is(",") ||
                At(split.back().last - 1).Is("together") ||
                At(split.back().last - 1).Is("as") ||
                At(split.back().last - 1).Is("well"))) {
          --split.back().last;
        }
        split.push_back(std::move(next));
        i = k;
      }
    }
    clauses_ = std::move(split);
  }

  const Tokens& tokens_;
  const Sentence& sentence_;
  Speakers& speakers_;
  std::vector<Clause> clauses_;
  std::optional<Head> pending_;
  std::size_t items_until_ = 0;
};

}  // namespace

std::vector<Clause> ReadClauses(const Tokens& tokens, const Sentence& sentence,
                                Speakers& speakers) {
  return ClauseReader(tokens, sentence, speakers).Read();
}

}  // namespace chancery
