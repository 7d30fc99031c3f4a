#include "service/parser/heads.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/match.h"

namespace chancery {
namespace {

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<absl::string_view, 10> kModals = {
    "will", "would", "should", "can",   "could",
    "may",  "might", "must",   "shall", "cannot"};

constexpr std::array<absl::string_view, 6> kRelatives = {
    "which", "who", "whom", "whose", "where", "wherein"};

constexpr std::array<absl::string_view, 12> kSubordinators = {
    "because", "although", "though",  "since",   "when", "if",
    "unless",  "until",    "whereas", "whether", "why",  "how"};

bool IsBe(absl::string_view word) {
  return Lexicon::Get().FormsOf(word, "be") != 0;
}
bool IsHave(absl::string_view word) {
  return Lexicon::Get().FormsOf(word, "have") != 0;
}

// Words that look like a verb: enough to tell "as Minister A said" from "as
// partners".
bool LooksFinite(const Token& token) {
  return token.word &&
         (IsBe(token.lower) || IsHave(token.lower) ||
          Has(kModals, token.lower) || absl::EndsWith(token.lower, "ed") ||
          (Lexicon::Get().FormsOf(token.lower, "say") |
           Lexicon::Get().FormsOf(token.lower, "make")) != 0);
}

class SentenceReader {
 public:
  SentenceReader(const Tokens& tokens, std::size_t first, std::size_t last,
                 const Header& header)
      : tokens_(tokens), lexicon_(Lexicon::Get()) {
    sentence_.first = first;
    sentence_.last = last;
    sentence_.mentions = FindMentions(tokens, first, last, header);
    sentence_.masked.assign(last - first, false);
  }

  Sentence Read() {
    MaskBracketsAndQuotes();
    MaskSubordinates();
    FindHeads();
    return std::move(sentence_);
  }

 private:
  const Token& At(std::size_t i) const { return tokens_[i]; }
  bool Masked(std::size_t i) const {
    return sentence_.masked[i - sentence_.first];
  }
  void Mask(std::size_t from, std::size_t until) {
    for (std::size_t i = from; i < until && i < sentence_.last; ++i) {
      sentence_.masked[i - sentence_.first] = true;
    }
  }

  void MaskBracketsAndQuotes() {
    // A longer quotation is speech, not a name.
    constexpr std::size_t kQuotedNameMax = 10;
    for (std::size_t i = sentence_.first; i < sentence_.last; ++i) {
      if (!EnumeratorAt(tokens_, i, sentence_.last).empty()) {
        i += 2;
        continue;
      }
      const bool bracket = At(i).Is("(");
      const bool quote = At(i).Is("\"");
      if (!bracket && !quote) continue;
      const absl::string_view close = bracket ? ")" : "\"";
      std::size_t k = i + 1;
      const std::size_t limit =
          bracket ? sentence_.last
                  : std::min(sentence_.last, i + 1 + kQuotedNameMax);
      while (k < limit && !At(k).Is(close)) ++k;
      if (k < limit) {
        Mask(i, k + 1);
        i = k;
      }
    }
  }

  // A finite auxiliary: a second one in a relative clause belongs to the main
  // clause: "the talks which will be held next month must succeed".
  static bool IsAuxiliary(const Token& token) {
    return Has(kModals, token.lower) || token.Is("is") || token.Is("are") ||
           token.Is("was") || token.Is("were") || token.Is("has") ||
           token.Is("have") || token.Is("had");
  }

  // The end of a subordinate clause that begins at `from`.
  std::size_t SubordinateEnd(std::size_t from) const {
    const bool relative = Has(kRelatives, At(from).lower);
    int auxiliaries = 0;
    static const std::vector<HeadClass> kMain = {
        HeadClass::kReport, HeadClass::kExpress, HeadClass::kConverge,
        HeadClass::kStance};
    for (std::size_t i = from + 1; i < sentence_.last; ++i) {
      const Token& token = At(i);
      if (token.Is(",") || token.Is(";") ||
          !EnumeratorAt(tokens_, i, sentence_.last).empty()) {
        return i;
      }
      if (relative && IsAuxiliary(token) && !At(i - 1).Is("and") &&
          !IsAuxiliary(At(i - 1)) && ++auxiliaries == 2) {
        return i;
      }
      // "... which Japan took and expressed hope": the main clause goes on.
      if (token.Is("and") && i + 1 < sentence_.last) {
        std::size_t k = i + 1;
        while (k + 1 < sentence_.last && Lexicon::IsAdverb(At(k).lower)) ++k;
        const auto head =
            lexicon_.Match(tokens_, sentence_.first, k, sentence_.last, kMain);
        if (head && (head->forms & kPast) != 0) return i;
        if (At(k).Is("that")) return i;
      }
    }
    return sentence_.last;
  }

  void MaskSubordinates() {
    for (std::size_t i = sentence_.first; i < sentence_.last; ++i) {
      if (Masked(i)) continue;
      const Token& token = At(i);
      const bool more = i + 1 < sentence_.last;
      bool opens = false;
      if (Has(kRelatives, token.lower)) {
        // "to which B replied" answers; it is a main clause.
        opens =
            !(token.Is("which") && i > sentence_.first && At(i - 1).Is("to") &&
              more && MentionAt(sentence_, i + 1) >= 0);
      } else if (Has(kSubordinators, token.lower)) {
        opens = i == sentence_.first || !At(i - 1).Is("as");
      } else if (token.Is("as") && more) {
        opens = ClauseFollows(i + 1);
      } else if (token.Is("what") && more) {
        std::size_t k = i + 1;
        while (k < sentence_.last && !IsBe(At(k).lower) && !At(k).Is(",")) ++k;
        Mask(i, k);
        continue;
      }
      if (!opens) continue;
      const std::size_t end = SubordinateEnd(i);
      Mask(i, end);
      i = end - 1;
    }
  }

  bool ClauseFollows(std::size_t i) const {
    const int mention = MentionAt(sentence_, i);
    if (mention < 0) return false;
    std::size_t k = sentence_.mentions[static_cast<std::size_t>(mention)].last;
    while (k < sentence_.last && Lexicon::IsAdverb(At(k).lower)) ++k;
    return k < sentence_.last && LooksFinite(At(k));
  }

  void FindHeads() {
    static const std::vector<HeadClass> kHeads = {
        HeadClass::kReport, HeadClass::kExpress,  HeadClass::kStance,
        HeadClass::kPred,   HeadClass::kConverge, HeadClass::kTouch,
        HeadClass::kTask,   HeadClass::kWill};
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
        if (IsVerb(head)) sentence_.heads.push_back(head);
      }
      // A modal's own verb may be a head too.
      i = head.match.cls == HeadClass::kWill || match->last == i + 1
              ? i + 1
              : std::max(i + 1, NextStart(*match));
    }
    DropPlainFutures();
  }

  // Behind "was pleased that he" another head may begin at "he".
  std::size_t NextStart(const HeadMatch& match) const { return match.last; }

  bool InsideMention(std::size_t i) const {
    for (const Mention& mention : sentence_.mentions) {
      if (mention.first <= i && i < mention.last) {
        return mention.kind != MentionKind::kIt;
      }
    }
    return false;
  }

  void ReadVerbGroup(Head& head) const {
    const std::size_t at = head.match.first;
    std::size_t k = at;
    bool be = false;
    bool auxiliary = false;
    bool infinitive = false;
    while (k > sentence_.first) {
      const std::string& word = At(k - 1).lower;
      if (word == "to" &&
          (head.match.forms & kBase || be || IsHave(At(k).lower))) {
        infinitive = true;
        --k;
        break;
      }
      if (word == "not" || word == "never" || word == "no") {
        head.negative = true;
      } else if (Has(kModals, word)) {
        head.modal = word == "cannot" ? "can" : word;
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
    const std::string& own = At(at).lower;
    if (Has(kModals, own)) {
      head.modal = own;
      head.shape = VerbShape::kFinite;
      return;
    }
    if (infinitive) {
      head.shape = VerbShape::kInfinitive;
    } else if (be && (head.match.forms & kParticiple) != 0 &&
               head.match.lemma != "be") {
      head.shape = VerbShape::kPassive;
    } else if (auxiliary || !head.modal.empty()) {
      head.shape = VerbShape::kFinite;
    } else if (head.match.forms == kIng) {
      head.shape = VerbShape::kIng;
    } else if (head.match.forms == 0) {
      head.shape = VerbShape::kFinite;
    } else if (own == "be" || own == "been" || own == "being") {
      head.shape = own == "being" ? VerbShape::kIng : VerbShape::kInfinitive;
    } else {
      head.shape = VerbShape::kFinite;
    }
  }

  // Skips what may stand between a subject and its verb: "in response",
  // "who was visiting Canada", an office in commas, brackets.
  std::size_t SkipBack(std::size_t k) const {
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

  // The words [p, comma) between two commas leave subject and verb together.
  bool Skippable(std::size_t p, std::size_t comma) const {
    const bool relative = Masked(p) || (p + 1 < comma && Masked(p + 1));
    const bool phrase = comma - p <= 4 && (At(p).Is("in") || At(p).Is("for") ||
                                           At(p).Is("on") || At(p).Is("as"));
    const bool office = TitleEnd(tokens_, p, comma) > p;
    const bool participle = absl::EndsWith(At(p).lower, "ing");
    return relative || phrase || office || participle;
  }

  void FindSubject(Head& head) {
    std::size_t k = head.group;
    if (k == sentence_.first) {
      head.subject_shape = SubjectShape::kCoordinated;
      return;
    }
    const Token& before = At(k - 1);
    int mention = MentionEndingAt(k);
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

  int MentionEndingAt(std::size_t k) const {
    for (std::size_t i = 0; i < sentence_.mentions.size(); ++i) {
      if (sentence_.mentions[i].last == k) return static_cast<int>(i);
    }
    return -1;
  }

  // A base form is a verb only behind a subject, a modal, "to" or another one:
  // else it is the noun of the same letters.
  bool IsVerb(const Head& head) const {
    if (head.match.cls == HeadClass::kPred ||
        head.match.cls == HeadClass::kWill || head.match.lemma.empty() ||
        head.match.lemma == "be") {
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
    if (marked) {
      // "the agreed framework", "its stated aim"
      return !(head.shape == VerbShape::kFinite && head.modal.empty() &&
               head.group == head.match.first &&
               (Has(kDeterminers, before.lower) || before.possessive));
    }
    return head.shape == VerbShape::kInfinitive ||
           head.subject_shape == SubjectShape::kMention ||
           (head.subject_shape == SubjectShape::kCoordinated &&
            head.match.forms != 0 && BaseFormBefore(head));
  }

  // "I welcome X and support Y": a present tense may be coordinated with
  // another one.
  bool BaseFormBefore(const Head& head) const {
    for (const Head& other : sentence_.heads) {
      if (other.shape == VerbShape::kFinite &&
          other.match.first < head.match.first &&
          (other.match.forms & (kBase | kThird)) != 0) {
        return true;
      }
    }
    return false;
  }

  // A plain future gives way to the head that it only puts in the future:
  // "will support". Not to a verb of saying: "would convey".
  void DropPlainFutures() {
    std::vector<Head> kept;
    for (std::size_t i = 0; i < sentence_.heads.size(); ++i) {
      const Head& head = sentence_.heads[i];
      if (head.match.cls == HeadClass::kWill &&
          i + 1 < sentence_.heads.size()) {
        const Head& next = sentence_.heads[i + 1];
        const bool same_group = next.group <= head.match.first;
        if (same_group && (next.match.cls == HeadClass::kStance ||
                           next.match.cls == HeadClass::kPred)) {
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

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  Sentence sentence_;
};

}  // namespace

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
  return letter || number || roman ? mark.lower : "";
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
