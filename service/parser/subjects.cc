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
  const std::vector<std::string>& needs = Taxonomy::Get().needs();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const PartyMention party =
        PartyNames::Get().Match(tokens, i, tokens.size());
    std::string code = party.code;
    // "U.S.-North Korea"
    if (code.empty() && absl::EndsWith(tokens[i].lower, "-north") &&
        i + 1 < tokens.size() && tokens[i + 1].Is("korea")) {
      code = "PRK";
    }
    if (code.empty()) continue;
    if (std::find(needs.begin(), needs.end(), code) != needs.end() &&
        std::find(named_.begin(), named_.end(), code) == named_.end()) {
      named_.push_back(code);
    }
  }
}

void Subjects::StartItem(const std::string& heading_topic) {
  heading_ = heading_topic;
  opener_.clear();
  in_item_.clear();
  in_paragraph_.clear();
  in_sentence_.clear();
}

void Subjects::StartAnswer() { in_item_ = answered_; }

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
  in_item_ = topic;
  answered_ = topic;
}

std::string Subjects::Before(bool answer) const {
  if (!in_sentence_.empty()) return in_sentence_;
  if (!in_paragraph_.empty()) return in_paragraph_;
  if (!in_item_.empty()) return in_item_;
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
    if (!governing.empty() && governing != kRelations &&
        Family(governing) != "x") {
      return governing;
    }
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
  // A clause inside of the opener has only its own words.
  if (begin > end) begin = tokens_[clause.first].begin;
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
    subject.topic = Before(decision.act == v1::ACT_ASSENT);
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
