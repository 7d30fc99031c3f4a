// What stands around a topic's alias and decides what it says: the name of a
// body, a venue, a place.
#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/parser/mentions.h"
#include "service/parser/parties.h"
#include "service/parser/topics.h"

namespace chancery {
namespace {

// An occasion may stand this many words before the summit it names.
constexpr std::size_t kOccasionWords = 12;
constexpr std::size_t kVenueWords = 6;

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The last words of names of bodies and documents.
constexpr std::array<absl::string_view, 26> kBodyNouns = {
    "organization", "organisation", "council",    "commission",  "committee",
    "plan",         "agreement",    "conference", "program",     "programme",
    "board",        "forum",        "strategy",   "declaration", "statement",
    "party",        "initiative",   "fund",       "bank",        "department",
    "ministry",     "agency",       "treaty",     "secretariat", "association",
    "center"};

// Words that say what happens in a region: "the situation in", "the war in".
// Without one, "in" leads to a mere place.
constexpr std::array<absl::string_view, 28> kHappens = {
    "situation",  "situations",  "developments", "development", "crisis",
    "war",        "conflict",    "violence",     "peace",       "stability",
    "security",   "ceasefire",   "events",       "attacks",     "attack",
    "elections",  "progress",    "efforts",      "issues",      "fighting",
    "operations", "coup",        "role",         "engagement",  "involved",
    "interests",  "cooperation", "order"};

// The tokens that a hit covers.
struct Covered {
  std::size_t from;
  std::size_t until;
};

Covered CoveredBy(const TopicHit& hit, const Tokens& tokens, std::size_t first,
                  std::size_t last) {
  Covered covered{first, first};
  while (covered.from < last && tokens[covered.from].end <= hit.begin) {
    ++covered.from;
  }
  covered.until = covered.from;
  while (covered.until < last && tokens[covered.until].begin < hit.end) {
    ++covered.until;
  }
  return covered;
}

// "at the G7", "on the occasion of meetings of the United Nations", "in
// frameworks such as the G20": where something else happens.
bool IsVenue(const Tokens& tokens, std::size_t first, std::size_t from) {
  for (std::size_t i = from; i > first && i + kOccasionWords > from; --i) {
    const Token& token = tokens[i - 1];
    if (token.Is("occasion") || token.Is("occasions") ||
        token.Is("frameworks") || token.Is("fora") || token.Is("forums") ||
        token.Is("forum")) {
      return true;
    }
    if (i + kVenueWords > from &&
        (token.Is("at") || token.Is("during") || token.Is("margins") ||
         token.Is("sidelines") || token.Is("chair") ||
         token.Is("opportunity"))) {
      return true;
    }
  }
  return false;
}

// "During their meeting", "ended the talks by", "on the occasion of the
// Summit": the contact reported, or one at which something else happens.
bool IsSetting(const Tokens& tokens, std::size_t first, std::size_t from) {
  static constexpr std::array<absl::string_view, 12> kSets = {
      "during", "in",     "at",        "throughout", "ended",   "began",
      "opened", "closed", "concluded", "ending",     "closing", "occasion"};
  static constexpr std::array<absl::string_view, 8> kTheir = {
      "the", "their", "this", "his", "her", "today's", "our", "of"};
  if (!tokens[from].Is("meeting") && !tokens[from].Is("talks") &&
      !tokens[from].Is("conversation") && !tokens[from].Is("call") &&
      !tokens[from].Is("summit") && !tokens[from].Is("meetings")) {
    return false;
  }
  // "The meeting covered ...": what is told of the contact itself.
  if (from <= first + 2 && from > first && Has(kTheir, tokens[first].lower)) {
    return true;
  }
  bool their = false;
  for (std::size_t i = from; i > first && i + 5 > from; --i) {
    const Token& token = tokens[i - 1];
    if (their && Has(kSets, token.lower)) return true;
    their = their || Has(kTheir, token.lower);
  }
  return false;
}

// "meet in Northern Ireland", "travel to Pakistan", but not "the situation in".
bool IsPlace(const Tokens& tokens, std::size_t first, std::size_t from) {
  if (from > first && tokens[from - 1].Is("the")) --from;
  if (from < first + 2) return false;
  const Token& before = tokens[from - 1];
  if (before.Is("to")) return true;
  return (before.Is("in") || before.Is("at")) &&
         !Has(kHappens, tokens[from - 2].lower);
}

// "regional issues, including", but not "partners, including".
bool ListsIssues(const Tokens& tokens, std::size_t first, std::size_t before) {
  static constexpr std::array<absl::string_view, 8> kIssues = {
      "issues",     "situation", "situations", "affairs",
      "challenges", "matters",   "topics",     "crises"};
  for (std::size_t i = before; i > first && i + 5 > before; --i) {
    if (Has(kIssues, tokens[i - 1].lower)) return true;
  }
  return false;
}

// "the ASEAN Leaders' Meeting": a capitalised contact behind the initials of
// others; "the Copenhagen summit": one named by a place.
bool IsForeign(const Tokens& tokens, std::size_t first, std::size_t from,
               const Header& header) {
  if (!tokens[from].capital) {
    if (!tokens[from].Is("summit") || from == first) return false;
    const Token& before = tokens[from - 1];
    return before.capital && !before.possessive &&
           PartyNames::Get().Code(before.lower).empty() &&
           PartyNames::Get().Compound(before.lower).empty();
  }
  for (std::size_t i = from; i > first && tokens[i - 1].capital; --i) {
    const Token& token = tokens[i - 1];
    if (!token.all_caps || token.lower.size() < 3) continue;
    const std::string party = PartyNames::Get().Code(token.lower);
    if (party.empty() || !TakesPart(header, party)) return true;
  }
  return false;
}

// Inside a capitalised name that ends in the noun of a body, or in an office:
// "Minister of Foreign Affairs and Trade".
bool InBody(const Tokens& tokens, std::size_t first, std::size_t last,
            const Covered& covered) {
  if (!tokens[covered.from].capital) return false;
  const auto joins = [&tokens](std::size_t i) {
    return tokens[i].Is("and") || tokens[i].Is("of") || tokens[i].Is("for") ||
           tokens[i].Is("on") || tokens[i].Is("the");
  };
  std::size_t end = covered.until;
  while (end < last && (tokens[end].capital || joins(end))) ++end;
  std::size_t begin = covered.from;
  while (begin > first && (tokens[begin - 1].capital || joins(begin - 1))) {
    --begin;
  }
  for (std::size_t i = begin; i < end; ++i) {
    if (i >= covered.from && i < covered.until) continue;
    if (tokens[i].capital && Has(kBodyNouns, tokens[i].lower)) return true;
  }
  for (std::size_t i = begin; i < covered.from; ++i) {
    const std::size_t title = TitleEnd(tokens, i, end);
    if (title >= covered.until && title > i) return true;
  }
  return false;
}

}  // namespace

void MarkHits(const Tokens& tokens, std::size_t first, std::size_t last,
              const Header& header, std::vector<TopicHit>& hits) {
  for (TopicHit& hit : hits) {
    const Covered covered = CoveredBy(hit, tokens, first, last);
    if (covered.from == last) continue;
    if (hit.code == "global.g7_g20" || hit.code == "global.un" ||
        (hit.code == "org.nato_transatlantic" && !TakesPart(header, "NATO"))) {
      hit.event = IsVenue(tokens, first, covered.from);
    }
    hit.place =
        Family(hit.code) == "region" && IsPlace(tokens, first, covered.from);
    if (hit.contact && IsSetting(tokens, first, covered.from)) hit.event = true;
    hit.foreign = hit.contact && IsForeign(tokens, first, covered.from, header);
    hit.body = InBody(tokens, first, last, covered);
  }
}

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

std::vector<TopicHit> FindThirdStates(const Tokens& tokens, std::size_t first,
                                      std::size_t last, const Header& header,
                                      const std::vector<TopicHit>& hits) {
  static constexpr std::array<absl::string_view, 10> kAbout = {
      "on",     "about",   "regarding", "concerning", "surrounding",
      "around", "towards", "toward",    "against",    "over"};
  std::vector<TopicHit> states;
  bool listing = false;  // A state before it was spoken about.
  for (std::size_t i = first; i < last; ++i) {
    const PartyMention party = PartyNames::Get().Match(tokens, i, last);
    if (party.code.empty() || party.naming != PartyNaming::kName) {
      const bool joins = tokens[i].Is(",") || tokens[i].Is("and") ||
                         tokens[i].Is("the") || tokens[i].capital;
      listing = listing && joins;
      continue;
    }
    std::size_t before = i;
    if (before > first && tokens[before - 1].Is("the")) --before;
    const bool about =
        listing ||
        (before > first &&
         (Has(kAbout, tokens[before - 1].lower) ||
          (tokens[before - 1].Is("in") && !IsPlace(tokens, first, i)) ||
          (tokens[before - 1].Is("including") &&
           ListsIssues(tokens, first, before))));
    const std::size_t begin = tokens[i].begin;
    const bool covered =
        std::any_of(hits.begin(), hits.end(), [begin](const TopicHit& hit) {
          return hit.begin <= begin && begin < hit.end;
        });
    listing = about;
    i = party.last - 1;
    if (!about || covered || TakesPart(header, party.code) ||
        tokens[i].possessive) {
      continue;
    }
    TopicHit hit;
    hit.code = RegionOf(party.code);
    hit.begin = begin;
    hit.end = tokens[i].end;
    hit.general = true;
    states.push_back(std::move(hit));
  }
  return states;
}

std::string RegionOf(absl::string_view party) {
  static constexpr std::array<std::pair<absl::string_view, absl::string_view>,
                              26>
      kOwn = {{{"AFG", "region.afghanistan"},
               {"BDI", "region.sahel_africa"},
               {"BLR", "region.belarus"},
               {"CHN", "region.china"},
               {"COD", "region.sahel_africa"},
               {"ETH", "region.sahel_africa"},
               {"EU", "org.eu_relations"},
               {"HTI", "region.haiti_latam"},
               {"IRN", "region.iran_general"},
               {"IRQ", "region.iraq"},
               {"ISR", "region.israel_palestine"},
               {"LBY", "region.libya"},
               {"MLI", "region.sahel_africa"},
               {"MMR", "region.myanmar"},
               {"NATO", "org.nato_transatlantic"},
               {"NER", "region.sahel_africa"},
               {"PRK", "dprk.general"},
               {"PSE", "region.israel_palestine"},
               {"RUS", "region.russia"},
               {"SDN", "region.sahel_africa"},
               {"SOM", "region.sahel_africa"},
               {"SYR", "region.syria"},
               {"UKR", "region.ukraine"},
               {"UN", "global.un"},
               {"VEN", "region.haiti_latam"},
               {"YEM", "region.yemen_red_sea"}}};
  for (const auto& [code, region] : kOwn) {
    if (code == party) return std::string(region);
  }
  return absl::StrCat("region.", absl::AsciiStrToLower(party));
}

}  // namespace chancery
