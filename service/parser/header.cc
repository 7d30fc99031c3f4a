#include "service/parser/header.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "proto/values/error_info.h"
#include "re2/re2.h"
#include "service/parser/digest.h"
#include "service/parser/header_dates.h"
#include "service/parser/header_details.h"
#include "service/parser/parties.h"
#include "service/parser/principals.h"

namespace chancery {
namespace {

// Reads title, dates and preamble, step by step.
class HeaderReader {
 public:
  HeaderReader(const ShadowText& shadow, const Tokens& tokens,
               const Layout& layout, const Forms& forms,
               const Registry& registry)
      : shadow_(shadow),
        tokens_(tokens),
        layout_(layout),
        forms_(forms),
        registry_(registry) {}

  absl::StatusOr<Header> Read(const ParseOptions& options) {
    FindPreamble();
    FindContactBelow();
    const std::string title = Title();
    if (forms_.IsOtherTitle(title)) {
      return NotAReadout(absl::StrCat("its title is \"", title, "\""));
    }
    const bool contact =
        forms_.ReportsContact(title) || forms_.ReportsContact(preamble_);
    if (!contact) {
      return NotAReadout("title and preamble report no talk, call or meeting");
    }
    const absl::StatusOr<HeaderDates> dates =
        FindHeaderDates(shadow_.text(), layout_, UntilContact(), options);
    if (!dates.ok()) return dates.status();
    absl::StatusOr<Principals> principals =
        FindPrincipals({shadow_.text(), tokens_, layout_, registry_,
                        preamble_begin_, header_.body, dates->held});
    if (!principals.ok()) return principals.status();
    principals_ = *std::move(principals);
    if (absl::Status form = FindForm(*dates); !form.ok()) return form;
    Fill(title, *dates);
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

  // Where neither title nor preamble reports a contact, what stands before the
  // first paragraph that opens with one between two office-holders is the
  // site's.
  void FindContactBelow() {
    if (forms_.ReportsContact(Title()) || forms_.ReportsContact(preamble_)) {
      return;
    }
    constexpr std::size_t kBlocks = 12;
    const std::size_t until = std::min(kBlocks, layout_.blocks.size());
    for (std::size_t i = header_.body; i < until; ++i) {
      const Block& block = layout_.blocks[i];
      if (block.kind != BlockKind::kParagraph || block.marked) continue;
      const std::string text = preamble_text(i, i + 1);
      const Tokens tokens = Tokenize(text);
      const std::vector<std::size_t> starts = SplitSentences(tokens);
      if (starts.size() < 2) continue;
      if (!forms_.ReportsContact(
              absl::string_view(text).substr(0, tokens[starts[1] - 1].end)) ||
          FindPersons(text, tokens, 0, starts[1], registry_).size() < 2) {
        continue;
      }
      preamble_begin_ = i;
      header_.body = i + 1;
      preamble_ = text;
      return;
    }
  }

  std::string preamble_text(std::size_t from, std::size_t until) const {
    std::string text;
    for (std::size_t i = from; i < until; ++i) {
      // Lines of a paragraph that was wrapped are one.
      absl::StrAppend(
          &text, text.empty() ? "" : "\n",
          absl::StrReplaceAll(Content(layout_.blocks[i]), {{"\n", " "}}));
    }
    return text;
  }

  // A form that is told by its year cannot be read without one; any other text
  // can, but for what hangs on the date.
  absl::Status FindForm(const HeaderDates& dates) {
    const std::optional<absl::CivilDay> day =
        dates.held ? dates.held : dates.issued;
    form_ = forms_.Form(principals_.publisher,
                        day ? static_cast<int>(day->year()) : 0,
                        principals_.weights);
    header_.dated = dates.held.has_value();
    if (header_.dated) {
      header_.held_on = *dates.held;
      return absl::OkStatus();
    }
    if (forms_.BearsDate(principals_.publisher) && !dates.held_partial) {
      return MakeError(absl::StatusCode::kInvalidArgument,
                       v1::ERROR_REASON_NO_DATE,
                       "the readout bears no date, and its publisher's always "
                       "do; give the contact's date (held_on, as 2003-11-04) "
                       "or the date of issue (issued_on) with the request");
    }
    v1::HeaderWarning* warning = header_.proto.add_warnings();
    warning->set_kind(v1::HEADER_WARNING_KIND_NO_DATE);
    warning->set_message(
        dates.held_partial
            ? "The text names the contact's day without a year or relative to "
              "the date of issue, which it does not bear; give issued_on or "
              "held_on."
            : "The text bears no date; give held_on or issued_on. Due dates "
              "that are counted from the contact are left open.");
    return absl::OkStatus();
  }

  // "Talks" in a title are also held by telephone.
  v1::ContactMode Mode(const std::string& title) const {
    const std::string contact = ContactSentence();
    const v1::ContactMode said = forms_.Mode({contact});
    const bool vague = forms_.Mode({title}) == v1::CONTACT_MODE_MEETING &&
                       !absl::StrContains(absl::AsciiStrToLower(title), "meet");
    if (vague && said != v1::CONTACT_MODE_UNSPECIFIED) return said;
    return forms_.Mode({title, contact, preamble_});
  }

  // The preamble up to the sentence that reports the contact: a later date in
  // it is another event's.
  std::string UntilContact() const {
    const std::string sentence = ContactSentence();
    const std::size_t at = preamble_.find(sentence);
    return sentence.empty() || at == std::string::npos
               ? preamble_
               : preamble_.substr(0, at + sentence.size());
  }

  // The preamble's first sentence that reports the contact. A later one may
  // speak of other contacts.
  std::string ContactSentence() const {
    const Tokens tokens = Tokenize(preamble_);
    const std::vector<std::size_t> starts = SplitSentences(tokens);
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      const std::size_t begin = tokens[starts[i]].begin;
      const std::string sentence =
          preamble_.substr(begin, tokens[starts[i + 1] - 1].end - begin);
      if (forms_.ReportsContact(sentence)) return sentence;
    }
    return "";
  }

  std::string Initiative() const {
    static const auto* const kInitiative = new RE2(
        R"((?i)(?:initiative|request|behest|proposal|suggestion|invitation) )"
        R"((?:of|from|by) (?:the )?([\w.' -]{2,40})|)"
        R"((?:request|initiative|initiat|propos)(?:ed)? (?:from|by) )"
        R"((?:the )?([\w.' -]{2,40})|)"
        R"((?:at|on|upon|to) (?:the )?([\w. -]{2,40})'s? )"
        R"((?:request|initiative|suggestion|proposal|invitation))");
    const std::string contact = ContactSentence();
    for (const std::string* text : {&contact, &preamble_}) {
      re2::StringPiece rest(*text);
      std::string a, b, c;
      while (RE2::FindAndConsume(&rest, *kInitiative, &a, &b, &c)) {
        const std::string party = InitiatorIn(absl::StrCat(a, b, c));
        if (!party.empty()) return party;
      }
    }
    // "holds phone talks at request with X": asked by the counterpart.
    static const auto* const kAtRequest =
        new RE2(R"((?i)\b(?:at|upon) request\b)");
    return RE2::PartialMatch(contact, *kAtRequest) ||
                   RE2::PartialMatch(Title(), *kAtRequest)
               ? Counterpart()
               : "";
  }

  // The party that takes the initiative by these words: by name, or as "the
  // latter", who is named last.
  std::string InitiatorIn(const std::string& words) const {
    const Tokens tokens = Tokenize(words);
    if (!tokens.empty() && tokens[0].Is("latter")) return Counterpart();
    const PartyMention party =
        PartyNames::Get().Match(tokens, 0, tokens.size());
    const bool taking_part =
        std::find(principals_.parties.begin(), principals_.parties.end(),
                  party.code) != principals_.parties.end();
    return taking_part ? party.code : "";
  }

  // The other one of two.
  std::string Counterpart() const {
    if (principals_.parties.size() != 2) return "";
    return principals_.parties[0] == principals_.publisher
               ? principals_.parties[1]
               : principals_.parties[0];
  }

  void Fill(const std::string& title, const HeaderDates& dates) {
    v1::ReadoutHeader& proto = header_.proto;
    if (layout_.title >= 0) {
      const Block& block =
          layout_.blocks[static_cast<std::size_t>(layout_.title)];
      proto.set_title(shadow_.is_page() ? std::string(Content(block))
                                        : shadow_.Quote(shadow_.Original(
                                              block.begin, block.end)));
    }
    proto.set_publisher(principals_.publisher);
    if (dates.issued) {
      proto.set_issued_on(absl::FormatCivilTime(*dates.issued));
    }
    if (dates.held) proto.set_held_on(absl::FormatCivilTime(*dates.held));
    proto.set_mode(Mode(title));
    proto.set_initiative(Initiative());
    proto.set_language("en");
    proto.set_form(form_);
    proto.set_text_sha256(Sha256Hex(shadow_.original()));
    const absl::string_view version = ParserVersion();
    proto.set_parser_version(version.data(), version.size());
    const absl::string_view lexicon = LexiconVersion();
    proto.set_lexicon_version(lexicon.data(), lexicon.size());
    const absl::string_view taxonomy = TaxonomyVersion();
    proto.set_taxonomy_version(taxonomy.data(), taxonomy.size());
    proto.set_registry_sha256(registry_.digest());
    for (const std::string& party : principals_.parties) {
      proto.add_parties(party);
    }
    for (const Person& person : principals_.persons) {
      v1::Participant* participant = proto.add_participants();
      participant->set_name(person.name);
      participant->set_title(person.title);
      participant->set_party(person.party);
      participant->set_name_from_registry(person.name_from_registry);
    }
    FillDetails(proto);
    header_.parties = principals_.parties;
    header_.persons = principals_.persons;
  }

  void FillDetails(v1::ReadoutHeader& proto) const {
    if (proto.mode() == v1::CONTACT_MODE_MEETING) {
      proto.set_venue(VenueIn(UntilContact()));
    }
    if (const std::optional<int> minutes = MinutesIn(preamble_)) {
      proto.set_duration_minutes(static_cast<std::uint32_t>(*minutes));
    }
    for (const Person& person :
         FindAttendees(shadow_.text(), layout_, registry_)) {
      v1::Participant* attendee = proto.add_attendees();
      attendee->set_name(person.name);
      attendee->set_title(person.title);
      attendee->set_party(person.party);
    }
  }

  const ShadowText& shadow_;
  const Tokens& tokens_;
  const Layout& layout_;
  const Forms& forms_;
  const Registry& registry_;
  Header header_;
  std::string preamble_;
  std::size_t preamble_begin_ = 0;
  Principals principals_;
  std::string form_;
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
  const Registry& registry =
      options.registry ? *options.registry : Registry::BuiltIn();
  return HeaderReader(shadow, tokens, layout, forms, registry).Read(options);
}

}  // namespace chancery
