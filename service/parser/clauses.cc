#include "service/parser/clauses.h"

#include "absl/strings/str_cat.h"
#include "service/parser/clause_reader.h"

namespace chancery {

std::vector<Clause> ClauseReader::Read() {
  if (speakers_.block() && OtherSpeaks()) speakers_.CloseBlock();
  if (speakers_.block()) OpenInBlock();
  std::size_t scanned = sentence_.first;
  for (const Head& head : sentence_.heads) {
    ReadMarks(scanned, head.group);
    scanned = std::max(scanned, head.group);
    ReadHead(head);
  }
  ReadMarks(scanned, sentence_.last);
  if (NoClause()) ReadUnknownVerb();
  CloseAll();
  return std::move(clauses_);
}

const Mention* ClauseReader::MentionOf(const Head& head) const {
  return head.subject < 0
             ? nullptr
             : &sentence_.mentions[static_cast<std::size_t>(head.subject)];
}

bool ClauseReader::Open() {
  const Clause* clause = current();
  if (!clause || clause->inner || clause->noun) return false;
  // "expects that A, and that it is important": the second may differ.
  const bool second =
      clause->carries_on && clause->head.match.cls == HeadClass::kStance;
  return clause->in_block || Embeds(clause->head) || second;
}

bool ClauseReader::OtherSpeaks() const {
  if (!speakers_.block()->single()) return false;
  for (const Mention& mention : sentence_.mentions) {
    const bool front =
        mention.first == sentence_.first || At(mention.first - 1).Is(",");
    if (mention.kind != MentionKind::kPerson || !front) continue;
    if (mention.party == speakers_.block()->party) return false;
    return mention.last < sentence_.last && LooksFinite(At(mention.last)) &&
           std::any_of(sentence_.heads.begin(), sentence_.heads.end(),
                       [](const Head& head) {
                         return !head.masked &&
                                head.match.cls == HeadClass::kReport &&
                                (head.match.forms & kPast) != 0;
                       });
  }
  return false;
}

void ClauseReader::OpenInBlock() {
  Clause clause;
  clause.first = sentence_.first;
  clause.content = sentence_.first;
  clause.speaker = *speakers_.block();
  clause.in_block = true;
  clause.head.match = speakers_.block_head();
  clause.head.match.first = clause.head.match.last = sentence_.first;
  clause.head.group = sentence_.first;
  clauses_.push_back(std::move(clause));
}

void ClauseReader::ReadMarks(std::size_t from, std::size_t until) {
  for (std::size_t i = from; i < until; ++i) {
    const std::string item = EnumeratorAt(tokens_, i, sentence_.last);
    if (!item.empty()) {
      if (i >= items_until_) ReadItem(i, absl::StrCat("(", item, ")"));
    } else if (RepeatedMark(i)) {
      clauses_.push_back(NextThat(clauses_.back(), i));
    }
  }
}

void ClauseReader::ReadItem(std::size_t i, const std::string& mark) {
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

bool ClauseReader::RepeatedMark(std::size_t i) const {
  if (NoClause() || i == sentence_.first || i + 1 >= sentence_.last ||
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
  const bool as_well =
      k >= 3 + clause.content && At(k - 1).Is("as") && At(k - 2).Is("well");
  if (!At(k - 1).Is("and") && !row && !as_well) return false;
  const std::size_t start = Behind(clause);
  if (that) {
    // "said he saw X, and that he expected Y": the first has none.
    const bool bare = At(k - 1).Is("and") && k > clause.head.match.last &&
                      ((Embeds(clause.head) &&
                        MentionAt(sentence_, clause.head.match.last) >= 0) ||
                       (clause.head.match.cls == HeadClass::kConverge &&
                        At(clause.head.match.last).Is("on")));
    return clause.carries_on || bare || ThatBetween(clause.content, k) ||
           ThatBetween(start, k);
  }
  const HeadClass cls =
      clause.inner ? clause.inner->match.cls : clause.head.match.cls;
  const bool noun = clause.noun && clause.noun->act == v1::ACT_COMMIT;
  return (cls == HeadClass::kConverge || cls == HeadClass::kStance || noun) &&
         At(clause.carries_on ? clause.first : start).Is("to");
}

Clause ClauseReader::NextThat(const Clause& before, std::size_t first) const {
  Clause next = Continuation(before, first);
  next.noun = before.noun;
  if (before.noun) next.noun->last = first;
  if (before.inner && before.inner->match.cls == HeadClass::kStance &&
      (CarriesThat(before) || At(first).Is("to"))) {
    next.head = *before.inner;
    next.head.match.last = first;
    next.carries_on = true;
  }
  return next;
}

Clause ClauseReader::Continuation(const Clause& before, std::size_t first) {
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

std::size_t ClauseReader::BoundaryBefore(std::size_t at) const {
  std::size_t k = at;
  while (k > sentence_.first) {
    const Token& before = At(k - 1);
    if (before.Is("and") || before.Is(";") || before.Is("while") ||
        before.Is("whereas") || before.Is("but") || before.Is("that")) {
      return k - 1;
    }
    if (before.Is(",")) return k - 1;
    if (before.Is("which") && k >= 2 + sentence_.first &&
        (At(k - 2).Is("to") || At(k - 2).Is("during"))) {
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

void ClauseReader::ReadHead(const Head& head) {
  if (head.masked) return;
  if (head.match.cls == HeadClass::kContact &&
      (!clauses_.empty() || head.shape != VerbShape::kFinite)) {
    return;
  }
  if (StartsWithNoun(head)) {
    Speaker speaker;
    speaker.kind = Speaker::Kind::kImpersonal;
    Start(head, speaker, -1, head.match.first, true);
    return;
  }
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

bool ClauseReader::StartsWithNoun(const Head& head) const {
  return head.match.lemma.empty() && NoClause() &&
         !At(head.match.first).Is("not") &&
         !At(head.match.first).Is("cannot") &&
         !At(head.match.first).Is("never") &&
         (head.match.cls == HeadClass::kTouch ||
          head.match.cls == HeadClass::kConverge ||
          head.match.cls == HeadClass::kStance);
}

std::size_t ClauseReader::Behind(const Clause& clause) {
  std::size_t last = clause.head.match.last;
  if (clause.carries_on) last = clause.first;
  if (clause.noun) last = std::max(last, clause.noun->last);
  if (clause.inner) last = std::max(last, clause.inner->match.last);
  return last;
}

Head ClauseReader::Spoken(const Head& head, const Speaker& speaker) const {
  Head spoken = head;
  const bool says = head.match.cls == HeadClass::kConverge &&
                    (head.match.act == v1::ACT_EMPHASIZE ||
                     head.match.act == v1::ACT_ASSERT) &&
                    speaker.single() && !head.negative &&
                    head.match.last < sentence_.last &&
                    At(head.match.last).Is("that");
  if (says) spoken.match.cls = HeadClass::kReport;
  return spoken;
}

void ClauseReader::Start(const Head& head, const Speaker& speaker, int subject,
                         std::size_t first, bool implicit) {
  // "The United Kingdom was ready to help, Mr. A said.": said by A.
  const bool closed = head.match.last >= sentence_.last ||
                      At(head.match.last).Is(".") ||
                      At(head.match.last).Is(",");
  const bool after = Embeds(head) && !clauses_.empty() && closed &&
                     !clauses_.back().waiting && first > sentence_.first &&
                     At(first - 1).Is(",");
  if (after && speaker.single()) {
    for (Clause& clause : clauses_) clause.speaker = speaker;
    speakers_.Spoke(speaker, nullptr);
    return;
  }
  // "(In particular), he said, their agreement ...": the whole sentence is
  // what was said.
  const bool agreed = head.match.cls == HeadClass::kConverge &&
                      speaker.joint() && !implicit && first > sentence_.first &&
                      At(first - 1).Is(",") && !At(head.match.last - 1).Is(",");
  if ((Embeds(head) || agreed) && NoClause() &&
      head.match.last < sentence_.last && closed && first > sentence_.first) {
    StartPostposed(head, speaker, subject);
    return;
  }
  Clause clause;
  clause.first = first;
  clause.speaker = speaker;
  clause.subject = subject;
  clause.head = Spoken(head, speaker);
  clause.content = head.match.last;
  clause.implicit = implicit;
  // A subject in a block that is not the speaker keeps the block's.
  if (Clause* before = current(); before && before->in_block &&
                                  !before->inner &&
                                  first <= before->first + 6) {
    clause.first = before->first;
    clauses_.pop_back();
  }
  if (const Speaker before = speakers_.Carried();
      before.single() && before.party != speaker.party) {
    clause.answered = before.party;
  }
  FillWaiting(speaker, subject, clause);
  ReadNoun(clause);
  if (implicit && !clause.noun) ReadNounBefore(clause);
  if (const Speaker giver = Giver(clause); giver.single()) {
    clause.speaker = giver;
    clause.subject = -1;
  }
  clauses_.push_back(std::move(clause));
  speakers_.Spoke(speaker,
                  subject < 0
                      ? nullptr
                      : &sentence_.mentions[static_cast<std::size_t>(subject)]);
}

void ClauseReader::CloseAll() {
  // An adjunct whose subject never came is nobody's.
  clauses_.erase(
      std::remove_if(clauses_.begin(), clauses_.end(),
                     [](const Clause& clause) { return clause.waiting; }),
      clauses_.end());
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
                 ((token.Is("also") || token.Is("where") || token.Is("with") ||
                   token.Is("when")) &&
                  i + 1 < clauses_.size())) {
        --last;
      } else {
        break;
      }
    }
    clause.last = last;
  }
  // An enumerator with nothing behind it opens a clause without words.
  std::erase_if(clauses_, [](const Clause& c) { return c.first >= c.last; });
  AddNounConjuncts();
}

std::vector<Clause> ReadClauses(const Tokens& tokens, const Sentence& sentence,
                                Speakers& speakers) {
  return ClauseReader(tokens, sentence, speakers).Read();
}

}  // namespace chancery
