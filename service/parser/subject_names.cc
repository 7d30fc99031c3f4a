// What the words of one clause name: its aliases, sorted by how they stand
// there.
#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "re2/re2.h"
#include "service/parser/subjects.h"

namespace chancery {
namespace {

bool Finds(absl::string_view words, const RE2& pattern) {
  return RE2::PartialMatch(re2::StringPiece(words.data(), words.size()),
                           pattern);
}

bool IsContact(const Decision& decision) {
  return decision.kind == v1::RECORD_KIND_FOLLOW_UP &&
         (decision.act == v1::ACT_MEETING || decision.act == v1::ACT_VISIT ||
          decision.act == v1::ACT_CALL || decision.act == v1::ACT_COORDINATE);
}

// Topics that two states have between each other, or with all the world: they
// stand in lists of fields.
bool IsField(absl::string_view code) {
  const absl::string_view family = Family(code);
  return family == "bilateral" || family == "global" || family == "territory";
}

}  // namespace

Subjects::Named Subjects::Sort(std::size_t begin, std::size_t end,
                               const Decision& decision) const {
  Named named;
  named.words = text_.substr(begin, end - begin);
  named.contact = IsContact(decision);
  std::vector<TopicHit> bodies;
  std::vector<TopicHit> events;
  for (const TopicHit& hit : HitsIn(begin, end)) {
    const bool known = !Governing().empty() || !Before(true).empty();
    if (hit.foreign && !named.contact && known) continue;
    (hit.body                     ? bodies
     : hit.event                  ? events
     : named.contact && hit.place ? named.aside
     : hit.general                ? named.general
                                  : named.specific)
        .push_back(hit);
  }
  const bool contact_noun =
      std::any_of(named.general.begin(), named.general.end(),
                  [](const TopicHit& hit) { return hit.contact; });
  // The meeting of a body is about what the body is for; beside another
  // contact a body says nothing, nor under an opener or a heading.
  const bool body_meets = named.contact && decision.act == v1::ACT_MEETING;
  const bool free =
      !contact_noun && !named.contact &&
      (Governing().empty() || Governing() == "bilateral.relations");
  if (named.specific.empty() && (body_meets || free)) {
    for (const TopicHit& hit : bodies) {
      if (!hit.general) named.specific.push_back(hit);
    }
  }
  if (named.specific.empty() && !named.contact && !contact_noun) {
    // Where the two's own matter is a region, what was said elsewhere is, too.
    const bool at_home = Taxonomy::Get().AtHome(header_);
    for (const TopicHit& hit : events) {
      if (hit.contact || at_home || !Before(true).empty()) continue;
      (hit.general ? named.general : named.specific).push_back(hit);
    }
  }
  for (const TopicHit& hit : thirds_) {
    if (hit.begin >= begin && hit.end <= end) named.thirds.push_back(hit);
  }
  SetAside(named);
  return named;
}

// What gives way in the clause: values named beside anything, and what "such
// as" spells out of a noun that has a topic of its own.
void Subjects::SetAside(Named& named) const {
  const auto move_aside = [&named](auto gives_way) {
    const auto rest = std::stable_partition(
        named.specific.begin(), named.specific.end(),
        [&gives_way](const TopicHit& hit) { return !gives_way(hit); });
    named.aside.insert(named.aside.end(), rest, named.specific.end());
    named.specific.erase(rest, named.specific.end());
  };
  const bool strong =
      std::any_of(named.specific.begin(), named.specific.end(),
                  [](const TopicHit& hit) { return !hit.weak; });
  const bool governed = !Governing().empty();
  if (strong || governed) {
    move_aside([governed](const TopicHit& hit) {
      return hit.weak || (governed && hit.scene);
    });
  }
  static const auto* const kSuchAs = new RE2(
      R"((?i)\b(such as|including|particularly|especially|notably|in particular)\b)");
  re2::StringPiece mark;
  if (!RE2::PartialMatch(
          re2::StringPiece(named.words.data(), named.words.size()), *kSuchAs,
          &mark)) {
    return;
  }
  const std::size_t at = static_cast<std::size_t>(mark.data() - text_.data());
  named.spelled = at + mark.size();
  const absl::string_view before = text_.substr(
      static_cast<std::size_t>(named.words.data() - text_.data()),
      at - static_cast<std::size_t>(named.words.data() - text_.data()));
  const bool own = std::any_of(
      named.specific.begin(), named.specific.end(),
      [at](const TopicHit& hit) { return hit.begin < at && !hit.weak; });
  static const auto* const kTheSituation = new RE2(
      R"((?i)\b(?:the|this|that|these) (?:[a-z]+ )?(?:situation|issue|crisis|)"
      R"(matter|problem)s?,? *$)");
  const bool points = absl::StartsWith(mark.ToString(), "such") &&
                      !Before(false).empty() && Finds(before, *kTheSituation);
  // A contact of the two beats what its bodies are for.
  const bool meets = std::any_of(
      named.general.begin(), named.general.end(),
      [at](const TopicHit& hit) { return hit.contact && hit.begin < at; });
  const bool such_as = absl::StartsWith(mark.ToString(), "such");
  if (own || points || (meets && such_as)) {
    move_aside([at](const TopicHit& hit) { return hit.begin > at; });
  }
  if (points) {
    named.general.erase(
        std::remove_if(named.general.begin(), named.general.end(),
                       [at](const TopicHit& hit) { return hit.begin > at; }),
        named.general.end());
  }
}

// What a touch lists, in the order of the text: its topics, the regions and
// the other states. A region whose own topic is there says nothing more.
std::vector<TopicHit> Subjects::Listed(const Named& named) const {
  std::vector<TopicHit> listed = named.specific;
  for (const TopicHit& hit : named.general) {
    if (Family(hit.code) == "bilateral" || hit.code == "global.un") continue;
    const bool covers = std::any_of(
        named.specific.begin(), named.specific.end(),
        [&hit](const TopicHit& own) { return Covers(hit.code, own.code); });
    if (!covers) listed.push_back(hit);
  }
  listed.insert(listed.end(), named.thirds.begin(), named.thirds.end());
  std::sort(
      listed.begin(), listed.end(),
      [](const TopicHit& a, const TopicHit& b) { return a.begin < b.begin; });
  return listed;
}

// The pattern's list holds every topic of the clause: none stands apart behind
// it, as "..., including the peace treaty".
bool Subjects::Lists(const Named& named, const RE2& pattern) const {
  // The last of the list may begin this far behind the "and" before it.
  constexpr std::size_t kLastItem = 30;
  re2::StringPiece list;
  if (!RE2::PartialMatch(
          re2::StringPiece(named.words.data(), named.words.size()), pattern,
          &list)) {
    return false;
  }
  const std::size_t end =
      static_cast<std::size_t>(list.data() - text_.data()) + list.size();
  for (const auto* hits : {&named.specific, &named.aside}) {
    for (const TopicHit& hit : *hits) {
      if (hit.begin > end + kLastItem) return false;
    }
  }
  return true;
}

// "collaboration in defence, trade and development": a flat list of fields is
// the general noun's topic; "" where the clause holds no such list.
std::string Subjects::FromList(const Named& named) const {
  std::set<std::string> codes;
  std::size_t first = text_.size();
  bool fields = true;
  bool own = false;
  for (const auto* hits : {&named.specific, &named.aside}) {
    for (const TopicHit& hit : *hits) {
      codes.insert(hit.code);
      first = std::min(first, hit.begin);
      fields = fields && IsField(hit.code);
      own = own || Family(hit.code) == "bilateral";
    }
  }
  const std::size_t begin =
      static_cast<std::size_t>(named.words.data() - text_.data());
  if (!fields || codes.empty() || first < begin) return "";
  const absl::string_view before = text_.substr(begin, first - begin);
  // "trade, commercial, and defence ties"
  static const auto* const kListOfTies =
      new RE2(R"((?i)\b[\w-]+(?:, [\w-]+)+,? and [\w-]+ (?:ties|relations|)"
              R"(cooperation|links|collaboration|partnership|exchanges)\b)");
  const bool ties = codes.size() > 1 && Finds(named.words, *kListOfTies);
  // "in areas of politics, the economy, culture and sports"
  static const auto* const kOthers =
      new RE2(R"((?i)(\b(?:areas|fields|sectors|spheres|range) )"
              R"((?:of|such as|including|across|from) (?:[a-z]+ )?[a-z-]+,)"
              R"((?: [a-z-]+){1,3}(?:,| and)))");
  const bool others = Lists(named, *kOthers);
  static const auto* const kNoun = new RE2(
      R"((?i)\b(?:cooperation|co-operation|collaboration|relations|)"
      R"(relationship|ties|partnership|engagement|exchanges)\b[^.;]{0,60}$)");
  static const auto* const kFields = new RE2(
      R"((?i)\b(?:areas?|fields?|range|spheres?|sectors?)\b[^.;]{0,40}$)");
  // A contact kept up is the topic, whatever it is about.
  static const auto* const kTouch = new RE2(
      R"((?i)\b(?:keep|stay|remain)(?:ing)? in (?:[a-z]+ )?(?:touch|contact)\b)");
  static const auto* const kGlobal = new RE2(
      R"((?i)\b(?:global|international) (?:challenges|issues)\b[^.;]{0,40}$)");
  if (codes.size() > 1 && Finds(before, *kTouch)) return "bilateral.dialogue";
  if (codes.size() > 1 && Finds(before, *kGlobal)) return "global.un";
  // "cooperation, particularly in trade, defence and education"
  static const auto* const kThree = new RE2(
      R"((?i)(\b(?:co-?operation|collaboration|relations|relationship|ties|)"
      R"(partnership|engagement)\b[^.;]{0,30}?\b(?:in|on|across|including|)"
      R"(particularly|especially|such as|covering) (?:the )?(?:areas? of |)"
      R"(fields? of )?[\w-]+(?: [\w-]+){0,3}, (?:[\w-]+(?: [\w-]+){0,3}, )*)"
      R"([\w-]+(?: [\w-]+){0,3},? (?:and|as well as) \w))");
  const bool three = Lists(named, *kThree);
  const bool noun =
      Finds(before, *kNoun) &&
      (codes.size() > 2 || (codes.size() > 1 && Finds(before, *kFields)));
  if (!others && !three && !(own && (ties || noun))) return "";
  return Governing().empty() ? "bilateral.relations" : Governing();
}

// Courtesies have topics of their own, whatever the occasion; thanks for a
// courtesy are one, too.
std::string Subjects::Courtesy(absl::string_view words,
                               const Decision& decision) {
  static const auto* const kSport =
      new RE2(R"((?i)\b(?:world cup|olympics?|paralympics?|medals?|tournament|)"
              R"(championships?|athletes?)\b)");
  static const auto* const kGreeting = new RE2(
      R"((?i)anniversary|\b(?:national day|new year|birthday|independence day|)"
      R"(christmas|eid|diwali|nowruz|thanksgiving|holidays?|festival|)"
      R"(victory day|republic day|success of|successful|successes|hosting|)"
      R"(holding of|launch(?:ing)? of|opening of|conclusion of|completion of|)"
      R"(summit|festival|congress|expo)\b)");
  static const auto* const kOffice = new RE2(
      R"((?i)\b(?:appoint|elect|re-?elect|assum|inaugurat|office|confirmation|)"
      R"(swearing|sworn|government|cabinet|premiership|presidency|post\b|)"
      R"(becom|taking up|selection|nominat))");
  static const auto* const kCongratulates =
      new RE2(R"((?i)\bfor (?:\S+ ){0,4}?congratulat[a-z]+\b)");
  static const auto* const kCondoles = new RE2(
      R"((?i)\bfor (?:\S+ ){0,4}?(?:condolences?|(?:words of )?sympathy)\b)");
  static const auto* const kMessage =
      new RE2(R"((?i)\b(?:messages?|words) of (?:condolences?|sympathy)\b)");
  const bool thanks = decision.act == v1::ACT_THANK;
  if (decision.act == v1::ACT_COMMEND && Finds(words, *kMessage)) {
    return "courtesy.condolence";
  }
  if (decision.act == v1::ACT_CONDOLE || (thanks && Finds(words, *kCondoles))) {
    return "courtesy.condolence";
  }
  if (decision.act != v1::ACT_CONGRATULATE &&
      !(thanks && Finds(words, *kCongratulates))) {
    return "";
  }
  if (Finds(words, *kSport)) return "courtesy.sport_event";
  return Finds(words, *kGreeting) && !Finds(words, *kOffice)
             ? "courtesy.greeting"
             : "courtesy.appointment";
}

}  // namespace chancery
