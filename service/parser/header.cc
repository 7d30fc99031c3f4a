#include "service/parser/header.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "proto/values/edtf.h"
#include "proto/values/error_info.h"
#include "service/parser/dates.h"
#include "service/parser/parties.h"
#include "service/parser/title_parties.h"

namespace chancery {
namespace {

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

absl::Status NotAReadout(absl::string_view why) {
  return MakeError(
      kInvalid, v1::ERROR_REASON_NOT_A_READOUT,
      absl::StrCat("the text is no readout: ", why,
                   "; send a ministry's report of one contact, with its title "
                   "and opening paragraph"));
}

std::string Sha256Hex(absl::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         digest.data());
  return absl::BytesToHexString(absl::string_view(
      reinterpret_cast<const char*>(digest.data()), digest.size()));
}

// Reads title, dates and preamble, step by step.
class HeaderReader {
 public:
  HeaderReader(const ShadowText& shadow, const Tokens& tokens,
               const Layout& layout, const Forms& forms)
      : shadow_(shadow), tokens_(tokens), layout_(layout), forms_(forms) {}

  absl::StatusOr<Header> Read(const ParseOptions& options) {
    FindPreamble();
    const std::string title = Title();
    if (forms_.IsOtherTitle(title)) {
      return NotAReadout(absl::StrCat("its title is \"", title, "\""));
    }
    const bool contact =
        forms_.ReportsContact(title) || forms_.ReportsContact(preamble_);
    if (!contact) {
      return NotAReadout("title and preamble report no talk, call or meeting");
    }
    FindPrincipals();
    if (absl::Status sides = FindParties(); !sides.ok()) return sides;
    if (absl::Status dates = FindDates(options); !dates.ok()) return dates;
    Fill(title);
    return std::move(header_);
  }

 private:
  absl::string_view Content(const Block& block) const {
    return shadow_.text().substr(block.begin, block.end - block.begin);
  }

  std::string Title() const {
    std::string title;
    if (layout_.title >= 0) {
      absl::StrAppend(
          &title,
          Content(layout_.blocks[static_cast<std::size_t>(layout_.title)]));
    }
    return title;
  }

  // The preamble: the unnumbered paragraphs before the first heading or
  // number, or the first numbered paragraph where there are none.
  void FindPreamble() {
    const auto& blocks = layout_.blocks;
    std::size_t i = 0;
    while (i < blocks.size() && blocks[i].kind != BlockKind::kParagraph &&
           blocks[i].kind != BlockKind::kHeading) {
      ++i;
    }
    std::size_t end = i;
    while (end < blocks.size() && blocks[end].kind == BlockKind::kParagraph &&
           !blocks[end].marked) {
      ++end;
    }
    if (end == i) {
      // Date and venue may stand under a heading of their own.
      while (end < blocks.size() && end < i + 4 &&
             !forms_.ReportsContact(Content(blocks[end]))) {
        ++end;
      }
      end = std::min(end + 1, blocks.size());
    }
    // Only the first paragraphs can be one in a text without any numbers.
    const bool numbered = end < blocks.size();
    if (!numbered && end > i) {
      end = i + 1;
      while (end < blocks.size() && end < i + 3 &&
             !forms_.ReportsContact(preamble_text(i, end))) {
        ++end;
      }
    }
    preamble_begin_ = i;
    header_.body = end;
    preamble_ = preamble_text(i, end);
  }

  std::string preamble_text(std::size_t from, std::size_t until) const {
    std::string text;
    for (std::size_t i = from; i < until; ++i) {
      absl::StrAppend(&text, text.empty() ? "" : "\n",
                      Content(layout_.blocks[i]));
    }
    return text;
  }

  std::vector<Person> PersonsIn(const Block& block) const {
    const TokenRange range = TokensIn(tokens_, block.begin, block.end);
    return FindPersons(shadow_.text(), tokens_, range.first, range.last);
  }

  // The first office-holder, and the first one after who can be of another
  // party.
  void FindPrincipals() {
    std::vector<Person> found;
    for (std::size_t i = preamble_begin_; i < header_.body; ++i) {
      for (Person& person : PersonsIn(layout_.blocks[i])) {
        found.push_back(std::move(person));
      }
      if (found.size() >= 2) break;
    }
    if (found.size() < 2 && layout_.title >= 0) {
      for (Person& person :
           PersonsIn(layout_.blocks[static_cast<std::size_t>(layout_.title)])) {
        const bool known = std::any_of(
            found.begin(), found.end(), [&person](const Person& other) {
              return !person.words.empty() &&
                     std::find(other.words.begin(), other.words.end(),
                               person.words.back()) != other.words.end();
            });
        if (!known) found.push_back(std::move(person));
      }
    }
    for (Person& person : found) {
      const bool other = std::none_of(
          persons_.begin(), persons_.end(), [&person](const Person& before) {
            return (!person.party.empty() && before.party == person.party) ||
                   (!person.words.empty() && before.words == person.words);
          });
      if (other && persons_.size() < 2) persons_.push_back(std::move(person));
    }
  }

  std::vector<std::string> TitleParties() const {
    return PartiesOfTitle(tokens_, layout_);
  }

  absl::Status FindParties() {
    const std::vector<std::string> title = TitleParties();
    std::set<std::string> parties;
    for (const Person& person : persons_) {
      if (!person.party.empty()) parties.insert(person.party);
    }
    // An office-holder without a state is of the party the title names
    // besides the other's; the first of two without any is the publisher's.
    for (std::size_t i = 0; i < persons_.size(); ++i) {
      Person& person = persons_[i];
      if (!person.party.empty()) continue;
      for (const std::string& code : title) {
        if (parties.insert(code).second) {
          person.party = code;
          break;
        }
      }
      if (person.party.empty() && i == 0 && NamesJapanFirst()) {
        if (parties.insert("JPN").second) person.party = "JPN";
      }
    }
    for (const std::string& code : title) {
      if (parties.size() < 2 || title.size() > 2) parties.insert(code);
    }
    if (parties.size() < 2 && persons_.size() == 2) FillFromPreamble(parties);
    persons_.erase(std::remove_if(persons_.begin(), persons_.end(),
                                  [](const Person& person) {
                                    return person.party.empty();
                                  }),
                   persons_.end());
    FindInBody(parties);
    if (parties.size() < 2) {
      return NotAReadout("title and preamble do not name two parties");
    }
    for (Person& person : persons_) SettleName(person, tokens_);
    header_.parties.assign(parties.begin(), parties.end());
    FindPublisher();
    return absl::OkStatus();
  }

  // "The foreign ministers of Japan and Russia held talks": the body names
  // them first.
  void FindInBody(const std::set<std::string>& parties) {
    for (const Block& block : layout_.blocks) {
      if (persons_.size() >= parties.size() || parties.size() > 2) return;
      if (block.kind != BlockKind::kParagraph) continue;
      for (Person& person : PersonsIn(block)) {
        if (person.words.empty()) continue;
        if (person.party.empty() &&
            person.title == "Minister for Foreign Affairs") {
          person.party = "JPN";
        }
        // Only one state gives its foreign minister this title.
        if (person.party.empty() && person.title == "Secretary of State") {
          person.party = "USA";
        }
        const bool missing = parties.contains(person.party) &&
                             std::none_of(persons_.begin(), persons_.end(),
                                          [&person](const Person& known) {
                                            return known.party == person.party;
                                          });
        if (missing) persons_.push_back(std::move(person));
      }
    }
  }

  // Japan's ministry names its own minister first and without a state, under
  // the one title it gives that office.
  bool NamesJapanFirst() const {
    return absl::StrContains(preamble_, "Minister for Foreign Affairs") ||
           absl::StrContains(preamble_, "of Japan") ||
           absl::StrContains(shadow_.text(), "Japan");
  }

  // The initiative, and the parties of its sentence, are the last resort.
  void FillFromPreamble(std::set<std::string>& parties) {
    if (preamble_begin_ >= layout_.blocks.size()) return;  // Only a title.
    const Block& block = layout_.blocks[preamble_begin_];
    const TokenRange range = TokensIn(tokens_, block.begin, block.end);
    for (std::size_t i = range.first; i < range.last && parties.size() < 2;
         ++i) {
      const PartyMention party =
          PartyNames::Get().Match(tokens_, i, range.last);
      if (party.code.empty() || party.naming != PartyNaming::kName) continue;
      if (!parties.insert(party.code).second) continue;
      for (Person& person : persons_) {
        if (person.party.empty()) {
          person.party = party.code;
          break;
        }
      }
    }
  }

  // The publisher reports on its own minister first. Without persons, the
  // party the title names first.
  void FindPublisher() {
    publisher_ = persons_.empty() ? header_.parties[0] : persons_[0].party;
    const std::vector<std::string> title = TitleParties();
    if (persons_.empty() && !title.empty()) publisher_ = title[0];
    const bool japan = std::find(header_.parties.begin(), header_.parties.end(),
                                 "JPN") != header_.parties.end();
    if (japan && !title.empty() && title[0] == "JPN") publisher_ = "JPN";
    std::stable_sort(persons_.begin(), persons_.end(),
                     [this](const Person& a, const Person& b) {
                       return (a.party == publisher_) > (b.party == publisher_);
                     });
  }

  absl::Status FindDates(const ParseOptions& options) {
    std::optional<absl::CivilDay> given;
    if (!options.held_on.empty()) {
      given = ParseIsoDate(options.held_on);
      if (!given) {
        return InvalidField("held_on",
                            absl::StrCat("\"", options.held_on,
                                         "\" is no calendar date; write it as "
                                         "2003-11-04"));
      }
    }
    std::optional<absl::CivilDay> issued;
    for (const Block& block : layout_.blocks) {
      if (issued ||
          (block.kind != BlockKind::kDate && block.kind != BlockKind::kTitle)) {
        continue;
      }
      for (const WrittenDate& date : FindWrittenDates(Content(block))) {
        if (date.year != 0) issued = DayOf(date, std::nullopt);
        if (issued) break;
      }
    }
    std::optional<absl::CivilDay> held;
    for (const WrittenDate& date : FindWrittenDates(preamble_)) {
      held = DayOf(date, issued ? issued : given);
      if (held) break;
    }
    // A preamble may also name an earlier event; the contact is recent.
    if (held && issued && (*issued - *held > 60 || *held - *issued > 3)) {
      held = issued;
    }
    if (!held) held = issued ? issued : given;
    if (!held) {
      return MakeError(kInvalid, v1::ERROR_REASON_NO_DATE,
                       "the readout bears no date; give the contact's date "
                       "(held_on, as 2003-11-04) with the request");
    }
    header_.held_on = *held;
    if (issued) header_.proto.set_issued_on(absl::FormatCivilTime(*issued));
    return absl::OkStatus();
  }

  std::string Initiative() const {
    static const auto* const kInitiative = new RE2(
        R"((?i)(?:initiative|request|behest|proposal) of (?:the )?)"
        R"(([\w.' -]{2,40})|(?:request|initiative)(?:ed)? (?:from|by) )"
        R"((?:the )?([\w.' -]{2,40})|initiated by (?:the )?([\w.' -]{2,40}))");
    re2::StringPiece text(preamble_);
    std::string a, b, c;
    if (!RE2::PartialMatch(text, *kInitiative, &a, &b, &c)) return "";
    const std::string words = absl::StrCat(a, b, c);
    const Tokens tokens = Tokenize(words);
    const PartyMention party =
        PartyNames::Get().Match(tokens, 0, tokens.size());
    const bool taking_part =
        std::find(header_.parties.begin(), header_.parties.end(), party.code) !=
        header_.parties.end();
    return taking_part ? party.code : "";
  }

  void Fill(const std::string& title) {
    v1::ReadoutHeader& proto = header_.proto;
    if (layout_.title >= 0) {
      const Block& block =
          layout_.blocks[static_cast<std::size_t>(layout_.title)];
      proto.set_title(shadow_.Quote(shadow_.Original(block.begin, block.end)));
    }
    proto.set_publisher(publisher_);
    proto.set_held_on(absl::FormatCivilTime(header_.held_on));
    proto.set_mode(forms_.Mode({title, preamble_}));
    proto.set_initiative(Initiative());
    proto.set_language("en");
    proto.set_form(
        forms_.Form(publisher_, static_cast<int>(header_.held_on.year())));
    proto.set_text_sha256(Sha256Hex(shadow_.original()));
    const absl::string_view version = ParserVersion();
    proto.set_parser_version(version.data(), version.size());
    const absl::string_view lexicon = LexiconVersion();
    proto.set_lexicon_version(lexicon.data(), lexicon.size());
    for (const std::string& party : header_.parties) proto.add_parties(party);
    for (const Person& person : persons_) {
      v1::Participant* participant = proto.add_participants();
      participant->set_name(person.name);
      participant->set_title(person.title);
      participant->set_party(person.party);
    }
    header_.persons = persons_;
  }

  const ShadowText& shadow_;
  const Tokens& tokens_;
  const Layout& layout_;
  const Forms& forms_;
  Header header_;
  std::string preamble_;
  std::size_t preamble_begin_ = 0;
  std::vector<Person> persons_;
  std::string publisher_;
};

}  // namespace

TokenRange TokensIn(const Tokens& tokens, std::size_t begin, std::size_t end) {
  const auto before = [](const Token& token, std::size_t at) {
    return token.begin < at;
  };
  const auto first =
      std::lower_bound(tokens.begin(), tokens.end(), begin, before);
  const auto last = std::lower_bound(first, tokens.end(), end, before);
  return {static_cast<std::size_t>(first - tokens.begin()),
          static_cast<std::size_t>(last - tokens.begin())};
}

absl::StatusOr<Header> ReadHeader(const ShadowText& shadow,
                                  const Tokens& tokens, const Layout& layout,
                                  const Forms& forms,
                                  const ParseOptions& options) {
  return HeaderReader(shadow, tokens, layout, forms).Read(options);
}

}  // namespace chancery
