#include "service/parser/topics.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/parser/data.h"
#include "service/parser/lines.h"
#include "service/parser/mentions.h"
#include "service/parser/parties.h"

namespace chancery {
namespace {

RE2::Options AliasOptions() {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_max_mem(int64_t{64} << 20);
  return options;
}

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

// A participant's own name is a topic only as the scene of something: "the
// situation around Ukraine", "the sovereignty of Ukraine".
bool IsScene(const Tokens& tokens, TokenRange range, std::size_t begin) {
  const std::size_t i = TokensIn(tokens, begin, begin).first;
  if (i <= range.first || i >= range.last || tokens[i].begin != begin) {
    return false;
  }
  const Token& before = tokens[i - 1];
  return before.Is("around") || before.Is("in") || before.Is("against") ||
         before.Is("of") || before.Is("on") || before.Is("regarding") ||
         before.Is("concerning") || before.Is("for");
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
    const std::vector<absl::string_view> halves =
        absl::StrSplit(line, absl::MaxSplits(" : ", 1));
    const std::vector<absl::string_view> head =
        absl::StrSplit(halves[0], ' ', absl::SkipEmpty());
    if (halves.size() != 2 || head.size() != 3 || head[0] != "topic") {
      DataFault("taxonomy.txt", line);
    }
    ++order;
    // Between " | " stands an alias; '|' in brackets is the pattern's own.
    for (absl::string_view text : absl::StrSplit(halves[1], " | ")) {
      Alias alias;
      alias.code = std::string(head[1]);
      alias.order = order;
      for (absl::string_view flag : absl::StrSplit(head[2], ',')) {
        alias.general = alias.general || flag == "general";
        alias.contact = alias.contact || flag == "contact";
        alias.further = alias.further || flag == "further";
        if (absl::ConsumePrefix(&flag, "needs=")) {
          alias.needs = std::string(flag);
        } else if (absl::ConsumePrefix(&flag, "pair=")) {
          alias.pair = absl::StrSplit(flag, '-');
        } else if (absl::ConsumePrefix(&flag, "unless=")) {
          alias.unless = absl::StrSplit(flag, '-');
        }
      }
      const std::string pattern =
          absl::StrCat("\\b(?:", absl::StripAsciiWhitespace(text), ")\\b");
      alias.pattern = std::make_unique<const RE2>(pattern, AliasOptions());
      std::string error;
      if (!alias.pattern->ok() || set_->Add(pattern, &error) < 0) {
        DataFault("taxonomy.txt", line);
      }
      if (!alias.needs.empty() && std::find(needs_.begin(), needs_.end(),
                                            alias.needs) == needs_.end()) {
        needs_.push_back(alias.needs);
      }
      aliases_.push_back(std::move(alias));
    }
  }
  if (!set_->Compile()) DataFault("taxonomy.txt", "too large to compile");
}

std::vector<TopicHit> Taxonomy::Find(
    absl::string_view text, const Tokens& tokens, TokenRange range,
    const Header& header, const std::vector<std::string>& named) const {
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
  // Where the text names several, the sentence has to name the one.
  const auto CountsFor = [&named, &Names](const std::string& party) {
    if (std::find(named.begin(), named.end(), party) == named.end()) {
      return false;
    }
    return named.size() == 1 || Names(party);
  };
  for (int index : found) {
    const Alias& alias = aliases_[static_cast<std::size_t>(index)];
    if (!alias.needs.empty() && !CountsFor(alias.needs)) continue;
    if (std::any_of(alias.unless.begin(), alias.unless.end(), Names)) continue;
    if (!alias.pair.empty() && header.parties != alias.pair) continue;
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
      at = std::max(hit.end, at + 1);
      const std::string party = PartyNames::Get().Code(
          absl::AsciiStrToLower(text.substr(hit.begin, hit.end - hit.begin)));
      if (party.empty() || !TakesPart(header, party) ||
          (!hit.general && IsScene(tokens, range, hit.begin))) {
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
  return kept;
}

absl::string_view Family(absl::string_view code) {
  return code.substr(0, code.find('.'));
}

void MarkBodies(const Tokens& tokens, std::size_t first, std::size_t last,
                std::vector<TopicHit>& hits) {
  for (TopicHit& hit : hits) {
    // The tokens the hit covers.
    std::size_t from = first;
    while (from < last && tokens[from].end <= hit.begin) ++from;
    std::size_t until = from;
    while (until < last && tokens[until].begin < hit.end) ++until;
    if (from == last) continue;
    if (hit.code == "global.g7_g20" || hit.code == "global.un") {
      for (std::size_t i = from; i > first && i + 6 > from; --i) {
        const Token& token = tokens[i - 1];
        if (token.Is("at") || token.Is("during") || token.Is("occasion") ||
            token.Is("margins") || token.Is("sidelines") || token.Is("chair") ||
            token.Is("opportunity")) {
          hit.event = true;
        }
      }
    }
    if (!tokens[from].capital) continue;
    const auto joins = [&tokens](std::size_t i) {
      return tokens[i].Is("and") || tokens[i].Is("of") || tokens[i].Is("for") ||
             tokens[i].Is("on") || tokens[i].Is("the");
    };
    std::size_t end = until;
    while (end < last && (tokens[end].capital || joins(end))) ++end;
    std::size_t begin = from;
    while (begin > first && (tokens[begin - 1].capital || joins(begin - 1))) {
      --begin;
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (i >= from && i < until) continue;
      if (tokens[i].capital && Has(kBodyNouns, tokens[i].lower)) {
        hit.body = true;
      }
    }
    // "Minister of Foreign Affairs and Trade"
    for (std::size_t i = begin; i < from; ++i) {
      const std::size_t title = TitleEnd(tokens, i, end);
      if (title >= until && title > i) hit.body = true;
    }
  }
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
    if (!token.word || Has(kStop, token.lower) || count == 4) continue;
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
