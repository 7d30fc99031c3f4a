#include "service/parser/titles.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "service/parser/parties.h"

namespace chancery {
namespace {

template <std::size_t N>
bool Has(const std::array<absl::string_view, N>& list, absl::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Words before an office's last word.
constexpr std::array<absl::string_view, 34> kOfficePrefixes = {
    "principal", "political",     "executive", "supreme", "managing",
    "federal",   "deputy",        "vice",      "acting",  "first",
    "state",     "senior",        "union",     "prime",   "foreign",
    "external",  "parliamentary", "defence",   "defense", "assistant",
    "under",     "affairs",       "high",      "crown",   "permanent",
    "national",  "security",      "chief",     "cabinet", "interior",
    "finance",   "trade",         "special",   "european"};

// Words that name an office by themselves.
constexpr std::array<absl::string_view, 34> kOffices = {"pm",
                                                        "eam",
                                                        "amir",
                                                        "queen",
                                                        "premiers",
                                                        "chairwoman",
                                                        "administrator",
                                                        "rapporteur",
                                                        "minister",
                                                        "secretary",
                                                        "president",
                                                        "chancellor",
                                                        "premier",
                                                        "secretary-general",
                                                        "chairman",
                                                        "chairperson",
                                                        "representative",
                                                        "ambassador",
                                                        "king",
                                                        "prince",
                                                        "emir",
                                                        "sultan",
                                                        "commissioner",
                                                        "councilor",
                                                        "councillor",
                                                        "director-general",
                                                        "advisor",
                                                        "adviser",
                                                        "taoiseach",
                                                        "vice-president",
                                                        "general",
                                                        "envoy",
                                                        "vice-minister",
                                                        "speaker"};

// Words of a ministry's field.
constexpr std::array<absl::string_view, 50> kDomains = {
    "europe",        "climate",      "energy",       "environment",
    "emigrants",     "home",         "interior",     "nationals",
    "foreign",       "external",     "affairs",      "trade",
    "cooperation",   "co-operation", "defence",      "defense",
    "international", "commerce",     "european",     "integration",
    "immigration",   "emigration",   "expatriates",  "development",
    "religion",      "worship",      "religious",    "human",
    "mobility",      "women",        "state",        "culture",
    "regional",      "justice",      "finance",      "economy",
    "global",        "commonwealth", "relations",    "security",
    "policy",        "african",      "francophonie", "council",
    "economic",      "industry",     "national",     "diplomatic",
    "kingdom",       "partnerships"};

constexpr std::array<absl::string_view, 30> kHonorifics = {
    "sheikh",    "shaikh",     "madam",      "madame", "dame", "mrs.",
    "m.",        "sayyid",     "mr",         "mrs",    "ms",   "miss",
    "dr",        "h.e.",       "h.e",        "he.",    "hon",  "rt",
    "honorable", "honourable", "shri",       "smt",    "sir",  "senator",
    "his",       "her",        "excellency", "prof",   "lady", "lord"};

}  // namespace

// "Minister-designate" holds the office too, or soon will.
bool IsOffice(absl::string_view lower) {
  if (!absl::ConsumeSuffix(&lower, "-designate")) {
    absl::ConsumeSuffix(&lower, "-elect");
  }
  return Has(kOffices, lower);
}

namespace {

// Words of the long titles of a party's and a state's organs.
constexpr std::array<absl::string_view, 32> kRankWords = {
    "member",     "director",  "political", "bureau",    "cpc",
    "central",    "committee", "office",    "foreign",   "affairs",
    "commission", "state",     "council",   "standing",  "general",
    "secretary",  "leading",   "group",     "work",      "party",
    "communist",  "national",  "people's",  "congress",  "chairman",
    "vice",       "workers'",  "premier",   "councilor", "councillor",
    "minister",   "chief"};

// "Member of the Political Bureau of the CPC Central Committee and Director of
// the Office of the Foreign Affairs Commission"
std::size_t RankEnd(const Tokens& tokens, std::size_t at, std::size_t end) {
  if (at + 3 >= end || !tokens[at].capital ||
      !(tokens[at].Is("member") || tokens[at].Is("director")) ||
      !tokens[at + 1].Is("of")) {
    return at;
  }
  std::size_t last = at;
  std::size_t i = at;
  while (i < end &&
         (Has(kRankWords, tokens[i].lower) || tokens[i].Is("of") ||
          tokens[i].Is("the") || tokens[i].Is("and") || tokens[i].Is("for"))) {
    if (tokens[i].capital) last = i + 1;
    ++i;
  }
  constexpr std::size_t kRankWordsMin = 4;
  return last - at >= kRankWordsMin ? last : at;
}

// "President of the Republic", "President of the European Council", but not
// "President of the Republic of Korea".
std::size_t RepublicEnd(const Tokens& tokens, std::size_t at, std::size_t end) {
  if (at + 2 >= end || !tokens[at].Is("of") || !tokens[at + 1].Is("the")) {
    return at;
  }
  std::size_t i = at + 2;
  if (tokens[i].Is("european") && i + 1 < end) ++i;
  const bool body = tokens[i].capital &&
                    (tokens[i].Is("republic") || tokens[i].Is("council") ||
                     tokens[i].Is("commission") || tokens[i].Is("government"));
  if (!body || tokens[i].possessive) return at;
  if (i + 1 < end && tokens[i + 1].Is("of")) {
    // "President of the Council of Ministers"
    return i + 2 < end && tokens[i + 2].Is("ministers") ? i + 3 : at;
  }
  return i + 1;
}

}  // namespace

bool IsHonorific(absl::string_view lower) { return Has(kHonorifics, lower); }

std::size_t TitleEnd(const Tokens& tokens, std::size_t at, std::size_t end) {
  if (const std::size_t rank = RankEnd(tokens, at, end); rank > at) {
    // "Member of ... the Central Committee, State Councilor and Minister".
    if (rank + 1 >= end || !tokens[rank].Is(",")) return rank;
    const std::size_t more = TitleEnd(tokens, rank + 1, end);
    return more > rank + 1 ? more : rank;
  }
  std::size_t i = at;
  while (i < end && i - at < 4 && tokens[i].capital && !tokens[i].possessive &&
         Has(kOfficePrefixes, tokens[i].lower) && i + 1 < end) {
    ++i;
  }
  // "State Secretary", but also "Secretary of State": the office itself.
  if (i >= end || !tokens[i].word || !tokens[i].capital ||
      !IsOffice(tokens[i].lower)) {
    return at;
  }
  // "Hossein Amir Roe": a name.
  if (tokens[i].Is("amir") && i > 0 && tokens[i - 1].capital &&
      !tokens[i - 1].possessive && i + 1 < end && tokens[i + 1].capital &&
      PartyNames::Get().Match(tokens, i - 1, i).code.empty()) {
    return at;
  }
  // "5:00 PM" is no Prime Minister.
  if (tokens[i].Is("pm") && i > 0 && tokens[i - 1].word &&
      absl::ascii_isdigit(static_cast<unsigned char>(tokens[i - 1].lower[0]))) {
    return at;
  }
  ++i;
  if (i < end && tokens[i - 1].possessive) return i;
  while (i + 1 < end &&
         (tokens[i].Is("general") || tokens[i].Is("representative"))) {
    ++i;
  }
  if (i + 1 < end && (tokens[i].Is("for") || tokens[i].Is("of"))) {
    std::size_t k = i + 1;
    std::size_t good = i;
    while (k < end) {
      if (Has(kDomains, tokens[k].lower) &&
          (tokens[k].capital || (k + 1 < end && tokens[k + 1].capital &&
                                 Has(kDomains, tokens[k + 1].lower)))) {
        good = ++k;
      } else if (tokens[k].Is("and") || tokens[k].Is(",") ||
                 tokens[k].Is("for")) {
        ++k;
        // "... and Foreign Secretary": another office.
        if (TitleEnd(tokens, k, end) > k) break;
      } else {
        break;
      }
    }
    i = good;
  }
  i = RepublicEnd(tokens, i, end);
  // "High Representative/Vice-President"
  if (i + 1 < end && tokens[i].Is("/")) {
    const std::size_t more = TitleEnd(tokens, i + 1, end);
    if (more > i + 1) return more;
  }
  // "State Councilor and Foreign Minister".
  if (i + 1 < end && (tokens[i].Is("and") || tokens[i].Is("/"))) {
    const std::size_t more = TitleEnd(tokens, i + 1, end);
    const bool named_next = more > i + 1 && more < end && more == i + 2 + 0;
    if (more > i + 1 && !named_next) i = more;
  }
  return i;
}

std::string OfficeWord(absl::string_view title) {
  std::string office;
  for (const Token& token : Tokenize(title)) {
    if (Has(kOffices, token.lower)) office = std::string(token.lower);
  }
  return office;
}

}  // namespace chancery
