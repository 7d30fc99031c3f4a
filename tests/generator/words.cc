#include "tests/generator/words.h"

namespace chancery {
namespace {

constexpr TopicWords kTopics[] = {
    {"region.iraq", "the situation in Iraq"},
    {"region.afghanistan", "the situation in Afghanistan"},
    {"region.syria", "the situation in Syria"},
    {"region.libya", "the situation in Libya"},
    {"region.myanmar", "the situation in Myanmar"},
    {"bilateral.trade_investment", "trade and investment"},
    {"bilateral.energy", "the pipeline project"},
    {"bilateral.people_culture", "youth exchange"},
    {"global.climate_environment", "climate change"},
    {"global.terrorism", "the fight against terrorism"},
    {"global.unsc_reform", "Security Council reform"},
    {"global.maritime_security", "maritime security"},
    {"dprk.abductions", "the abduction issue"},
};

constexpr Phrase kSingle[] = {
    {"statement", "inform", "explained the policy on %T"},
    {"statement", "inform", "gave an explanation of %T"},
    {"statement", "assert", "expressed his views on %T"},
    {"statement", "emphasize", "emphasized the importance of %T"},
    {"statement", "emphasize", "stressed the need for progress on %T"},
    {"statement", "emphasize", "underlined the significance of %T"},
    {"statement", "concern", "expressed concern about %T"},
    {"statement", "concern", "voiced deep concern over %T"},
    {"statement", "support", "expressed support for the efforts on %T"},
    {"statement", "welcome", "welcomed the recent progress on %T"},
    {"statement", "commend", "praised the efforts made on %T"},
    {"statement", "commend", "highly commended the steps taken on %T"},
    {"statement", "regret", "expressed regret over the delay on %T"},
    {"statement", "hope", "expressed hope for further progress on %T"},
    {"statement", "hope", "expressed his expectation for progress on %T"},
    {"statement", "propose", "proposed a joint study on %T"},
    {"statement", "request", "requested further support on %T"},
    {"statement", "request", "asked for closer cooperation on %T"},
    {"statement", "understand", "expressed understanding of the work on %T"},
};

constexpr Phrase kJoint[] = {
    {"agreement", "joint_view", "agreed on the importance of %T"},
    {"agreement", "joint_view", "confirmed the importance of %T"},
    {"agreement", "joint_commitment", "agreed to cooperate closely on %T"},
    {"agreement", "joint_commitment",
     "agreed to continue to work together on %T"},
    {"statement", "emphasize", "emphasized the importance of %T"},
    {"statement", "welcome", "welcomed the recent progress on %T"},
    {"touch", "", "exchanged views on %T"},
    {"touch", "", "discussed %T"},
};

constexpr Phrase kPlans[] = {
    {"follow_up", "meeting", "agreed to hold the next ministerial meeting %D"},
    {"follow_up", "meeting", "agreed that the next meeting would be held %D"},
    {"follow_up", "visit", "agreed to visit each other's capitals %D"},
    {"follow_up", "call", "agreed to speak again by telephone %D"},
};

constexpr Counterpart kCounterparts[] = {
    {"NOR", "Norway", "the Kingdom of Norway"},
    {"FRA", "France", "the French Republic"},
    {"KAZ", "Kazakhstan", "the Republic of Kazakhstan"},
    {"BRA", "Brazil", "the Federative Republic of Brazil"},
    {"IND", "India", "the Republic of India"},
    {"AUS", "Australia", "Australia"},
    {"PER", "Peru", "the Republic of Peru"},
    {"FIN", "Finland", "the Republic of Finland"},
};

constexpr DueWords kDues[] = {
    {"in the first half of next year", "N-40"},
    {"in the second half of next year", "N-41"},
    {"next spring", "N-21"},
    {"next month", "NEXT-MONTH"},
    {"in two weeks' time", "TWO-WEEKS"},
    {"by the end of next year", "../N-12-31"},
};

}  // namespace

absl::Span<const TopicWords> GeneratorTopics() { return kTopics; }
absl::Span<const Phrase> SinglePhrases() { return kSingle; }
absl::Span<const Phrase> JointPhrases() { return kJoint; }
absl::Span<const Phrase> PlanPhrases() { return kPlans; }
absl::Span<const Counterpart> GeneratorCounterparts() { return kCounterparts; }
absl::Span<const DueWords> GeneratorDues() { return kDues; }

}  // namespace chancery
