#include "service/parser/attributes.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "proto/values/edtf.h"
#include "re2/re2.h"
#include "service/parser/due.h"

namespace chancery {
namespace {

absl::string_view Words(const ShadowText& shadow, const Tokens& tokens,
                        const Clause& clause) {
  const std::size_t begin = tokens[clause.first].begin;
  return shadow.text().substr(begin, tokens[clause.last - 1].end - begin);
}

v1::Modality ModalityOf(absl::string_view modal) {
  if (modal == "should" || modal == "ought") return v1::MODALITY_SHOULD;
  if (modal == "must") return v1::MODALITY_MUST;
  if (modal == "may" || modal == "might") return v1::MODALITY_MAY;
  if (modal == "can" || modal == "could") return v1::MODALITY_COULD;
  if (modal == "will" || modal == "would" || modal == "shall") {
    return v1::MODALITY_WILL;
  }
  return v1::MODALITY_UNSPECIFIED;
}

// A modal verb in the complement of a head that has none of its own.
v1::Modality ModalityIn(const Tokens& tokens, const Sentence& sentence,
                        const Clause& clause) {
  for (std::size_t i = clause.first; i < clause.last; ++i) {
    if (sentence.masked[i - sentence.first]) continue;
    const absl::string_view word = tokens[i].lower;
    if ((word == "would" || word == "wants" || word == "wanted" ||
         word == "want" || word == "wishes" || word == "wished") &&
        i + 1 < clause.last && (word != "would" || tokens[i + 1].Is("like"))) {
      return v1::MODALITY_WOULD_LIKE;
    }
    if ((word == "need" || word == "needs" || word == "has" || word == "have" ||
         word == "had") &&
        i + 1 < clause.last && tokens[i + 1].Is("to")) {
      return v1::MODALITY_MUST;
    }
    const v1::Modality modality = ModalityOf(word);
    if (modality != v1::MODALITY_UNSPECIFIED) return modality;
  }
  return v1::MODALITY_UNSPECIFIED;
}

bool Intended(v1::Act act) {
  switch (act) {
    case v1::ACT_HOPE:
    case v1::ACT_COMMIT:
    case v1::ACT_OFFER:
    case v1::ACT_REQUEST:
    case v1::ACT_PROPOSE:
    case v1::ACT_INVITE:
    case v1::ACT_WARN:
    case v1::ACT_JOINT_COMMITMENT:
    case v1::ACT_DECISION:
      return true;
    default:
      return false;
  }
}

// How exact an EDTF due date is.
v1::DuePrecision PrecisionOf(absl::string_view edtf) {
  const std::size_t slash = edtf.find('/');
  if (slash != absl::string_view::npos) {
    if (absl::StartsWith(edtf, "..") || absl::EndsWith(edtf, "..")) {
      return v1::DUE_PRECISION_BOUND;
    }
    const auto from = ParseIsoDate(edtf.substr(0, slash));
    const auto until = ParseIsoDate(edtf.substr(slash + 1));
    const bool week = from.has_value() && until.has_value() &&
                      *until - *from == 6 &&
                      absl::GetWeekday(*from) == absl::Weekday::monday;
    return week ? v1::DUE_PRECISION_WEEK : v1::DUE_PRECISION_INTERVAL;
  }
  absl::ConsumeSuffix(&edtf, "~");
  if (edtf.empty()) return v1::DUE_PRECISION_UNSPECIFIED;
  if (edtf.size() == absl::string_view("2004").size()) {
    return v1::DUE_PRECISION_YEAR;
  }
  if (edtf.size() > absl::string_view("2004-06").size()) {
    return v1::DUE_PRECISION_DAY;
  }
  // EDTF: 01-12 are months, 21-41 parts of the year.
  return edtf.substr(edtf.size() - 2) <= "12" ? v1::DUE_PRECISION_MONTH
                                              : v1::DUE_PRECISION_PART_OF_YEAR;
}

// How the words before an event tie the act to it.
v1::DueRelation RelationOf(absl::string_view words) {
  static const auto* const kRelation =
      new RE2(R"((?i)^(on the (?:margins?|sidelines?|fringes?)|)"
              R"((?:before|prior to|ahead of|in advance of|in the run-up)|)"
              R"((?:by|until|till|no later than|not later than)|)"
              R"((?:after|following|upon|once|as soon as possible after))\b)");
  std::string mark;
  if (!RE2::PartialMatch(re2::StringPiece(words.data(), words.size()),
                         *kRelation, &mark)) {
    return v1::DUE_RELATION_AT;
  }
  const std::string lower = absl::AsciiStrToLower(mark);
  if (absl::StartsWith(lower, "on the")) return v1::DUE_RELATION_MARGINS;
  static constexpr std::array<absl::string_view, 5> kBy = {
      "by", "until", "till", "no later than", "not later than"};
  if (std::find(kBy.begin(), kBy.end(), lower) != kBy.end()) {
    return v1::DUE_RELATION_BY;
  }
  static constexpr std::array<absl::string_view, 5> kAfter = {
      "after", "following", "upon", "once", "as soon as possible after"};
  return std::find(kAfter.begin(), kAfter.end(), lower) != kAfter.end()
             ? v1::DUE_RELATION_AFTER
             : v1::DUE_RELATION_BEFORE;
}

}  // namespace

void FillManner(const ShadowText& shadow, const Tokens& tokens,
                const Sentence& sentence, const Clause& clause,
                const Decision& decision, const Header& header,
                v1::Record& record) {
  const absl::string_view words = Words(shadow, tokens, clause);
  const re2::StringPiece piece(words.data(), words.size());
  static const auto* const kNegation = new RE2(
      R"((?i)\b(?:cannot|could not|can not|no longer|never|not (?:be )?)"
      R"((?:accept|accepted|acceptable|tolerate|tolerated|condoned?|allowed|)"
      R"(agree|understand|permitted)|failed to agree)\b)");
  const bool negative =
      decision.negative || RE2::PartialMatch(piece, *kNegation);
  record.set_polarity(negative ? v1::POLARITY_NEGATIVE : v1::POLARITY_POSITIVE);
  v1::Modality modality = ModalityOf(decision.modal);
  const v1::Modality inside = ModalityIn(tokens, sentence, clause);
  if (modality == v1::MODALITY_UNSPECIFIED ||
      inside == v1::MODALITY_WOULD_LIKE) {
    modality = inside;
  }
  record.set_modality(modality);
  static const auto* const kCondition = new RE2(
      R"((?i)\b((?:if (?:circumstances|conditions|the situation|it|possible|)"
      R"(necessary|[a-z]+ (?:were|was|is|are))[^,.;]*)|)"
      R"((?:upon (?:the )?approval [^,.;]*)|(?:subject to [^,.;]*)|)"
      R"((?:as soon as possible after [^,.;]*)|(?:provided that [^,.;]*)|)"
      R"((?:on (?:the )?condition that [^,.;]*)))");
  re2::StringPiece condition;
  if (RE2::PartialMatch(piece, *kCondition, &condition)) {
    const auto begin =
        static_cast<std::size_t>(condition.data() - shadow.text().data());
    record.set_condition(
        shadow.Quote(shadow.Original(begin, begin + condition.size())));
  }
  static const auto* const kHypothetical =
      new RE2(R"((?i)\b(?:were to|if .{1,40} (?:were|should))\b)");
  const bool planned = record.kind() == v1::RECORD_KIND_FOLLOW_UP;
  record.set_realis(RE2::PartialMatch(piece, *kHypothetical)
                        ? v1::REALIS_HYPOTHETICAL
                    : planned || Intended(record.act()) ? v1::REALIS_INTENDED
                                                        : v1::REALIS_ASSERTED);
  // "condemned ... in the strongest terms", however far behind.
  static const auto* const kTerms =
      new RE2(R"((?i)\bin (?:the )?((?:strongest|strong) terms)\b)");
  std::string terms;
  if (RE2::PartialMatch(piece, *kTerms, &terms)) record.set_intensity(terms);
  static const auto* const kIntensity = new RE2(
      R"((?i)\b(strongest terms|strongly|deeply|firmly|extremely|utterly|)"
      R"(totally|completely|highly|sincerely|strong|deep|great|utmost|)"
      R"(resolutely|staunchly|greatly|heartfelt|grave|gravely|absolutely)\b)");
  re2::StringPiece intensity;
  const std::size_t head_begin = tokens[clause.first].begin;
  const std::size_t head_end =
      tokens[std::min(clause.last,
                      std::max(decision.head.last, decision.head.first) + 5) -
             1]
          .end;
  const absl::string_view near = shadow.text().substr(
      head_begin, std::max(head_end, head_begin) - head_begin);
  if (terms.empty() &&
      RE2::PartialMatch(re2::StringPiece(near.data(), near.size()), *kIntensity,
                        &intensity)) {
    record.set_intensity(std::string(intensity));
  }
  static const auto* const kChannel = new RE2(
      R"((?i)\bthrough (?:the )?(?:appropriate )?(diplomatic|working[- ]level|)"
      R"(military|official|expert|consular) (?:channels?|level))");
  std::string channel;
  if (RE2::PartialMatch(piece, *kChannel, &channel)) {
    record.set_channel(channel);
  }
  // The third party that the act is aimed at.
  const bool aimed =
      record.act() == v1::ACT_REQUEST || record.act() == v1::ACT_CONDEMN ||
      record.act() == v1::ACT_EMPHASIZE || record.act() == v1::ACT_HOPE ||
      record.act() == v1::ACT_CONCERN || record.act() == v1::ACT_OPPOSE;
  if (!aimed) return;
  for (const Mention& mention : sentence.mentions) {
    if (mention.first < clause.content || mention.first >= clause.last) {
      continue;
    }
    if (mention.kind == MentionKind::kParty &&
        !TakesPart(header, mention.party)) {
      record.set_target(mention.party);
      return;
    }
  }
}

void FillDue(const ShadowText& shadow, const Tokens& tokens,
             const Clause& clause, const Header& header, v1::Record& record) {
  const absl::string_view words = Words(shadow, tokens, clause);
  const std::vector<DueExpression> found =
      FindDueExpressions(words, header.held_on);
  const DueExpression* best = nullptr;
  const auto rank = [](const DueExpression& due) {
    return !due.edtf.empty()      ? 3
           : !due.event.empty()   ? 2
           : !due.urgency.empty() ? 1
                                  : 0;
  };
  for (const DueExpression& due : found) {
    if (rank(due) > (best ? rank(*best) : 0)) best = &due;
    if (!due.event.empty() && record.due_event().empty()) {
      record.set_due_event(due.event);
      record.set_due_relation(
          RelationOf(words.substr(due.begin, due.end - due.begin)));
    }
    if (!due.urgency.empty() && record.urgency().empty()) {
      record.set_urgency(due.urgency);
    }
  }
  if (!best) return;
  const std::size_t base = tokens[clause.first].begin;
  *record.mutable_due_span() =
      shadow.Original(base + best->begin, base + best->end);
  record.set_due_text(shadow.Quote(record.due_span()));
  // Without the contact's day only what is written in full is known.
  if (header.dated || best->basis == v1::DUE_BASIS_ABSOLUTE) {
    record.set_due(best->edtf);
  }
  record.set_due_precision(PrecisionOf(record.due()));
  record.set_due_basis(best->basis);
  record.set_due_calendar(best->calendar);
}

}  // namespace chancery
