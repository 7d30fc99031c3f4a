#include <algorithm>

#include "service/parser/dates.h"
#include "service/parser/parties.h"
#include "service/parser/subjects.h"

namespace chancery {

void Subjects::ReadTitle(std::size_t first, std::size_t last) {
  if (first == last) return;
  auto hits =
      Taxonomy::Get().Find(text_, tokens_, {first, last}, header_, cues_);
  MarkHits(tokens_, first, last, header_, hits);
  hits.erase(std::remove_if(
                 hits.begin(), hits.end(),
                 [](const TopicHit& hit) { return hit.general || hit.body; }),
             hits.end());
  title_ = Pick(hits, false);
}

std::string Subjects::HeadingTopic(std::size_t first, std::size_t last) const {
  if (first >= last) return "";
  auto hits =
      Taxonomy::Get().Find(text_, tokens_, {first, last}, header_, cues_);
  std::string topic;
  for (const bool general : {false, true}) {
    std::vector<TopicHit> some;
    for (const TopicHit& hit : hits) {
      if (hit.general == general) some.push_back(hit);
    }
    topic = Pick(some, false);
    if (!topic.empty()) return topic;
  }
  // A third state by itself is its region.
  for (std::size_t i = first; i < last; ++i) {
    const PartyMention party = PartyNames::Get().Match(tokens_, i, last);
    if (party.code.empty()) continue;
    return TakesPart(header_, party.code) ? "" : RegionOf(party.code);
  }
  for (const Person& person : header_.persons) {
    for (std::size_t i = first; i < last; ++i) {
      if (tokens_[i].lower == person.family) return "";
    }
  }
  // A date, or the title of a page, is no topic.
  const absl::string_view words = text_.substr(
      tokens_[first].begin, tokens_[last - 1].end - tokens_[first].begin);
  static const auto* const kPage = new RE2(
      R"((?i)\b(?:readout|read-out|calls?|conversations?|talks?|meetings?|)"
      R"(releases?|news|statements?|spokesperson|ministry|minister|secretary|)"
      R"(president|media|communique|contents?|comments?|share|photos?|videos?|)"
      R"(office|department|house|home)\b)");
  if (!FindWrittenDates(words).empty() ||
      RE2::PartialMatch(re2::StringPiece(words.data(), words.size()), *kPage)) {
    return "";
  }
  return Slug(words);
}

void Subjects::StartSentence(const Sentence& sentence,
                             const std::vector<Clause>& clauses) {
  in_sentence_.clear();
  sentence_begin_ = tokens_[sentence.first].begin;
  sentence_end_ = tokens_[sentence.last - 1].end;
  hits_ = Taxonomy::Get().Find(text_, tokens_, {sentence.first, sentence.last},
                               header_, cues_);
  MarkHits(tokens_, sentence.first, sentence.last, header_, hits_);
  thirds_ =
      FindThirdStates(tokens_, sentence.first, sentence.last, header_, hits_);
  // Russia, told of beside its war, is a matter of Ukraine.
  for (TopicHit& hit : thirds_) {
    const bool war = std::find(cues_.named.begin(), cues_.named.end(), "UKR") !=
                     cues_.named.end();
    if (war && hit.code == "region.russia") hit.code = "region.ukraine";
  }
  opener_end_ = sentence_begin_;
  // "On X,", "Regarding X,", "With regard to X,", "As for X,", "Turning to X,"
  static const auto* const kOpener = new RE2(
      R"((?i)^(?:and |also,? |furthermore,? |moreover,? |in addition,? )?)"
      R"((regarding|concerning|on|as for|as regards|with regards? to|)"
      R"(in regard to|with respect to|in relation to|turning to|about|)"
      R"(with reference to|in connection with|as to|speaking about|speaking on|)"
      R"(touching on|touching upon|when it comes to|on the subject of|)"
      R"(discussing|reflecting on|looking ahead to|in terms of|in respect of)\s)");
  const absl::string_view words =
      text_.substr(sentence_begin_, sentence_end_ - sentence_begin_);
  re2::StringPiece mark;
  if (!RE2::PartialMatch(re2::StringPiece(words.data(), words.size()), *kOpener,
                         &mark)) {
    return;
  }
  const std::size_t begin =
      static_cast<std::size_t>(mark.data() - text_.data()) + mark.size();
  // It ends before the first clause's subject, at the comma there.
  std::size_t end =
      clauses.empty() ? sentence_end_ : tokens_[clauses[0].first].begin;
  if (!clauses.empty() && clauses[0].in_block && clauses[0].inner) {
    end = tokens_[clauses[0].inner->group].begin;
  }
  const std::size_t comma = text_.rfind(',', end);
  if (end == sentence_end_ || comma == absl::string_view::npos ||
      comma <= begin) {
    const std::size_t first_comma = text_.find(',', begin);
    if (first_comma == absl::string_view::npos || first_comma > sentence_end_) {
      return;
    }
    end = first_comma;
  } else {
    end = comma;
  }
  const absl::string_view phrase = text_.substr(begin, end - begin);
  if (!FindWrittenDates(phrase).empty()) return;
  const TokenRange range = TokensIn(tokens_, begin, end);
  if (range.first == range.last) return;
  static const auto* const kNoTopic = new RE2(
      R"((?i)\b(hand|occasion|basis|contrary|this|these|that|above|)"
      R"((?:mon|tues|wednes|thurs|fri|satur|sun)day|behalf|invitation|)"
      R"(foregoing|whole|top of|day|eve|morning|date|margins|sidelines|)"
      R"(agenda|part|side|phone|line)\b)");
  if (RE2::PartialMatch(re2::StringPiece(phrase.data(), phrase.size()),
                        *kNoTopic)) {
    return;
  }
  const std::string topic = HeadingTopic(range.first, range.last);
  if (topic.empty()) return;
  opener_ = topic;
  opener_end_ = end;
}

}  // namespace chancery
