#include "service/parser/records.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/parser/attributes.h"
#include "service/parser/clause_reader.h"
#include "service/parser/crossrefs.h"
#include "service/parser/decide.h"
#include "service/parser/intros.h"
#include "service/parser/subjects.h"

namespace chancery {
namespace {

// A longer sentence is no prose. It bounds the work on hostile text.
constexpr std::size_t kSentenceTokensMax = 600;

class RecordReader {
 public:
  RecordReader(const ShadowText& shadow, const Tokens& tokens,
               const Layout& layout, const Forms& forms, const Header& header,
               v1::ParseReadoutResponse& response)
      : shadow_(shadow),
        tokens_(tokens),
        layout_(layout),
        forms_(forms),
        header_(header),
        response_(response),
        speakers_(header),
        subjects_(shadow.text(), tokens, header) {}

  void Read() {
    speakers_.SetUnnamed(UnnamedPrincipal(tokens_, layout_, header_));
    int item = -1;
    for (std::size_t i = 0; i < layout_.blocks.size(); ++i) {
      const Block& block = layout_.blocks[i];
      const TokenRange range = TokensIn(tokens_, block.begin, block.end);
      if (block.kind == BlockKind::kTitle) {
        subjects_.ReadTitle(range.first, range.last);
      }
      if (block.kind != BlockKind::kParagraph) continue;
      if (block.item != item) {
        item = block.item;
        speakers_.StartItem();
        intro_section_.clear();
        subjects_.StartItem(HeadingTopic(block));
      } else {
        speakers_.StartParagraph();
        subjects_.StartParagraph(HeadingTopic(block));
        CloseBlockAt(block);
      }
      ReadParagraph(block, range);
    }
  }

 private:
  std::string HeadingTopic(const Block& block) const {
    if (block.heading < 0) return "";
    const Block& heading =
        layout_.blocks[static_cast<std::size_t>(block.heading)];
    const TokenRange range = TokensIn(tokens_, heading.begin, heading.end);
    return subjects_.HeadingTopic(range.first, range.last);
  }

  // "stated as follows" holds for bullets and deeper numbers below it.
  void CloseBlockAt(const Block& block) {
    if (!speakers_.block()) return;
    if (block.bullet) {
      in_bullets_ = true;
      return;
    }
    // Prose behind the bullets is nobody's list.
    const bool list = speakers_.block_head().cls == HeadClass::kConverge;
    if (!block.marked && (in_bullets_ || list)) speakers_.CloseBlock();
    if (!block.marked) return;
    const bool deeper = block.section.size() > intro_section_.size() &&
                        absl::StartsWith(block.section, intro_section_);
    if (!deeper) speakers_.CloseBlock();
  }

  void ReadParagraph(const Block& block, TokenRange range) {
    const std::vector<std::size_t> starts =
        SplitSentences(absl::Span<const Token>(tokens_).subspan(
            range.first, range.last - range.first));
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      ReadOne(block, range.first + starts[i], range.first + starts[i + 1]);
    }
  }

  absl::string_view Words(std::size_t first, std::size_t last) const {
    return shadow_.text().substr(tokens_[first].begin,
                                 tokens_[last - 1].end - tokens_[first].begin);
  }

  void Unread(std::size_t first, std::size_t last, absl::string_view why) {
    const auto begin = tokens_.begin();
    if (std::none_of(begin + static_cast<std::ptrdiff_t>(first),
                     begin + static_cast<std::ptrdiff_t>(last),
                     [](const Token& token) { return token.word; })) {
      return;  // Punctuation says nothing.
    }
    v1::Unparsed* unparsed = response_.add_unparsed();
    *unparsed->mutable_span() =
        shadow_.Original(tokens_[first].begin, tokens_[last - 1].end);
    unparsed->set_quote(shadow_.Quote(unparsed->span()));
    unparsed->set_why(std::string(why));
  }

  void ReadOne(const Block& block, std::size_t first, std::size_t last) {
    if (first == last) return;
    if (last - first > kSentenceTokensMax) {
      Unread(first, last, "The sentence is longer than any that is prose.");
      return;
    }
    const absl::string_view words = Words(first, last);
    // A digest that the body repeats is read once.
    constexpr std::size_t kRepeatedWordsMin = 9;
    if (last - first >= kRepeatedWordsMin &&
        !read_.emplace(words.data(), words.size()).second) {
      return;
    }
    const Sentence sentence = ReadSentence(tokens_, first, last, header_);
    std::vector<Clause> clauses = ReadClauses(tokens_, sentence, speakers_);
    if (forms_.IsLogistics(absl::StripAsciiWhitespace(words)) ||
        IsContactReport(sentence, clauses, words)) {
      subjects_.StartSentence(sentence, {});
      subjects_.EndSentence();
      return;
    }
    if (OpensBlock(block, clauses, words)) {
      subjects_.StartSentence(sentence, clauses);
      subjects_.EndSentence();
      return;
    }
    subjects_.StartSentence(sentence, clauses);
    clauses = SplitDates(sentence, std::move(clauses));
    bool understood = false;
    std::string why = "No head of the lexicon with a party as its subject.";
    Decision before;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Decision decision =
          clauses[i].settled && i > 0
              ? before
              : Decide(tokens_, sentence, clauses[i], speakers_);
      before = decision;
      if (decision.outcome == Decision::Outcome::kNothing) {
        why = decision.why_not;
        understood |= clauses[i].head.match.cls == HeadClass::kContact;
        continue;
      }
      understood = true;
      const Subject subject =
          subjects_.Resolve(sentence, clauses[i], i == 0, decision);
      if (decision.outcome == Decision::Outcome::kTouch) {
        AddTouch(block, clauses[i], subject);
      } else {
        AddRecord(block, sentence, clauses[i], decision, subject);
      }
    }
    subjects_.EndSentence();
    if (!understood) Unread(first, last, why);
  }

  // "meeting in June at A and again in September in B": one planning head,
  // two contacts, each to be closed by itself. The second keeps the first's
  // head, and its words are its own.
  std::vector<Clause> SplitDates(const Sentence& sentence,
                                 std::vector<Clause> clauses) const {
    std::vector<Clause> split;
    for (Clause& clause : clauses) {
      const Decision decision = Decide(tokens_, sentence, clause, speakers_);
      std::size_t at = clause.last;
      if (decision.kind == v1::RECORD_KIND_FOLLOW_UP) {
        for (std::size_t i = clause.content; i + 2 < clause.last; ++i) {
          if (tokens_[i].Is("and") && tokens_[i + 1].Is("again")) at = i;
        }
      }
      if (at == clause.last) {
        split.push_back(std::move(clause));
        continue;
      }
      Clause second = clause;
      clause.last = at;
      split.push_back(std::move(clause));
      second.first = at + 1;
      second.settled = true;
      second.subject = -1;
      split.push_back(std::move(second));
    }
    return split;
  }

  // "X held telephone talks with Y": the contact itself.
  bool IsContactReport(const Sentence& sentence,
                       const std::vector<Clause>& clauses,
                       absl::string_view words) const {
    if (sentence.first >= TokensIn(tokens_, 0, PreambleEnd()).last)
      return false;
    if (!forms_.ReportsContact(words)) return false;
    if (!TellsOfHolding(words)) {
      return false;
    }
    // Acts may hide in the same sentence: what the contact was for, what was
    // agreed in it.
    if (std::any_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
          return clause.purpose || clause.head.shape == VerbShape::kIng ||
                 (clause.head.match.cls == HeadClass::kExpress && clause.noun);
        })) {
      return false;
    }
    return std::none_of(sentence.heads.begin(), sentence.heads.end(),
                        [](const Head& head) {
                          return !head.masked &&
                                 (head.match.cls == HeadClass::kConverge ||
                                  head.match.cls == HeadClass::kStance) &&
                                 head.shape == VerbShape::kFinite &&
                                 head.subject_shape != SubjectShape::kOther;
                        });
  }

  std::size_t PreambleEnd() const {
    return header_.body < layout_.blocks.size()
               ? layout_.blocks[header_.body].begin
               : shadow_.text().size();
  }

  // "Minister A stated as follows:", "made the following remarks.", "The
  // Ministers agreed on the following points:"
  bool OpensBlock(const Block& block, const std::vector<Clause>& clauses,
                  absl::string_view words) {
    if (clauses.empty() || clauses.size() > 2) return false;
    const Clause& clause = clauses.back();
    if (!clause.speaker.single() && !clause.speaker.joint()) return false;
    const bool agrees =
        clause.head.match.cls == HeadClass::kConverge && clause.speaker.joint();
    if ((!Embeds(clause.head) && !agrees) || !IsIntro(words)) {
      return false;
    }
    HeadMatch head = clause.head.match;
    if (!agrees) head.cls = HeadClass::kReport;
    if (clause.noun && clause.noun->cls == HeadClass::kNoun && !agrees) {
      head.act = clause.noun->act;
    }
    speakers_.OpenBlock(clause.speaker, head);
    in_bullets_ = false;
    intro_section_ = block.section;
    if (IsAnswer(words)) {
      subjects_.StartAnswer();
    }
    return true;
  }

  std::string Issue(const std::string& topic) const {
    return absl::StrCat(
        "issues/", absl::AsciiStrToLower(absl::StrJoin(header_.parties, "-")),
        ".", topic);
  }

  void AddTouch(const Block& block, const Clause& clause,
                const Subject& subject) {
    v1::Touch* touch = response_.add_touches();
    touch->set_topic(subject.topic);
    touch->set_topic_title(Taxonomy::Get().Title(subject.topic));
    const Crossref codes = Crossrefs::OfTouch(header_.proto.mode());
    touch->set_cameo(codes.cameo);
    touch->set_plover(codes.plover);
    touch->set_issue(Issue(subject.topic));
    touch->set_asserted_by(header_.proto.publisher());
    touch->set_section(absl::StrCat(block.section, clause.item));
    for (const std::string& party : header_.parties) touch->add_actors(party);
    *touch->mutable_span() = SpanOf(clause);
    touch->set_quote(shadow_.Quote(touch->span()));
  }

  v1::Span SpanOf(const Clause& clause) const {
    return shadow_.Original(tokens_[clause.first].begin,
                            tokens_[clause.last - 1].end);
  }

  void AddRecord(const Block& block, const Sentence& sentence,
                 const Clause& clause, const Decision& decision,
                 const Subject& subject) {
    v1::Record& record = *response_.add_records();
    record.set_kind(decision.kind);
    record.set_act(decision.act);
    FillActors(clause, decision, record);
    record.set_asserted_by(header_.proto.publisher());
    record.set_topic(subject.topic);
    record.set_topic_title(Taxonomy::Get().Title(subject.topic));
    const Crossref& codes = Crossrefs::Get().Of(decision.act);
    record.set_cameo(codes.cameo);
    record.set_plover(codes.plover);
    record.set_issue(Issue(subject.topic));
    for (const std::string& topic : subject.secondary) {
      record.add_secondary_topics(topic);
    }
    record.set_section(absl::StrCat(block.section, clause.item));
    *record.mutable_span() = SpanOf(clause);
    record.set_quote(shadow_.Quote(record.span()));
    const TokenRange& head = decision.head;
    if (head.first < head.last) {
      *record.mutable_head_span() = shadow_.Original(
          tokens_[head.first].begin, tokens_[head.last - 1].end);
    }
    if (clause.subject >= 0) {
      const Mention& actor =
          sentence.mentions[static_cast<std::size_t>(clause.subject)];
      *record.mutable_actor_span() = shadow_.Original(
          tokens_[actor.first].begin, tokens_[actor.last - 1].end);
    }
    record.set_basis(decision.basis);
    if (decision.kind == v1::RECORD_KIND_FOLLOW_UP) {
      FillDue(shadow_, tokens_, clause, header_, record);
    }
    FillManner(shadow_, tokens_, sentence, clause, decision, header_, record);
    record.set_agent_implicit(clause.implicit);
    const bool low = clause.speaker.low || header_.proto.form() == "GENERAL" ||
                     (decision.act == v1::ACT_ASSENT && !Answers(clause));
    record.set_confidence(low ? v1::CONFIDENCE_LOW : v1::CONFIDENCE_HIGH);
    if (clause.speaker.single()) spoke_.insert(clause.speaker.party);
  }

  // The counterpart made a point before, in this section or the one before.
  bool Answers(const Clause& clause) const {
    return spoke_.size() > spoke_.count(clause.speaker.party);
  }

  void FillActors(const Clause& clause, const Decision& decision,
                  v1::Record& record) {
    const Speaker& speaker = clause.speaker;
    const bool joint = decision.joint || !speaker.single();
    const std::vector<std::string>& members = speaker.members;
    for (const std::string& party : header_.parties) {
      // Of three parties, those that the text names.
      const bool named =
          members.empty() ||
          std::find(members.begin(), members.end(), party) != members.end();
      const bool acts = joint ? named : party == speaker.party;
      if (joint && !named) continue;
      if (acts) {
        record.add_actors(party);
      } else {
        record.add_addressees(party);
      }
    }
    if (speaker.single() && !clause.implicit && speaker.person >= 0) {
      record.set_speaker(
          header_.persons[static_cast<std::size_t>(speaker.person)].name);
    }
    if (decision.act == v1::ACT_ASSENT && speaker.single()) {
      record.set_proposer(clause.answered.empty()
                              ? speakers_.Counterpart(speaker).party
                              : clause.answered);
    }
    if (decision.kind != v1::RECORD_KIND_FOLLOW_UP) return;
    if (speaker.single()) {
      record.add_responsible(speaker.party);
    } else {
      for (const std::string& party : record.actors()) {
        record.add_responsible(party);
      }
    }
  }

  const ShadowText& shadow_;
  const Tokens& tokens_;
  const Layout& layout_;
  const Forms& forms_;
  const Header& header_;
  v1::ParseReadoutResponse& response_;
  Speakers speakers_;
  Subjects subjects_;
  std::string intro_section_;
  bool in_bullets_ = false;               // Of the block that the intro opened.
  std::unordered_set<std::string> read_;  // Sentences.
  std::set<std::string> spoke_;           // The parties that have spoken.
};

}  // namespace

void ReadRecords(const ShadowText& shadow, const Tokens& tokens,
                 const Layout& layout, const Forms& forms, const Header& header,
                 v1::ParseReadoutResponse& response) {
  RecordReader(shadow, tokens, layout, forms, header, response).Read();
}

}  // namespace chancery
