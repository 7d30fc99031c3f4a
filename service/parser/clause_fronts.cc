#include "service/parser/clause_reader.h"

namespace chancery {

int ClauseReader::LeadingSubject(const Head& head) const {
  static constexpr std::array<absl::string_view, 14> kPrepositions = {
      "of", "in",  "with", "to",     "from", "by",      "between",
      "on", "for", "at",   "during", "and",  "against", "about"};
  for (std::size_t i = 0; i < sentence_.mentions.size(); ++i) {
    const Mention& mention = sentence_.mentions[i];
    if (mention.last > head.group) return -1;
    if (sentence_.masked[mention.first - sentence_.first] ||
        At(mention.last - 1).possessive) {
      continue;
    }
    if (mention.first > sentence_.first &&
        Has(kPrepositions, At(mention.first - 1).lower)) {
      continue;
    }
    if (mention.kind == MentionKind::kIt ||
        mention.kind == MentionKind::kThird ||
        (mention.kind == MentionKind::kParty &&
         !TakesPart(speakers_.header(), mention.party))) {
      return -1;
    }
    std::size_t next = mention.last;
    while (next < head.group && Lexicon::IsAdverb(At(next).lower)) ++next;
    static constexpr std::array<absl::string_view, 6> kAdjuncts = {
        ",", "while", "after", "in", "on", "("};
    const bool verb = LooksFinite(At(next)) ||
                      Lexicon::Get().IsFinite(At(next).lower) ||
                      Has(kAdjuncts, At(next).lower) || next == head.group;
    return verb ? static_cast<int>(i) : -1;
  }
  return -1;
}

bool ClauseReader::StartFromLead(const Head& head) {
  if (head.shape != VerbShape::kFinite || head.match.cls == HeadClass::kPred ||
      head.match.cls == HeadClass::kWill || head.match.lemma.empty() ||
      !(head.match.forms & (kPast | kThird) || head.group < head.match.first)) {
    return false;
  }
  const int lead = LeadingSubject(head);
  if (lead < 0) return false;
  const Mention& subject = sentence_.mentions[static_cast<std::size_t>(lead)];
  const Speaker speaker = speakers_.Settle(subject);
  if (!speaker.single() && !speaker.joint()) return false;
  Start(head, speaker, lead, subject.first, false);
  return true;
}

void ClauseReader::ReadUnknownVerb() {
  constexpr std::size_t kFront = 12;
  for (std::size_t i = 0; i < sentence_.mentions.size(); ++i) {
    const Mention& subject = sentence_.mentions[i];
    if (subject.first > sentence_.first + kFront) return;
    const bool front = subject.first == sentence_.first ||
                       At(subject.first - 1).Is(",") ||
                       Lexicon::IsAdverb(At(subject.first - 1).lower);
    if (!front || sentence_.masked[subject.first - sentence_.first] ||
        At(subject.last - 1).possessive) {
      continue;
    }
    std::size_t verb = subject.last;
    while (verb < sentence_.last && Lexicon::IsAdverb(At(verb).lower)) ++verb;
    if (verb + 1 >= sentence_.last || !absl::EndsWith(At(verb).lower, "ed") ||
        Lexicon::Get().IsFinite(At(verb).lower)) {
      continue;
    }
    const Speaker speaker = speakers_.Settle(subject);
    if (!speaker.single() && !speaker.joint()) continue;
    Clause clause;
    clause.first = subject.first;
    clause.speaker = speaker;
    clause.subject = static_cast<int>(i);
    clause.head.match.cls = HeadClass::kExpress;
    clause.head.match.act = v1::ACT_ASSERT;
    clause.head.match.first = verb;
    clause.head.match.last = clause.content = verb + 1;
    clause.head.match.forms = kPast;
    clause.head.group = subject.last;
    ReadNoun(clause);
    if (!clause.noun && !At(verb + 1).Is("that")) continue;
    clauses_.push_back(std::move(clause));
    speakers_.Spoke(speaker, &subject);
    return;
  }
}

bool ClauseReader::StartInverted(const Head& head) {
  if (!Embeds(head) || head.shape != VerbShape::kFinite ||
      !(head.match.forms & kPast) || head.group == sentence_.first ||
      head.match.last >= sentence_.last) {
    return false;
  }
  const Token& before = At(head.group - 1);
  if (!before.Is(",") && !before.Is("\"")) return false;
  const int by = MentionAt(sentence_, head.match.last);
  if (by < 0) return false;
  const Mention& subject = sentence_.mentions[static_cast<std::size_t>(by)];
  const bool closed = subject.last >= sentence_.last || !At(subject.last).word;
  const Speaker speaker = speakers_.Settle(subject);
  if (!closed || (!speaker.single() && !speaker.joint())) return false;
  for (Clause& clause : clauses_) clause.speaker = speaker;
  if (!clauses_.empty()) {
    speakers_.Spoke(speaker, &subject);
    return true;
  }
  StartPostposed(head, speaker, by);
  return true;
}

void ClauseReader::StartPostposed(const Head& head, const Speaker& speaker,
                                  int subject) {
  Clause clause;
  clause.first = sentence_.first;
  clause.speaker = speaker;
  clause.subject = subject;
  clause.head = head;
  clause.content = head.match.last;
  ReadNoun(clause);
  for (const Head& other : sentence_.heads) {
    if (other.match.first < head.match.first && !other.masked &&
        !clause.inner && other.match.cls == HeadClass::kPred) {
      clause.inner = other;
    }
  }
  clauses_.push_back(std::move(clause));
  speakers_.Spoke(speaker,
                  subject < 0
                      ? nullptr
                      : &sentence_.mentions[static_cast<std::size_t>(subject)]);
}

}  // namespace chancery
