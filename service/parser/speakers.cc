#include "service/parser/speakers.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "service/parser/titles.h"

namespace chancery {

void Speakers::StartItem() {
  paragraph_ = Speaker();
  block_.reset();
}

void Speakers::StartParagraph() { paragraph_ = Speaker(); }

Speaker Speakers::Person(int index) const {
  Speaker speaker;
  speaker.kind = Speaker::Kind::kSingle;
  speaker.person = index;
  speaker.party = header_.persons[static_cast<std::size_t>(index)].party;
  return speaker;
}

int Speakers::IssuersOwn(const Mention& mention) const {
  const std::string& form = header_.proto.form();
  // The forms that call their own office-holder by the bare office.
  static constexpr std::array<absl::string_view, 8> kOwn = {
      "UK-", "US-", "CA-", "IN-", "FR-", "EU-", "TR-", "NZ-"};
  if (std::none_of(kOwn.begin(), kOwn.end(), [&form](absl::string_view own) {
        return absl::StartsWith(form, own);
      })) {
    return -1;
  }
  for (const int holder : mention.holders) {
    const ::chancery::Person& person =
        header_.persons[static_cast<std::size_t>(holder)];
    if (person.party == header_.proto.publisher()) return holder;
  }
  return -1;
}

Speaker Speakers::Opener() const {
  Speaker opener;
  for (std::size_t i = 0; i < header_.persons.size(); ++i) {
    if (header_.persons[i].party != header_.proto.publisher()) continue;
    if (opener.single()) return Speaker();
    opener = Person(static_cast<int>(i));
    opener.low = true;
  }
  return opener;
}

Speaker Speakers::Settle(const Mention& mention) const {
  Speaker speaker;
  switch (mention.kind) {
    case MentionKind::kPerson:
      return Person(mention.person);
    case MentionKind::kOffice:
      if (mention.person >= 0) return Person(mention.person);
      if (std::find(mention.holders.begin(), mention.holders.end(), unnamed_) !=
          mention.holders.end()) {
        return Person(unnamed_);
      }
      if (const int own = IssuersOwn(mention); own >= 0) return Person(own);
      // Both hold the office: the last one named in the paragraph.
      if (paragraph_.single()) return paragraph_;
      if (last_.single()) {
        speaker = last_;
        speaker.low = true;
      }
      return speaker;
    case MentionKind::kParty:
      if (!TakesPart(header_, mention.party)) {
        speaker.kind = Speaker::Kind::kOther;
        return speaker;
      }
      speaker.kind = Speaker::Kind::kSingle;
      speaker.party = mention.party;
      for (std::size_t i = 0; i < header_.persons.size(); ++i) {
        if (header_.persons[i].party == mention.party) {
          speaker.person = static_cast<int>(i);
        }
      }
      return speaker;
    case MentionKind::kJoint:
      speaker.kind = Speaker::Kind::kJoint;
      if (mention.members.size() > 1) speaker.members = mention.members;
      return speaker;
    case MentionKind::kCounterpart:
      return Counterpart(paragraph_.single() ? paragraph_ : last_);
    case MentionKind::kHe:
      if (last_.single()) return last_;
      if (block_) return *block_;
      return Opener();
    case MentionKind::kFirst:
      if (block_) return *block_;
      speaker.kind = Speaker::Kind::kSingle;
      speaker.party = header_.proto.publisher();
      speaker.low = true;
      return speaker;
    case MentionKind::kIt:
      speaker.kind = Speaker::Kind::kImpersonal;
      return speaker;
    case MentionKind::kThird:
      speaker.kind = Speaker::Kind::kOther;
      // A party whose principal the header does not name: this may be the one.
      if (!mention.party.empty() && TakesPart(header_, mention.party) &&
          std::none_of(header_.persons.begin(), header_.persons.end(),
                       [&mention](const ::chancery::Person& person) {
                         return person.party == mention.party &&
                                !person.words.empty();
                       })) {
        speaker.kind = Speaker::Kind::kSingle;
        speaker.party = mention.party;
        speaker.low = true;
      }
      return speaker;
  }
  return speaker;
}

void Speakers::Spoke(const Speaker& speaker, const Mention* mention) {
  if (speaker.kind == Speaker::Kind::kOther ||
      speaker.kind == Speaker::Kind::kNobody) {
    return;
  }
  paragraph_ = speaker;
  const bool human = mention && (mention->kind == MentionKind::kPerson ||
                                 mention->kind == MentionKind::kOffice);
  if (human && speaker.single()) last_ = speaker;
}

Speaker Speakers::Carried() const {
  if (block_) return *block_;
  return paragraph_;
}

Speaker Speakers::Counterpart(const Speaker& speaker) const {
  Speaker other;
  // Of three parties, "the other one" names nobody.
  if (!speaker.single() || header_.parties.size() != 2) return other;
  other.kind = Speaker::Kind::kSingle;
  other.party = header_.parties[0] == speaker.party ? header_.parties[1]
                                                    : header_.parties[0];
  for (std::size_t i = 0; i < header_.persons.size(); ++i) {
    if (header_.persons[i].party == other.party) {
      other.person = static_cast<int>(i);
    }
  }
  other.low = true;
  return other;
}

bool Speakers::IsOwn(const Mention& mention, const Speaker& speaker) const {
  switch (mention.kind) {
    case MentionKind::kHe:
    case MentionKind::kFirst:
      return true;
    case MentionKind::kJoint:
      return true;
    case MentionKind::kOffice:
      if (mention.person < 0) {
        return std::find(mention.holders.begin(), mention.holders.end(),
                         speaker.person) != mention.holders.end();
      }
      return mention.party == speaker.party;
    case MentionKind::kPerson:
    case MentionKind::kParty:
      return mention.party == speaker.party;
    case MentionKind::kCounterpart:
      return false;
    case MentionKind::kThird:
      // A head of government quoted by their own minister; not a third
      // country's, whose demonym would stand before the office.
      return mention.party.empty() || mention.party == speaker.party;
    case MentionKind::kIt:
      return false;
  }
  return false;
}

int UnnamedPrincipal(const Tokens& tokens, const Layout& layout,
                     const Header& header) {
  std::vector<bool> named(header.persons.size());
  for (const Block& block : layout.blocks) {
    if (block.kind != BlockKind::kParagraph) continue;
    const TokenRange range = TokensIn(tokens, block.begin, block.end);
    for (std::size_t i = range.first + 1; i < range.last; ++i) {
      const absl::string_view before = tokens[i - 1].lower;
      if (!tokens[i].capital || (!IsOffice(before) && !IsHonorific(before))) {
        continue;
      }
      for (std::size_t p = 0; p < named.size(); ++p) {
        const std::vector<std::string>& words = header.persons[p].words;
        named[p] = named[p] || std::find(words.begin(), words.end(),
                                         tokens[i].lower) != words.end();
      }
    }
  }
  if (std::count(named.begin(), named.end(), false) != 1) return -1;
  return static_cast<int>(std::find(named.begin(), named.end(), false) -
                          named.begin());
}

}  // namespace chancery
