#include "service/parser/heads.h"

#include "service/parser/sentence_reader.h"

namespace chancery {

Sentence SentenceReader::Read() {
  MaskBracketsAndQuotes();
  MaskSubordinates();
  FindHeads();
  return std::move(sentence_);
}

void SentenceReader::FindHeads() {
  static constexpr HeadClasses kHeads = {
      HeadClass::kReport, HeadClass::kExpress,  HeadClass::kStance,
      HeadClass::kPred,   HeadClass::kConverge, HeadClass::kTouch,
      HeadClass::kTask,   HeadClass::kWill,     HeadClass::kContact};
  for (std::size_t i = sentence_.first; i < sentence_.last;) {
    auto match =
        lexicon_.Match(tokens_, sentence_.first, i, sentence_.last, kHeads);
    if (!match || InsideMention(i)) {
      ++i;
      continue;
    }
    Head head;
    head.match = *match;
    head.masked = Masked(i);
    ReadVerbGroup(head);
    if (head.shape != VerbShape::kNominal) {
      FindSubject(head);
      head.masked = head.masked || GoesOnMasked(head);
      if (IsVerb(head)) sentence_.heads.push_back(head);
    }
    // A modal's own verb may be a head too.
    i = head.match.cls == HeadClass::kWill || match->last == i + 1
            ? i + 1
            : std::max(i + 1, NextStart(*match));
  }
  DropPlainFutures();
}

bool SentenceReader::InsideMention(std::size_t i) const {
  for (const Mention& mention : sentence_.mentions) {
    if (mention.first <= i && i < mention.last) {
      return mention.kind != MentionKind::kIt;
    }
  }
  return false;
}

void SentenceReader::ReadVerbGroup(Head& head) const {
  const std::size_t at = head.match.first;
  std::size_t k = at;
  bool be = false;
  bool auxiliary = false;
  bool infinitive = false;
  while (k > sentence_.first) {
    const absl::string_view word = At(k - 1).lower;
    if (word == "both" && MentionEndingAt(k) >= 0) break;
    if (word == "to" &&
        (head.match.forms & kBase || be || IsHave(At(k).lower))) {
      const std::size_t catenative = CatenativeBefore(k - 1);
      if (catenative < k - 1) {
        k = catenative;
        auxiliary = true;
        continue;
      }
      infinitive = true;
      --k;
      break;
    }
    if (word == "not" || word == "never" || word == "no" ||
        (word == "longer" && k >= 2 + sentence_.first && At(k - 2).Is("no"))) {
      head.negative = true;
    } else if (Has(kModals, word)) {
      head.modal = std::string(word == "cannot" ? "can" : word);
      if (word == "cannot") head.negative = true;
      auxiliary = true;
    } else if (IsBe(word)) {
      be = true;
      auxiliary = word != "being" && word != "been" && word != "be";
    } else if (IsHave(word) || word == "did" || word == "does" ||
               word == "do") {
      auxiliary = true;
    } else if (!Lexicon::IsAdverb(word) ||
               (At(k - 1).capital && k - 1 > sentence_.first)) {
      break;  // A capital inside a sentence makes "McNally" a name.
    }
    --k;
  }
  // Adverbs of the clause before the group are not its own.
  head.group = k;
  const absl::string_view own = At(at).lower;
  if (Has(kModals, own)) {
    head.modal = std::string(own);
    head.shape = VerbShape::kFinite;
    return;
  }
  const bool passive =
      be && (head.match.forms & kParticiple) != 0 && head.match.lemma != "be";
  const bool finite = auxiliary || !head.modal.empty();
  head.shape = VerbShape::kFinite;
  if (infinitive) {
    head.shape = VerbShape::kInfinitive;
  } else if (passive) {
    head.shape = VerbShape::kPassive;
  } else if (!finite && (head.match.forms == kIng || own == "being")) {
    head.shape = VerbShape::kIng;
  } else if (!finite && (own == "be" || own == "been")) {
    head.shape = VerbShape::kInfinitive;
  }
}

std::size_t SentenceReader::CatenativeBefore(std::size_t to) const {
  static constexpr std::array<absl::string_view, 6> kGoOn = {
      "proceeded", "continued", "continues", "sought", "chose", "managed"};
  if (to == sentence_.first) return to;
  if (Has(kGoOn, At(to - 1).lower)) return to - 1;
  const bool goes = to >= 2 + sentence_.first && At(to - 1).Is("on") &&
                    (At(to - 2).Is("went") || At(to - 2).Is("goes") ||
                     At(to - 2).Is("going"));
  return goes ? to - 2 : to;
}

std::size_t SentenceReader::SkipBack(std::size_t k) const {
  constexpr std::size_t kBracketWords = 30;
  if (k > sentence_.first && At(k - 1).Is(")")) {
    std::size_t p = k - 1;
    while (p > sentence_.first && !At(p).Is("(")) --p;
    if (p > sentence_.first && k - p <= kBracketWords) return p;
    return k;
  }
  if (k == sentence_.first || !At(k - 1).Is(",")) return k;
  std::size_t comma = k - 1;
  for (int turns = 0; turns < 4; ++turns) {
    std::size_t p = comma;
    while (p > sentence_.first && !At(p - 1).Is(",") && !At(p - 1).Is(";")) {
      --p;
    }
    // At(p) is the first token behind the comma before.
    if (p == sentence_.first || p >= comma || !Skippable(p, comma)) return k;
    comma = p - 1;
    if (MentionEndingAt(comma) >= 0) return comma;
  }
  return k;
}

bool SentenceReader::Skippable(std::size_t p, std::size_t comma) const {
  const bool relative = Masked(p) || (p + 1 < comma && Masked(p + 1));
  const bool phrase = comma - p <= 4 && (At(p).Is("in") || At(p).Is("for") ||
                                         At(p).Is("on") || At(p).Is("as"));
  const bool office = TitleEnd(tokens_, p, comma) > p;
  const bool participle =
      absl::EndsWith(At(p).lower, "ing") ||
      ((At(p).Is("after") || At(p).Is("while") || At(p).Is("upon")) &&
       p + 1 < comma && absl::EndsWith(At(p + 1).lower, "ing"));
  return relative || phrase || office || participle;
}

void SentenceReader::FindSubject(Head& head) {
  std::size_t k = head.group;
  if (k == sentence_.first) {
    head.subject_shape = SubjectShape::kCoordinated;
    return;
  }
  const Token& before = At(k - 1);
  int mention = MentionEndingAt(k);
  // "the plan proposed by A outlines ..."
  static constexpr std::array<absl::string_view, 7> kNoSubject = {
      "by", "of", "from", "to", "between", "for", "against"};
  if (mention >= 0) {
    const std::size_t start =
        sentence_.mentions[static_cast<std::size_t>(mention)].first;
    if (start > sentence_.first && Has(kNoSubject, At(start - 1).lower)) {
      head.subject_shape = SubjectShape::kOther;
      return;
    }
  }
  if (mention < 0) mention = MentionEndingAt(SkipBack(k));
  if (mention >= 0 &&
      !At(sentence_.mentions[static_cast<std::size_t>(mention)].last - 1)
           .possessive) {
    head.subject_shape = SubjectShape::kMention;
    head.subject = mention;
    const std::size_t start =
        sentence_.mentions[static_cast<std::size_t>(mention)].first;
    head.that_before = start > sentence_.first && At(start - 1).Is("that");
    return;
  }
  if (before.Is("that")) head.that_before = true;
  if (before.Is("and") || before.Is(",") || before.Is("but") ||
      before.Is(";") || before.Is("or") || (before.Is("as") && false)) {
    head.subject_shape = SubjectShape::kCoordinated;
    return;
  }
  const bool well_as =
      before.Is("as") && k >= 3 + sentence_.first && At(k - 2).Is("well");
  head.subject_shape =
      well_as ? SubjectShape::kCoordinated : SubjectShape::kOther;
}

int SentenceReader::MentionEndingAt(std::size_t k) const {
  for (std::size_t i = 0; i < sentence_.mentions.size(); ++i) {
    if (sentence_.mentions[i].last == k) return static_cast<int>(i);
  }
  return -1;
}

bool SentenceReader::IsVerb(const Head& head) const {
  if (head.match.cls == HeadClass::kWill || head.match.lemma.empty() ||
      head.match.lemma == "be" || head.match.lemma == "have") {
    return true;
  }
  const bool marked = (head.match.forms & (kPast | kIng)) != 0 ||
                      !head.modal.empty() || head.group < head.match.first;
  const Token& before = head.match.first > sentence_.first
                            ? At(head.match.first - 1)
                            : At(head.match.first);
  static constexpr std::array<absl::string_view, 16> kDeterminers = {
      "the", "a",   "an", "its",   "his",   "her", "their", "this",
      "of",  "our", "my", "these", "those", "for", "any",   "no"};
  // "opportunities, and shared priorities"
  static constexpr std::array<absl::string_view, 16> kObject = {
      "the",     "their",  "his",  "her",     "its",   "a",
      "an",      "this",   "with", "these",   "views", "each",
      "similar", "common", "that", "concerns"};
  const std::size_t next = head.match.first + 1;
  if (head.match.lemma == "share" && head.group == head.match.first &&
      head.subject_shape == SubjectShape::kCoordinated &&
      next < sentence_.last && !Has(kObject, At(next).lower) &&
      !At(next).possessive) {
    return false;
  }
  // "the truce agreed by A and B"
  const bool reduced = head.shape == VerbShape::kFinite &&
                       head.group == head.match.first && marked &&
                       head.match.last < sentence_.last &&
                       At(head.match.last).Is("by") &&
                       head.subject_shape != SubjectShape::kMention;
  if (reduced) return false;
  if (marked) {
    // "the agreed framework", "its stated aim"
    return !(head.shape == VerbShape::kFinite && head.modal.empty() &&
             head.group == head.match.first &&
             (Has(kDeterminers, before.lower) || before.possessive));
  }
  if (head.match.cls == HeadClass::kPred) {
    // "the damage", "of harm", but "attacks undermine stability"
    static constexpr std::array<absl::string_view, 10> kNounBefore = {
        "in", "to", "and", "with", "from", "on", "by", "at", "or", "serious"};
    return head.shape != VerbShape::kInfinitive &&
           !Has(kDeterminers, before.lower) &&
           !Has(kNounBefore, before.lower) && !before.possessive;
  }
  return head.shape == VerbShape::kInfinitive ||
         head.subject_shape == SubjectShape::kMention ||
         (head.subject_shape == SubjectShape::kCoordinated &&
          head.match.forms != 0 && (BaseFormBefore(head) || PlainlyVerb(head)));
}

bool SentenceReader::GoesOnMasked(const Head& head) const {
  if (head.subject_shape != SubjectShape::kCoordinated ||
      head.match.forms != kBase || !head.modal.empty() ||
      head.match.cls != HeadClass::kPred) {
    return false;
  }
  std::size_t k = head.group;
  while (k > sentence_.first && (At(k - 1).Is("and") || At(k - 1).Is(",") ||
                                 Lexicon::IsAdverb(At(k - 1).lower))) {
    --k;
  }
  return k > sentence_.first && Masked(k - 1);
}

bool SentenceReader::PlainlyVerb(const Head& head) const {
  if ((head.match.forms & kThird) == 0) return false;
  if (head.match.last > head.match.first + 1) return true;
  // "and opposes Y", but "calls and demands" are nouns as well.
  static constexpr std::array<absl::string_view, 24> kNouns = {
      "hopes",  "calls",    "demands",  "concerns", "regrets", "thanks",
      "values", "supports", "requests", "desires",  "offers",  "promises",
      "wishes", "notes",    "reports",  "plans",    "touches", "reviews",
      "shares", "stands",   "comments", "remarks",  "updates", "tasks"};
  return !Has(kNouns, At(head.match.first).lower);
}

bool SentenceReader::BaseFormBefore(const Head& head) const {
  bool contact = false;
  for (const Head& other : sentence_.heads) {
    if (other.match.first >= head.match.first) break;
    contact = contact || other.match.cls == HeadClass::kContact;
    const bool plain = other.match.cls != HeadClass::kPred &&
                       other.match.cls != HeadClass::kWill;
    if (other.shape == VerbShape::kFinite &&
        (other.match.forms & (kBase | kThird)) != 0 &&
        (plain || (head.match.forms & kThird) != 0)) {
      return true;
    }
    // "spoke to thank her and discuss X"
    if (contact && other.shape == VerbShape::kInfinitive) return true;
  }
  return false;
}

void SentenceReader::DropPlainFutures() {
  std::vector<Head> kept;
  for (std::size_t i = 0; i < sentence_.heads.size(); ++i) {
    const Head& head = sentence_.heads[i];
    if (head.match.cls == HeadClass::kWill && i + 1 < sentence_.heads.size()) {
      const Head& next = sentence_.heads[i + 1];
      const bool same_group = next.group <= head.match.first;
      if (same_group && (next.match.cls == HeadClass::kStance ||
                         next.match.cls == HeadClass::kPred || next.negative)) {
        continue;
      }
    }
    if (!kept.empty() && kept.back().match.cls == HeadClass::kWill &&
        head.group <= kept.back().match.first) {
      continue;  // The future stands for its verb.
    }
    kept.push_back(head);
  }
  sentence_.heads = std::move(kept);
}

std::string EnumeratorAt(const Tokens& tokens, std::size_t at,
                         std::size_t last) {
  if (at + 2 >= last || !tokens[at].Is("(") || !tokens[at + 2].Is(")")) {
    return "";
  }
  const Token& mark = tokens[at + 1];
  if (!mark.word || mark.lower.size() > 3 || mark.capital) return "";
  const bool letter =
      mark.lower.size() == 1 && mark.lower[0] >= 'a' && mark.lower[0] <= 'h';
  const bool number =
      mark.lower.size() <= 2 &&
      mark.lower.find_first_not_of("0123456789") == std::string::npos;
  const bool roman = mark.lower.find_first_not_of("ivx") == std::string::npos;
  return letter || number || roman ? std::string(mark.lower) : "";
}

int MentionAt(const Sentence& sentence, std::size_t at) {
  for (std::size_t i = 0; i < sentence.mentions.size(); ++i) {
    if (sentence.mentions[i].first == at) return static_cast<int>(i);
  }
  return -1;
}

Sentence ReadSentence(const Tokens& tokens, std::size_t first, std::size_t last,
                      const Header& header) {
  return SentenceReader(tokens, first, last, header).Read();
}

}  // namespace chancery
