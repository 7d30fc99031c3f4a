#include "service/parser/topics.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "service/parser/data.h"
#include "service/parser/lines.h"
#include "service/parser/mentions.h"
#include "service/parser/parties.h"

namespace chancery {
namespace {

// The code of words that look like an alias and are none.
constexpr absl::string_view kNoTopic = "none";

RE2::Options AliasOptions() {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_max_mem(int64_t{64} << 20);
  return options;
}

// Words behind "Ukraine's", "Iraqi": what of a participant may be talked about
// as of a scene.
bool IsOfScene(const Token& token) {
  static const auto* const kScene = new RE2(
      "(?:sovereign|territor|independen|securit|armed|forces|army|"
      "militar|people|resist|victor|grain|reconstruct|recover|econom|"
      "energy|airspace|cit(?:y|ies)$|elect|politic|parliament|communit|"
      "crisis|conflict|war|airfield|defen|freedom|fight|reform|refugee|"
      "integrity|counter|troops|soldier|childr|civilian|infrastruct|"
      "proposals|plans|needs|future)[a-z]*");
  return RE2::FullMatch(
      re2::StringPiece(token.lower.data(), token.lower.size()), *kScene);
}

// A participant's own name is a topic only as the scene of something: "the
// situation around Ukraine", "the sovereignty of Ukraine", "Ukrainian forces".
// "The Government of Iraq" and "the President of Iraq" are the participant.
bool IsScene(const Tokens& tokens, TokenRange range, std::size_t begin) {
  const std::size_t i = TokensIn(tokens, begin, begin).first;
  if (i <= range.first || i >= range.last || tokens[i].begin != begin) {
    return false;
  }
  if (i + 1 < range.last && IsOfScene(tokens[i + 1])) return true;
  const Token& before = tokens[i - 1];
  if (before.Is("of") && i >= range.first + 2) {
    const Token& noun = tokens[i - 2];
    return !noun.capital && !noun.Is("government") && !noun.Is("side") &&
           !noun.Is("part") && !noun.Is("behalf");
  }
  return before.Is("around") || before.Is("in") || before.Is("against") ||
         before.Is("of") || before.Is("on") || before.Is("regarding") ||
         before.Is("concerning") || before.Is("for") || before.Is("support") ||
         before.Is("supporting") || before.Is("behind") ||
         before.Is("supported");
}

// "Ukrainian President", "between Japan and Iraq", "relations with Iraq", "Iraq
// said": the name as the participant and not as what is talked about.
bool IsPartyRole(const Tokens& tokens, TokenRange range, std::size_t begin) {
  static constexpr std::array<absl::string_view, 13> kWith = {
      "with", "between", "to",    "from",   "by",       "visit", "visited",
      "and",  "both",    "joint", "visits", "visiting", "that"};
  static constexpr std::array<absl::string_view, 15> kRole = {
      "side",      "government", "relations",    "ties",        "and",
      "president", "minister",   "prime",        "foreign",     "vice",
      "said",      "stated",     "relationship", "counterpart", "partnership"};
  const std::size_t i = TokensIn(tokens, begin, begin).first;
  if (i >= range.last || tokens[i].begin != begin || i == range.first) {
    return true;
  }
  const auto has = [](const auto& list, const Token& token) {
    return std::find(list.begin(), list.end(), token.lower) != list.end();
  };
  std::size_t before = i - 1;
  if (tokens[before].Is("the") && before > range.first) --before;
  if (has(kWith, tokens[before]) || tokens[before].Is(".")) return true;
  return i + 1 < range.last && has(kRole, tokens[i + 1]);
}

// An organisation is no scene: "for NATO to become involved" is its business.
bool IsOrganisation(absl::string_view party) {
  return party == "NATO" || party == "EU" || party == "UN";
}

}  // namespace

const Taxonomy& Taxonomy::Get() {
  static const auto* const taxonomy = new Taxonomy(kDataTaxonomy);
  return *taxonomy;
}

Taxonomy::Taxonomy(absl::string_view data) {
  set_ = std::make_unique<RE2::Set>(AliasOptions(), RE2::UNANCHORED);
  int order = 0;
  for (absl::string_view line : DataLines(data)) {
    absl::string_view rest = line;
    if (absl::ConsumePrefix(&rest, "title ")) {
      const std::vector<std::string> halves =
          absl::StrSplit(rest, absl::MaxSplits(" : ", 1));
      if (halves.size() != 2) DataFault("taxonomy.txt", line);
      titles_.emplace_back(halves[0], halves[1]);
      continue;
    }
    AddTopic(line, ++order);
  }
  if (!set_->Compile()) DataFault("taxonomy.txt", "too large to compile");
}

void Taxonomy::SetFlag(absl::string_view flag, Alias& alias) {
  if (flag == "general") alias.general = true;
  if (flag == "contact") alias.contact = true;
  if (flag == "further") alias.further = true;
  if (flag == "weak") alias.weak = true;
  if (flag == "home") homes_.push_back(alias.code);
  if (absl::ConsumePrefix(&flag, "needs=")) alias.needs = std::string(flag);
  if (absl::ConsumePrefix(&flag, "with=")) alias.with = std::string(flag);
  if (absl::ConsumePrefix(&flag, "without=")) alias.without = std::string(flag);
  if (absl::ConsumePrefix(&flag, "pair="))
    alias.pair = absl::StrSplit(flag, '-');
  if (absl::ConsumePrefix(&flag, "unless=")) {
    alias.unless = absl::StrSplit(flag, '-');
  }
}

void Taxonomy::AddTopic(absl::string_view line, int order) {
  const std::vector<absl::string_view> halves =
      absl::StrSplit(line, absl::MaxSplits(" : ", 1));
  const std::vector<absl::string_view> head =
      absl::StrSplit(halves[0], ' ', absl::SkipEmpty());
  if (halves.size() != 2 || head.size() != 3 || head[0] != "topic" ||
      (head[1] != kNoTopic && Title(head[1]).empty())) {
    DataFault("taxonomy.txt", line);
  }
  Alias common;
  common.code = std::string(head[1]);
  common.order = order;
  for (absl::string_view flag : absl::StrSplit(head[2], ',')) {
    SetFlag(flag, common);
  }
  if (!common.needs.empty() &&
      std::find(needs_.begin(), needs_.end(), common.needs) == needs_.end()) {
    needs_.push_back(common.needs);
  }
  // Between " | " stands an alias; '|' in brackets is the pattern's own.
  for (absl::string_view text : absl::StrSplit(halves[1], " | ")) {
    const std::string pattern =
        absl::StrCat("\\b(?:", absl::StripAsciiWhitespace(text), ")\\b");
    Alias alias = common;
    alias.pattern = std::make_shared<const RE2>(pattern, AliasOptions());
    std::string error;
    if (!alias.pattern->ok() || set_->Add(pattern, &error) < 0) {
      DataFault("taxonomy.txt", line);
    }
    aliases_.push_back(std::move(alias));
  }
}

std::string Taxonomy::Title(absl::string_view code) const {
  for (const auto& [known, title] : titles_) {
    if (known == code) return title;
  }
  absl::string_view rest = code;
  if (absl::ConsumePrefix(&rest, "region.")) {
    return PartyNames::Get().Title(absl::AsciiStrToUpper(rest));
  }
  if (!absl::ConsumePrefix(&rest, "x.")) return "";
  std::string title = absl::StrReplaceAll(rest, {{"_", " "}});
  if (!title.empty()) title[0] = absl::ascii_toupper(title[0]);
  return title;
}

std::vector<std::string> Taxonomy::Codes() const {
  std::vector<std::string> codes;
  for (const auto& [code, title] : titles_) codes.push_back(code);
  return codes;
}

bool Taxonomy::IsHome(absl::string_view code) const {
  return std::find(homes_.begin(), homes_.end(), code) != homes_.end();
}

bool Taxonomy::AtHome(const Header& header) const {
  return std::any_of(header.parties.begin(), header.parties.end(),
                     [this](const std::string& party) {
                       return std::find(homes_.begin(), homes_.end(),
                                        RegionOf(party)) != homes_.end();
                     });
}

bool Taxonomy::Counts(const Alias& alias, const Header& header) {
  return (alias.with.empty() || TakesPart(header, alias.with)) &&
         (alias.without.empty() || !TakesPart(header, alias.without)) &&
         (alias.pair.empty() || header.parties == alias.pair);
}

std::vector<TopicHit> Taxonomy::Find(absl::string_view text,
                                     const Tokens& tokens, TokenRange range,
                                     const Header& header,
                                     const TopicCues& cues) const {
  std::vector<TopicHit> hits;
  if (range.first == range.last) return hits;
  const std::size_t begin = tokens[range.first].begin;
  const std::size_t end = tokens[range.last - 1].end;
  const re2::StringPiece whole(text.data(), text.size());
  std::vector<int> found;
  set_->Match(re2::StringPiece(text.data() + begin, end - begin), &found);
  const auto Names = [&tokens, range](const std::string& party) {
    for (std::size_t i = range.first; i < range.last; ++i) {
      if (PartyNames::Get().Match(tokens, i, range.last).code == party) {
        return true;
      }
    }
    return false;
  };
  const auto Named = [&cues](absl::string_view party) {
    return std::find(cues.named.begin(), cues.named.end(), party) !=
           cues.named.end();
  };
  // Where the text names several, the sentence has to name the one; but of
  // North Korea and Iran, whose words are alike, only beside each other.
  const auto CountsFor = [&](const std::string& party) {
    if (!Named(party)) return false;
    if (TakesPart(header, party) || cues.named.size() == 1) return true;
    if ((party == "PRK" && !Named("IRN")) ||
        (party == "IRN" && !Named("PRK"))) {
      return true;
    }
    return Names(party);
  };
  for (int index : found) {
    const Alias& alias = aliases_[static_cast<std::size_t>(index)];
    if (!alias.needs.empty() && !CountsFor(alias.needs)) continue;
    if (std::any_of(alias.unless.begin(), alias.unless.end(), Names)) continue;
    if (!Counts(alias, header)) continue;
    re2::StringPiece match;
    for (std::size_t at = begin;
         at < end &&
         alias.pattern->Match(whole, at, end, RE2::UNANCHORED, &match, 1);) {
      TopicHit hit;
      hit.code = alias.code;
      hit.begin = static_cast<std::size_t>(match.data() - text.data());
      hit.end = hit.begin + match.size();
      hit.words =
          static_cast<int>(std::count(match.begin(), match.end(), ' ')) + 1;
      hit.order = alias.order;
      hit.general = alias.general;
      hit.contact = alias.contact;
      hit.further = alias.further;
      hit.weak = alias.weak;
      at = std::max(hit.end, at + 1);
      const std::string party = PartyNames::Get().Code(
          absl::AsciiStrToLower(text.substr(hit.begin, hit.end - hit.begin)));
      const bool own = !party.empty() && TakesPart(header, party);
      hit.scene = own && !hit.general && !IsOrganisation(party) &&
                  (IsScene(tokens, range, hit.begin) ||
                   (cues.war && IsHome(hit.code) &&
                    !IsPartyRole(tokens, range, hit.begin)));
      if (!own || hit.scene) {
        hits.push_back(std::move(hit));
      }
    }
  }
  std::sort(hits.begin(), hits.end(), [](const TopicHit& a, const TopicHit& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.end != b.end) return a.end > b.end;
    return a.order < b.order;
  });
  std::vector<TopicHit> kept;
  for (TopicHit& hit : hits) {
    if (!kept.empty() && hit.begin < kept.back().end) {
      if (hit.end - hit.begin > kept.back().end - kept.back().begin) {
        kept.back() = std::move(hit);
      }
      continue;
    }
    kept.push_back(std::move(hit));
  }
  kept.erase(
      std::remove_if(kept.begin(), kept.end(),
                     [](const TopicHit& hit) { return hit.code == kNoTopic; }),
      kept.end());
  return kept;
}

absl::string_view Family(absl::string_view code) {
  return code.substr(0, code.find('.'));
}

std::string Slug(absl::string_view words) {
  static constexpr std::array<absl::string_view, 40> kStop = {
      "the",        "a",           "an",         "of",        "on",
      "in",         "for",         "and",        "to",        "with",
      "issue",      "issues",      "matter",     "matters",   "other",
      "others",     "situation",   "situations", "regional",  "international",
      "affairs",    "recent",      "current",    "bilateral", "general",
      "remarks",    "opening",     "overview",   "outline",   "summary",
      "discussion", "discussions", "topics",     "topic",     "this",
      "that",       "meeting",     "specific",   "various",   "global"};
  std::string slug;
  int count = 0;
  for (const Token& token : Tokenize(words)) {
    const bool stop =
        std::find(kStop.begin(), kStop.end(), token.lower) != kStop.end();
    if (!token.word || stop || count == 4) continue;
    std::string plain;
    for (char c : token.lower) {
      if (absl::ascii_isalnum(static_cast<unsigned char>(c))) plain += c;
      if (c == '-' && !plain.empty()) plain += '_';
    }
    if (plain.empty()) continue;
    absl::StrAppend(&slug, slug.empty() ? "" : "_", plain);
    ++count;
  }
  return slug.empty() ? "" : absl::StrCat("x.", slug);
}

}  // namespace chancery
