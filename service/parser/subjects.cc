#include "service/parser/subjects.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/parser/dates.h"
#include "service/parser/parties.h"

namespace chancery {
namespace {

constexpr char kRelations[] = "bilateral.relations";
constexpr char kDialogue[] = "bilateral.dialogue";

// A name of this many words is nothing but itself.
constexpr int kLongAliasWords = 3;

// True where the general code `place` is the family of `topic`: North Korea of
// its missiles, Iran of its nuclear programme, the Middle East of its states.
bool Covers(absl::string_view place, absl::string_view topic) {
  if (topic.empty()) return false;
  if (place == "region.middle_east") {
    return topic == place || absl::StartsWith(topic, "region.iran") ||
           topic == "region.israel_palestine" || topic == "region.syria" ||
           topic == "region.yemen_red_sea" || topic == "region.iraq";
  }
  if (place == "region.iran_general") {
    return absl::StartsWith(topic, "region.iran");
  }
  return Family(place) == Family(topic);
}

bool IsCourtesy(v1::Act act) {
  return act == v1::ACT_CONGRATULATE || act == v1::ACT_CONDOLE;
}

}  // namespace

Subjects::Subjects(absl::string_view text, const Tokens& tokens,
                   const Header& header)
    : text_(text), tokens_(tokens), header_(header) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const PartyMention party =
        PartyNames::Get().Match(tokens, i, tokens.size());
    std::string code = party.code;
    // "U.S.-North Korea"
    if (code.empty() && absl::EndsWith(tokens[i].lower, "-north") &&
        i + 1 < tokens.size() && tokens[i + 1].Is("korea")) {
      code = "PRK";
    }
    const std::vector<std::string>& needs = Taxonomy::Get().needs();
    if (std::find(needs.begin(), needs.end(), code) != needs.end() &&
        std::find(named_.begin(), named_.end(), code) == named_.end()) {
      named_.push_back(code);
    }
  }
}

void Subjects::ReadTitle(std::size_t first, std::size_t last) {
  if (first == last) return;
  auto hits = Taxonomy::Get().Find(text_, tokens_[first].begin,
                                   tokens_[last - 1].end, header_, named_);
  MarkBodies(tokens_, first, last, hits);
  hits.erase(std::remove_if(
                 hits.begin(), hits.end(),
                 [](const TopicHit& hit) { return hit.general || hit.body; }),
             hits.end());
  title_ = Pick(hits, false);
}

std::string Subjects::HeadingTopic(std::size_t first, std::size_t last) const {
  if (first >= last) return "";
  auto hits = Taxonomy::Get().Find(text_, tokens_[first].begin,
                                   tokens_[last - 1].end, header_, named_);
  std::string topic;
  for (const bool general : {false, true}) {
    std::vector<TopicHit> some;
    for (const TopicHit& hit : hits) {
      if (hit.general == general && !hit.further) some.push_back(hit);
    }
    topic = Pick(some, false);
    if (!topic.empty()) return topic;
  }
  // A third country by itself is its region.
  for (std::size_t i = first; i < last; ++i) {
    const PartyMention party = PartyNames::Get().Match(tokens_, i, last);
    if (party.code.empty()) continue;
    if (party.code == "CHN" && !TakesPart(header_, "CHN")) {
      return "region.china";
    }
    if (party.code == "RUS" && !TakesPart(header_, "RUS")) {
      return "region.russia";
    }
    if (!TakesPart(header_, party.code)) {
      return absl::StrCat("region.", absl::AsciiStrToLower(party.code));
    }
    return "";
  }
  for (const Person& person : header_.persons) {
    for (std::size_t i = first; i < last; ++i) {
      if (tokens_[i].lower == person.family) return "";
    }
  }
  return Slug(text_.substr(tokens_[first].begin,
                           tokens_[last - 1].end - tokens_[first].begin));
}

void Subjects::StartItem(const std::string& heading_topic) {
  heading_ = heading_topic;
  opener_.clear();
  in_paragraph_.clear();
  in_sentence_.clear();
}

void Subjects::StartParagraph(const std::string& heading_topic) {
  heading_ = heading_topic;
  in_paragraph_.clear();
  in_sentence_.clear();
}

std::vector<TopicHit> Subjects::HitsIn(std::size_t begin,
                                       std::size_t end) const {
  std::vector<TopicHit> hits;
  for (const TopicHit& hit : hits_) {
    if (hit.begin >= begin && hit.end <= end) hits.push_back(hit);
  }
  return hits;
}

void Subjects::StartSentence(const Sentence& sentence,
                             const std::vector<Clause>& clauses) {
  in_sentence_.clear();
  sentence_begin_ = tokens_[sentence.first].begin;
  sentence_end_ = tokens_[sentence.last - 1].end;
  hits_ = Taxonomy::Get().Find(text_, sentence_begin_, sentence_end_, header_,
                               named_);
  MarkBodies(tokens_, sentence.first, sentence.last, hits_);
  opener_end_ = sentence_begin_;
  // "On X,", "Regarding X,", "With regard to X,", "As for X,", "Turning to X,"
  static const auto* const kOpener = new RE2(
      R"((?i)^(?:and |also,? |furthermore,? |moreover,? |in addition,? )?)"
      R"((regarding|concerning|on|as for|as regards|with regards? to|)"
      R"(in regard to|with respect to|in relation to|turning to|about|)"
      R"(with reference to|in connection with|as to)\s)");
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
  static const auto* const kNoTopic =
      new RE2(R"((?i)\b(hand|occasion|basis|contrary|this|these|that|above|)"
              R"((?:mon|tues|wednes|thurs|fri|satur|sun)day|behalf|invitation|)"
              R"(foregoing|whole|top of)\b)");
  if (RE2::PartialMatch(re2::StringPiece(phrase.data(), phrase.size()),
                        *kNoTopic)) {
    return;
  }
  const std::string topic = HeadingTopic(range.first, range.last);
  if (topic.empty()) return;
  opener_ = topic;
  opener_end_ = end;
}

std::string Subjects::Governing() const {
  return opener_.empty() ? heading_ : opener_;
}

std::string Subjects::Pick(const std::vector<TopicHit>& hits,
                           bool earliest) const {
  if (hits.empty()) return "";
  if (earliest) return hits.front().code;
  // A long name first, then the topic named most often, then the taxonomy's
  // order.
  const auto rank = [&hits](const TopicHit& hit) {
    const auto often = std::count_if(
        hits.begin(), hits.end(),
        [&hit](const TopicHit& other) { return other.code == hit.code; });
    return std::make_tuple(hit.words < kLongAliasWords, -often, hit.order);
  };
  return std::min_element(hits.begin(), hits.end(),
                          [&rank](const TopicHit& a, const TopicHit& b) {
                            return rank(a) < rank(b);
                          })
      ->code;
}

void Subjects::Remember(const std::string& topic) {
  // A courtesy's topic is nobody's to carry on.
  if (Family(topic) == "courtesy") return;
  in_sentence_ = topic;
  in_paragraph_ = topic;
  answered_ = topic;
}

std::string Subjects::Before(bool answer) const {
  if (!in_sentence_.empty()) return in_sentence_;
  if (!in_paragraph_.empty()) return in_paragraph_;
  return answer ? answered_ : "";
}

// "In response", "to which B ...", "replied": the point answered gives the
// topic.
bool Subjects::Replies(const Sentence& sentence, const Clause& clause) const {
  const std::string& lemma = clause.head.match.lemma;
  if (lemma == "respond" || lemma == "reply" || lemma == "answer") return true;
  if (clause.first > sentence.first + 1 &&
      tokens_[clause.first - 1].Is("which")) {
    return true;
  }
  const std::size_t first = sentence.first;
  return first + 1 < sentence.last && tokens_[first].Is("in") &&
         (tokens_[first + 1].Is("response") || tokens_[first + 1].Is("turn") ||
          tokens_[first + 1].Is("reply"));
}

// "the visit", "this issue", "its cooperation": nothing new is named.
bool Subjects::PointsBack(const Clause& clause, const TopicHit& hit) const {
  // An earlier visit told of as such is known already.
  const absl::string_view words = text_.substr(hit.begin, hit.end - hit.begin);
  if (absl::EqualsIgnoreCase(words, "visited")) return true;
  const TokenRange range = TokensIn(tokens_, hit.begin, hit.end);
  if (range.first == 0 || range.first <= clause.first) return false;
  const Token& before = tokens_[range.first - 1];
  return before.Is("the") || before.Is("this") || before.Is("its") ||
         before.Is("his") || before.Is("her") || before.Is("their") ||
         before.Is("such");
}

std::string Subjects::FromSpecific(const std::vector<TopicHit>& specific,
                                   bool touch) const {
  const std::string governing = Governing();
  std::string best = Pick(specific, touch);
  if (governing.empty() || touch) return best;
  const bool named = std::any_of(
      specific.begin(), specific.end(),
      [&governing](const TopicHit& hit) { return hit.code == governing; });
  const bool general = governing == kRelations || governing == kDialogue ||
                       absl::EndsWith(governing, ".general") ||
                       absl::EndsWith(governing, "_general") ||
                       governing == "region.middle_east" ||
                       governing == "global.un";
  if (named) return governing;
  if (Family(best) == Family(governing) && !general) return governing;
  return best;
}

std::string Subjects::FromGeneral(const Clause& clause,
                                  const std::vector<TopicHit>& hits,
                                  const Decision& decision) const {
  const std::string governing = Governing();
  const bool agreement = decision.kind == v1::RECORD_KIND_AGREEMENT;
  std::string before = Before(decision.act == v1::ACT_ASSENT);
  const std::size_t begin = tokens_[clause.first].begin;
  const absl::string_view words =
      text_.substr(begin, tokens_[clause.last - 1].end - begin);
  static const auto* const kThese = new RE2(
      R"((?i)\b(?:these|those|such) (?:topics|issues|matters|subjects)\b)");
  if (in_sentence_.empty() && !sentence_before_.empty() &&
      RE2::PartialMatch(re2::StringPiece(words.data(), words.size()),
                        *kThese)) {
    return sentence_before_;
  }
  // A region or an organisation named beats a mere contact.
  std::vector<TopicHit> places;
  std::vector<TopicHit> contacts;
  bool relations = false;
  for (const TopicHit& hit : hits) {
    if (Family(hit.code) != "bilateral") {
      places.push_back(hit);
    } else if (hit.contact || (hit.further && agreement)) {
      contacts.push_back(hit);
    } else if (!hit.further) {
      relations = true;
    }
  }
  if (!places.empty()) {
    const std::string place = Pick(places, false);
    if (Covers(place, governing)) return governing;
    if (Covers(place, before)) return before;
    if (place != "global.un") return place;
    if (contacts.empty()) {
      if (!governing.empty()) return governing;
      return before.empty() ? place : before;
    }
  }
  if (!contacts.empty()) {
    if (!governing.empty() && governing != kRelations) return governing;
    const bool back = std::all_of(contacts.begin(), contacts.end(),
                                  [this, &clause](const TopicHit& hit) {
                                    return PointsBack(clause, hit);
                                  });
    if (back && governing.empty() && !before.empty()) return before;
    return kDialogue;
  }
  if (relations) {
    if (!governing.empty()) return governing;
    if (Family(before) == "bilateral") return before;
    return kRelations;
  }
  if (!governing.empty()) return governing;
  return before;
}

Subject Subjects::Resolve(const Sentence& sentence, const Clause& clause,
                          bool first_in_sentence, const Decision& decision) {
  const bool touch = decision.outcome == Decision::Outcome::kTouch;
  // The words before the first clause's subject belong to it, except an opener.
  std::size_t begin = tokens_[clause.first].begin;
  if (first_in_sentence)
    begin = std::min(begin, std::max(opener_end_, sentence_begin_));
  begin = std::max(begin, first_in_sentence ? opener_end_ : begin);
  const std::size_t end = tokens_[clause.last - 1].end;
  std::vector<TopicHit> specific;
  std::vector<TopicHit> general;
  std::vector<TopicHit> bodies;
  std::vector<TopicHit> events;
  for (const TopicHit& hit : HitsIn(begin, end)) {
    (hit.body      ? bodies
     : hit.event   ? events
     : hit.general ? general
                   : specific)
        .push_back(hit);
  }
  Subject subject;
  const bool contact =
      decision.kind == v1::RECORD_KIND_FOLLOW_UP &&
      (decision.act == v1::ACT_MEETING || decision.act == v1::ACT_VISIT ||
       decision.act == v1::ACT_CALL || decision.act == v1::ACT_COORDINATE);
  const bool contact_noun =
      std::any_of(general.begin(), general.end(),
                  [](const TopicHit& hit) { return hit.contact; });
  // The meeting of a body is about what the body is for; beside another
  // contact a body says nothing, nor under an opener or a heading.
  const bool body_meets = contact && decision.act == v1::ACT_MEETING;
  const bool free = !contact_noun && !contact &&
                    (Governing().empty() || Governing() == kRelations);
  if (specific.empty() && (body_meets || free)) {
    for (const TopicHit& hit : bodies) {
      if (!hit.general) specific.push_back(hit);
    }
  }
  if (specific.empty() && !contact && !contact_noun) {
    for (const TopicHit& hit : events) {
      (hit.general ? general : specific).push_back(hit);
    }
  }
  if (IsCourtesy(decision.act)) {
    subject.topic = decision.act == v1::ACT_CONDOLE ? "courtesy.condolence"
                                                    : "courtesy.appointment";
  } else if (!specific.empty()) {
    std::vector<TopicHit> listed = specific;
    if (touch) {
      for (const TopicHit& hit : general) {
        if (Family(hit.code) != "bilateral" && hit.code != "global.un") {
          listed.push_back(hit);
        }
      }
      std::sort(listed.begin(), listed.end(),
                [](const TopicHit& a, const TopicHit& b) {
                  return a.begin < b.begin;
                });
    }
    subject.topic = FromSpecific(listed, touch);
  } else if (contact) {
    subject.topic = kDialogue;
  } else if (!general.empty()) {
    subject.topic = FromGeneral(clause, general, decision);
  } else if (Replies(sentence, clause) && !Before(true).empty()) {
    subject.topic = Before(true);
  } else if (!Governing().empty()) {
    subject.topic = Governing();
  } else {
    subject.topic = Before(true);
    const absl::string_view words = text_.substr(begin, end - begin);
    if (in_sentence_.empty() && absl::StrContains(words, "these topics")) {
      subject.topic = sentence_before_;
    }
  }
  if (subject.topic.empty()) {
    subject.topic = !answered_.empty() && decision.act == v1::ACT_ASSENT
                        ? answered_
                        : title_;
  }
  if (subject.topic.empty()) subject.topic = kRelations;
  std::set<std::string> secondary;
  for (const TopicHit& hit : specific) {
    if (hit.code != subject.topic) secondary.insert(hit.code);
  }
  subject.secondary.assign(secondary.begin(), secondary.end());
  Remember(subject.topic);
  return subject;
}

void Subjects::EndSentence() {
  sentence_before_.clear();
  for (const TopicHit& hit : hits_) {
    if (!hit.general && !hit.body) {
      sentence_before_ = hit.code;
      return;
    }
  }
}

}  // namespace chancery
