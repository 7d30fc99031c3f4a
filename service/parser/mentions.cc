#include "service/parser/mentions.h"

#include "absl/container/flat_hash_set.h"
#include "service/parser/mention_finder.h"

namespace chancery {

std::vector<Mention> MentionFinder::Find() {
  for (std::size_t i = first_; i < last_;) {
    std::optional<Mention> mention = At(i);
    if (!mention) {
      ++i;
      continue;
    }
    i = std::max(mention->last, i + 1);
    found_.push_back(*mention);
  }
  SettleOffices();
  JoinPairs();
  return std::move(found_);
}

bool MentionFinder::MayBegin(const Token& token) {
  if (token.capital) return true;
  static const auto* const kSmall = new absl::flat_hash_set<std::string>(
      {"he",      "she",      "it",    "we",       "i",        "they",
       "the",     "their",    "his",   "her",      "its",      "two",
       "both",    "three",    "four",  "all",      "five",     "respective",
       "former",  "new",      "newly", "recently", "outgoing", "incoming",
       "then",    "current",  "2",     "mr",       "mrs",      "ms",
       "dr",      "h.e.",     "h.e",   "hon",      "visiting", "re-elected",
       "elected", "appointed"});
  return kSmall->contains(token.lower) ||
         token.lower.find('-') != std::string::npos;
}

std::optional<Mention> MentionFinder::At(std::size_t i) const {
  const Token& token = tokens_[i];
  if (!token.word || !MayBegin(token)) return std::nullopt;
  if (token.Is("he") || token.Is("she")) return Make(MentionKind::kHe, i, 1);
  if ((token.Is("i") && token.capital) || token.Is("we")) {
    return Make(MentionKind::kFirst, i, 1);
  }
  if (token.Is("it")) return Make(MentionKind::kIt, i, 1);
  if (token.Is("they")) return Make(MentionKind::kJoint, i, 1);
  if (auto staff = TheirStaff(i)) return staff;
  if (auto joint = Joint(i)) return joint;
  if (auto plural = PluralOffice(i)) return plural;
  if (auto counterpart = Counterpart(i)) return counterpart;
  if (auto compound = Compound(i)) return compound;
  if (auto person = TitledPerson(i)) return person;
  if (auto side = Side(i)) return side;
  return Party(i);
}

Mention MentionFinder::Make(MentionKind kind, std::size_t i,
                            std::size_t words) const {
  Mention mention;
  mention.kind = kind;
  mention.first = i;
  mention.last = i + words;
  return mention;
}

std::optional<Mention> MentionFinder::Joint(std::size_t i) const {
  std::size_t k = i;
  if (!Has(kJointOpeners, tokens_[k].lower)) return std::nullopt;
  const bool both = tokens_[k].Is("both");
  bool counted = tokens_[k].Is("two") || both || tokens_[k].Is("three");
  ++k;
  while (k < last_ && k < i + 5 &&
         (Has(kJointOpeners, tokens_[k].lower) ||
          Has(kJointFillers, tokens_[k].lower))) {
    counted = counted || tokens_[k].Is("two") || tokens_[k].Is("three") ||
              tokens_[k].Is("both");
    ++k;
  }
  // "Both side agreed" is a slip.
  if (both && k < last_ && tokens_[k].Is("side")) {
    return Make(MentionKind::kJoint, i, k + 1 - i);
  }
  if (k < last_ && Has(kJointNouns, tokens_[k].lower) &&
      !(tokens_[k].Is("countries") && !counted) &&
      !(tokens_[k].Is("officials") && !counted) &&
      !(tokens_[k].Is("nations") && !counted) &&
      !(tokens_[k].Is("states") && !counted)) {
    Mention mention = Make(MentionKind::kJoint, i, k + 1 - i);
    // "heads of state and government"
    if (tokens_[k].Is("heads") && k + 2 < last_ && tokens_[k + 1].Is("of")) {
      mention.last = k + 3;
      if (mention.last + 1 < last_ && tokens_[mention.last].Is("and") &&
          tokens_[mention.last + 1].Is("government")) {
        mention.last += 2;
      }
    }
    mention.last = OfBothEnd(mention.last);
    // "the two countries' foreign ministers"
    if (tokens_[mention.last - 1].possessive) {
      std::size_t p = mention.last;
      while (p < last_ && Has(kJointFillers, tokens_[p].lower)) ++p;
      if (p < last_ && Has(kJointNouns, tokens_[p].lower)) mention.last = p + 1;
    }
    return mention;
  }
  // "the two agreed", "both agreed": the number stands alone.
  const bool all_three =
      tokens_[k - 1].Is("three") && header_.parties.size() == 3;
  if (counted && k > i && (tokens_[k - 1].Is("two") || all_three || both)) {
    const bool noun_follows =
        k < last_ && tokens_[k].word && !both && tokens_[k].capital;
    if (!noun_follows && !both) return Make(MentionKind::kJoint, i, k - i);
    if (both && k == i + 1 && k < last_ && tokens_[k].word &&
        (LooksFinite(tokens_[k]) || tokens_[k].Is("also") ||
         Lexicon::Get().IsFinite(tokens_[k].lower))) {
      return Make(MentionKind::kJoint, i, 1);
    }
  }
  return std::nullopt;
}

std::optional<Mention> MentionFinder::TheirStaff(std::size_t i) const {
  static constexpr std::array<absl::string_view, 9> kStaff = {
      "ministers",       "officials",   "teams",
      "experts",         "delegations", "governments",
      "representatives", "negotiators", "diplomats"};
  if (!tokens_[i].Is("their")) return std::nullopt;
  std::size_t k = i + 1;
  while (k < last_ && Has(kJointFillers, tokens_[k].lower)) ++k;
  if (k >= last_ || !Has(kStaff, tokens_[k].lower) || tokens_[k].possessive) {
    return std::nullopt;
  }
  return Make(MentionKind::kJoint, i, k + 1 - i);
}

std::optional<Mention> MentionFinder::PluralOffice(std::size_t i) const {
  std::size_t k = i;
  if (tokens_[k].Is("the") && k + 1 < last_) ++k;
  // "the French and Iranian presidents"
  const PartyMention one = PartyNames::Get().Match(tokens_, k, last_);
  if (!one.code.empty() && one.last + 1 < last_ &&
      tokens_[one.last].Is("and")) {
    const PartyMention two =
        PartyNames::Get().Match(tokens_, one.last + 1, last_);
    std::size_t noun = two.last;
    if (noun < last_ && Has(kJointFillers, tokens_[noun].lower)) ++noun;
    if (!two.code.empty() && noun < last_ && TakesPart(header_, one.code) &&
        TakesPart(header_, two.code) && Has(kJointNouns, tokens_[noun].lower) &&
        !tokens_[noun].possessive) {
      Mention mention = Make(MentionKind::kJoint, i, noun + 1 - i);
      mention.members = {one.code, two.code};
      return mention;
    }
  }
  if (k + 1 < last_ && Has(kJointFillers, tokens_[k].lower)) ++k;
  if (!Has(kPluralOffices, tokens_[k].lower) || tokens_[k].possessive ||
      !tokens_[k].capital) {
    return std::nullopt;
  }
  // Names behind it, with an "and" between them.
  constexpr std::size_t kNamesMax = 9;
  std::size_t end = k + 1;
  bool and_between = false;
  while (end < last_ && end < k + kNamesMax) {
    const bool link = tokens_[end].Is("and") || tokens_[end].Is(",");
    if (link && (end + 1 >= last_ || !tokens_[end + 1].capital)) break;
    if (!link && !tokens_[end].capital) break;
    and_between = and_between || tokens_[end].Is("and");
    ++end;
  }
  if (and_between) return Make(MentionKind::kJoint, i, end - i);
  const bool front = i == first_ && k == i && k + 1 < last_ &&
                     tokens_[k + 1].word && !tokens_[k + 1].Is("of") &&
                     !tokens_[k + 1].capital;
  if (front) return Make(MentionKind::kJoint, i, 1);
  return std::nullopt;
}

std::optional<Mention> MentionFinder::Counterpart(std::size_t i) const {
  static constexpr std::array<absl::string_view, 5> kWhose = {
      "his", "her", "their", "its", "the"};
  if (!Has(kWhose, tokens_[i].lower) || i + 1 >= last_) return std::nullopt;
  std::size_t k = i + 1;
  const PartyMention demonym = PartyNames::Get().Match(tokens_, k, last_);
  if (!demonym.code.empty()) k = demonym.last;
  if (k >= last_ || !tokens_[k].Is("counterpart") || tokens_[k].possessive) {
    return std::nullopt;
  }
  Mention mention = Make(MentionKind::kCounterpart, i, k + 1 - i);
  while (mention.last < last_ && tokens_[mention.last].word &&
         IsNameToken(mention.last)) {
    const int who = PersonOf(tokens_[mention.last].lower);
    if (who >= 0) {
      mention.kind = MentionKind::kPerson;
      mention.person = who;
      mention.party = header_.persons[static_cast<std::size_t>(who)].party;
    }
    ++mention.last;
  }
  if (mention.kind == MentionKind::kCounterpart && !demonym.code.empty()) {
    mention.kind = MentionKind::kParty;
    mention.party = demonym.code;
  }
  return mention;
}

std::optional<Mention> MentionFinder::Compound(std::size_t i) const {
  if (tokens_[i].lower.find('-') == std::string::npos) return std::nullopt;
  const auto codes = PartyNames::Get().Compound(tokens_[i].lower);
  int sides = 0;
  for (const std::string& code : codes) sides += TakesPart(header_, code);
  if (sides < 2) return std::nullopt;
  Mention mention = Make(MentionKind::kJoint, i, 1);
  if (absl::EndsWith(tokens_[i].lower, "-united") && i + 1 < last_ &&
      tokens_[i + 1].Is("states")) {
    ++mention.last;
  }
  return mention;
}

std::size_t MentionFinder::OfBothEnd(std::size_t at) const {
  if (at + 1 >= last_ || !tokens_[at].Is("of")) return at;
  std::size_t k = at + 1;
  if (tokens_[k].Is("the")) ++k;
  if (k < last_ && (tokens_[k].Is("both") || tokens_[k].Is("two"))) {
    return std::min(k + 2, last_);
  }
  const PartyMention one = PartyNames::Get().Match(tokens_, k, last_);
  if (one.code.empty() || one.last >= last_) return at;
  if (!tokens_[one.last].Is("and")) return at;
  const PartyMention two =
      PartyNames::Get().Match(tokens_, one.last + 1, last_);
  return two.code.empty() ? at : two.last;
}

std::optional<Mention> MentionFinder::Side(std::size_t i) const {
  std::size_t k = i;
  if (tokens_[k].Is("the") && k + 1 < last_) ++k;
  if (tokens_[k].Is("government") && k + 2 < last_ && tokens_[k + 1].Is("of")) {
    std::size_t p = k + 2;
    if (tokens_[p].Is("the") && p + 1 < last_) ++p;
    const PartyMention party = PartyNames::Get().Match(tokens_, p, last_);
    if (party.code.empty()) return std::nullopt;
    Mention mention = Make(MentionKind::kParty, i, party.last - i);
    mention.party = party.code;
    return mention;
  }
  const PartyMention party = PartyNames::Get().Match(tokens_, k, last_);
  if (party.code.empty() || party.last >= last_) return std::nullopt;
  static constexpr std::array<absl::string_view, 6> kSides = {
      "side",        "government", "administration",
      "authorities", "people",     "leadership"};
  if (!Has(kSides, tokens_[party.last].lower)) return std::nullopt;
  Mention mention = Make(MentionKind::kParty, i, party.last + 1 - i);
  mention.party = party.code;
  return mention;
}

std::optional<Mention> MentionFinder::Party(std::size_t i) const {
  std::size_t k = i;
  if (tokens_[k].Is("the") && k + 1 < last_) ++k;
  const PartyMention party = PartyNames::Get().Match(tokens_, k, last_);
  if (party.code.empty()) return std::nullopt;
  if (party.naming == PartyNaming::kDemonym) return std::nullopt;
  Mention mention = Make(MentionKind::kParty, i, party.last - i);
  mention.party = party.code;
  // "the Republic of Korea (ROK)"
  if (mention.last + 2 < last_ && tokens_[mention.last].Is("(") &&
      tokens_[mention.last + 2].Is(")")) {
    mention.last += 3;
  }
  return mention;
}

bool MentionFinder::SameSide(const Mention& a, const Mention& b) const {
  const auto human = [](const Mention& mention) {
    return mention.kind == MentionKind::kPerson ||
           mention.kind == MentionKind::kOffice ||
           mention.kind == MentionKind::kCounterpart ||
           mention.kind == MentionKind::kHe;
  };
  const bool parties =
      a.kind == MentionKind::kParty && b.kind == MentionKind::kParty;
  // "the Minister and his Indian counterpart"
  const bool mixed = human(a) && b.kind == MentionKind::kParty &&
                     tokens_[b.last - 1].Is("counterpart");
  return (human(a) && human(b)) || parties || mixed;
}

std::size_t MentionFinder::LinkEnd(std::size_t at) const {
  if (at >= last_) return at;
  if (tokens_[at].Is("and") || tokens_[at].Is("&")) return at + 1;
  if (at + 2 < last_ && tokens_[at].Is("as") && tokens_[at + 1].Is("well") &&
      tokens_[at + 2].Is("as")) {
    return at + 3;
  }
  if (header_.parties.size() > 2 && tokens_[at].Is(",")) {
    return at + 1 < last_ && tokens_[at + 1].Is("and") ? at + 2 : at + 1;
  }
  return at;
}

void MentionFinder::JoinPairs() {
  std::vector<Mention> joined;
  const auto takes_part = [this](const Mention& mention) {
    return mention.kind == MentionKind::kHe ||
           mention.kind == MentionKind::kCounterpart ||
           (mention.kind == MentionKind::kOffice && mention.party.empty()) ||
           TakesPart(header_, mention.party);
  };
  const auto add = [](Mention& to, const std::string& party) {
    if (!party.empty()) to.members.push_back(party);
  };
  for (const Mention& mention : found_) {
    if (!joined.empty()) {
      Mention& before = joined.back();
      const std::size_t link = LinkEnd(before.last);
      const bool linked = link > before.last && mention.first == link &&
                          !tokens_[before.last - 1].possessive;
      const bool row = before.kind == MentionKind::kJoint &&
                       before.members.size() > 1 &&
                       header_.parties.size() > before.members.size() &&
                       takes_part(mention) && !mention.party.empty();
      const bool sides =
          SameSide(before, mention) && takes_part(mention) &&
          takes_part(before) &&
          (before.party != mention.party || before.party.empty());
      // "the Ministers and the Premier"
      const bool all = before.kind == MentionKind::kJoint &&
                       before.members.empty() && takes_part(mention) &&
                       (mention.kind == MentionKind::kPerson ||
                        mention.kind == MentionKind::kOffice);
      if (linked && all && !tokens_[mention.last - 1].possessive) {
        before.last = mention.last;
        continue;
      }
      if (linked && (sides || row) && !tokens_[mention.last - 1].possessive) {
        if (!row) {
          add(before, before.party);
          before.kind = MentionKind::kJoint;
          before.person = -1;
          before.party.clear();
        }
        add(before, mention.party);
        before.last = mention.last;
        continue;
      }
    }
    joined.push_back(mention);
  }
  found_ = std::move(joined);
}

bool TakesPart(const Header& header, absl::string_view party) {
  return std::find(header.parties.begin(), header.parties.end(), party) !=
         header.parties.end();
}

std::vector<Mention> FindMentions(const Tokens& tokens, std::size_t first,
                                  std::size_t last, const Header& header) {
  return MentionFinder(tokens, first, last, header).Find();
}

}  // namespace chancery
