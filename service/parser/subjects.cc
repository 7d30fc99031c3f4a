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
        std::find(cues_.named.begin(), cues_.named.end(), code) ==
            cues_.named.end()) {
      cues_.named.push_back(code);
    }
  }
  static const auto* const kWar = new RE2(
      R"((?i)\b(?:war|invasion|invaded|aggression|civil war|insurgents?|)"
      R"(militants?|extremists?|terrorists?|isil|isis|coup|conflict|)"
      R"(missiles?|attacks?|front ?line)\b)");
  cues_.war =
      RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *kWar);
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
  opener_.clear();
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
  if (Family(topic) == "courtesy" || topic.empty()) return;
  if (Family(topic) != "bilateral" && Family(topic) != "x") scene_ = topic;
  // Another matter has come up since the opener.
  if (!opener_.empty() && opener_end_ == sentence_begin_ && topic != opener_) {
    opener_.clear();
  }
  in_sentence_ = topic;
  in_paragraph_ = topic;
  // Relations at large are not carried on to the next paragraph.
  in_item_ = topic == kRelations ? "" : topic;
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
  // An opener is only the next best: the clause's own words come before it.
  if (Family(best) == Family(governing) && !general && opener_.empty()) {
    return governing;
  }
  return best;
}

std::string Subjects::FromGeneral(const Clause& clause, const Named& named,
                                  const Decision& decision) const {
  const std::string governing = Governing();
  const bool agreement = decision.kind == v1::RECORD_KIND_AGREEMENT;
  const bool further =
      agreement || (decision.joint && decision.act == v1::ACT_HOPE);
  std::string before = Before(decision.act == v1::ACT_ASSENT);
  const re2::StringPiece words(named.words.data(), named.words.size());
  static const auto* const kThese = new RE2(
      R"((?i)\b(?:these|those|such) (?:topics|issues|matters|subjects)\b)");
  if (in_sentence_.empty() && !sentence_before_.empty() &&
      RE2::PartialMatch(words, *kThese)) {
    return sentence_before_;
  }
  // A region or an organisation named beats a mere contact.
  std::vector<TopicHit> places;
  std::vector<TopicHit> contacts;
  bool relations = false;
  bool back_to = true;  // No relation but those already named.
  for (const TopicHit& hit : named.general) {
    if (Family(hit.code) != "bilateral") {
      places.push_back(hit);
    } else if (hit.contact || (hit.further && further)) {
      contacts.push_back(hit);
    } else if (!hit.further) {
      relations = true;
      back_to = back_to && PointsBack(clause, hit);
    }
  }
  if (!places.empty()) {
    const std::string place = Pick(places, false);
    if (Covers(place, governing)) return governing;
    // A wider region named anew is meant as such; North Korea and Iran are not
    // wider than what was said of them.
    if (place != "region.middle_east" && Covers(place, before)) return before;
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
    // "stay in touch on the situation"
    static const auto* const kOnIt = new RE2(
        R"((?i)\b(?:on|about|regarding|concerning|in regard to) )"
        R"((?:the|this|that|these|those|ongoing) (?:[a-z]+ )?(?:situations?|)"
        R"(issues?|matters?|topics?|subjects?|crisis|question|efforts|)"
        R"(developments)\b|\bin (?:this|that) regard\b|)"
        R"(\b(?:move|advance|finali[sz]e|conclude|stages of) the )"
        R"((?:agreement|negotiations)\b)");
    if (further && RE2::PartialMatch(words, *kOnIt)) {
      if (!before.empty()) return before;
      if (!answered_.empty()) return answered_;
    }
    return kDialogue;
  }
  if (relations) {
    if (!governing.empty()) return governing;
    // "the relationship", "its ties": known from the record before.
    return back_to && Family(before) == "bilateral" ? before : kRelations;
  }
  if (!governing.empty()) return governing;
  return before;
}

Subject Subjects::Resolve(const Sentence& sentence, const Clause& clause,
                          bool first_in_sentence, const Decision& decision) {
  // The words before the first clause's subject belong to it, except an opener.
  std::size_t begin = tokens_[clause.first].begin;
  if (first_in_sentence) {
    begin = std::max(std::min(begin, sentence_begin_), opener_end_);
  }
  Named named = Sort(begin, tokens_[clause.last - 1].end, decision);
  Subject subject;
  subject.topic = Courtesy(named.words, decision);
  if (subject.topic.empty()) subject.topic = FromNamed(clause, named, decision);
  if (subject.topic.empty()) {
    subject.topic = FromContext(sentence, clause, named, decision);
  }
  if (subject.topic.empty() && decision.act == v1::ACT_ASSENT) {
    subject.topic = answered_;
  }
  if (subject.topic.empty()) subject.topic = title_;
  // The last resort is nothing to carry on.
  const bool found = !subject.topic.empty();
  if (!found) subject.topic = kRelations;
  std::set<std::string> secondary;
  for (const auto* hits : {&named.specific, &named.aside}) {
    for (const TopicHit& hit : *hits) {
      if (hit.code != subject.topic) secondary.insert(hit.code);
    }
  }
  subject.secondary.assign(secondary.begin(), secondary.end());
  // A courtesy's topic is nobody's to carry on; the event it names is.
  const bool courtesy = Family(subject.topic) == "courtesy";
  if (found) Remember(courtesy ? Pick(named.specific, true) : subject.topic);
  return subject;
}

// The topic of a clause by its own aliases; "" when they give none.
std::string Subjects::FromNamed(const Clause& clause, const Named& named,
                                const Decision& decision) const {
  if (!named.specific.empty()) {
    if (decision.outcome == Decision::Outcome::kTouch) {
      return FromSpecific(Listed(named), true);
    }
    const std::string list = FromList(named);
    return list.empty() ? FromSpecific(named.specific, false) : list;
  }
  static const auto* const kPurpose = new RE2(
      R"((?i)\b(?:with|for|to|toward) (?:that|this) (?:purpose|end|aim|goal|)"
      R"(objective)\b|\bon (?:this|that) (?:issue|matter|subject)\b)");
  if (named.contact) {
    const bool purpose = RE2::PartialMatch(
        re2::StringPiece(named.words.data(), named.words.size()), *kPurpose);
    return purpose && !answered_.empty() ? answered_ : kDialogue;
  }
  static const auto* const kCrisis = new RE2(
      R"((?i)\b(?:this|that|the) (?:[a-z]+ )?(?:crisis|pandemic|war|conflict|)"
      R"(outbreak|disease|tragedy)\b)");
  const re2::StringPiece words(named.words.data(), named.words.size());
  if (!scene_.empty() && RE2::PartialMatch(words, *kCrisis)) return scene_;
  if (decision.outcome == Decision::Outcome::kTouch && !Listed(named).empty()) {
    return FromSpecific(Listed(named), true);
  }
  return named.general.empty() ? "" : FromGeneral(clause, named, decision);
}

// The topic of a clause that names none: from what governs it, or from what
// was said before.
std::string Subjects::FromContext(const Sentence& sentence,
                                  const Clause& clause, const Named& named,
                                  const Decision& decision) const {
  if (Replies(sentence, clause) && !Before(true).empty()) return Before(true);
  if (!Governing().empty()) return Governing();
  if (!named.thirds.empty()) return Pick(named.thirds, true);
  const std::string before = Before(decision.act == v1::ACT_ASSENT);
  if (!before.empty()) return before;
  static const auto* const kThis = new RE2(
      R"((?i)\b(?:this|that|these|those|such|the same|the aforementioned|the) )"
      R"((?:[a-z]+ )?(?:issues?|matters?|situations?|problems?|questions?|)"
      R"(topics?|subjects?|incidents?|attacks?)\b|)"
      R"(\bin (?:this|that) (?:regard|respect|connection|context)\b|)"
      R"(\bto (?:this|that) end\b)");
  const re2::StringPiece words(named.words.data(), named.words.size());
  return RE2::PartialMatch(words, *kThis) ? answered_ : "";
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
