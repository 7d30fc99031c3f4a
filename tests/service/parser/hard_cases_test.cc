// Goal: each hard case of diplomatic prose is decided as its rule says. Method:
// one test for each case, named by it; its words are put into a small readout
// of a call between Japan and Russia on 4 November 2003, and what is found is
// written one record after the other as "kind/act actors topic due", followed
// by what the rule says beyond that. A touch is "touch topic".
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"

namespace chancery {
namespace {

// One case: its name, the readout's body, and what is found in it, in the
// order of the text.
struct HardCase {
  const char* name;
  const char* body;
  std::vector<std::string> found;
};

std::string Lower(absl::string_view name, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
}

std::string Written(const v1::Record& record) {
  std::string text =
      absl::StrCat(Lower(v1::RecordKind_Name(record.kind()), "RECORD_KIND_"),
                   "/", Lower(v1::Act_Name(record.act()), "ACT_"), " ",
                   absl::StrJoin(record.actors(), ","), " ", record.topic());
  const auto add = [&](absl::string_view key, absl::string_view value) {
    if (!value.empty()) absl::StrAppend(&text, key, value);
  };
  add(" ", record.due());
  if (record.basis() != v1::FOLLOW_UP_BASIS_UNSPECIFIED) {
    add(" ", Lower(v1::FollowUpBasis_Name(record.basis()), "FOLLOW_UP_BASIS_"));
  }
  add(" at ", record.due_event());
  add(" ", record.urgency());
  add(" channel ", record.channel());
  if (record.polarity() == v1::POLARITY_NEGATIVE) add(" ", "negative");
  if (record.agent_implicit()) add(" ", "agentless");
  return text;
}

std::vector<std::string> Found(absl::string_view body) {
  const auto parsed = ParseReadout(absl::StrCat(
      "Foreign Minister Tachibana Telephone Talks with Russian Foreign "
      "Minister Gromov\n\nNovember 4, 2003\n\nThe following is an overview of "
      "telephone talks that Minister for Foreign Affairs Haruko Tachibana held "
      "with Russian Foreign Minister Pavel Gromov on November 4.\n\n",
      body, "\n\nBack to Index\n"));
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  if (!parsed.ok()) return {};
  std::vector<std::string> found;
  for (const v1::Record& record : parsed->records()) {
    found.push_back(Written(record));
  }
  for (const v1::Touch& touch : parsed->touches()) {
    found.push_back(absl::StrCat("touch ", touch.topic()));
  }
  return found;
}

class HardCaseTest : public ::testing::TestWithParam<HardCase> {};

TEST_P(HardCaseTest, IsDecidedAsItsRuleSays) {
  EXPECT_THAT(Found(GetParam().body),
              ::testing::ElementsAreArray(GetParam().found))
      << GetParam().body;
}

std::string NameOf(const ::testing::TestParamInfo<HardCase>& info) {
  return info.param.name;
}

const HardCase kKinds[] = {
    {"AnInvitationIsAStatement",
     "1. Foreign Minister Gromov invited Foreign Minister Tachibana to visit "
     "Russia.",
     {"statement/invite RUS bilateral.dialogue"}},
    {"TheTimingOfAVisitIsToBeCoordinated",
     "1. It was agreed that the timing of the visit should be coordinated "
     "through diplomatic channels.",
     {"follow_up/coordinate JPN,RUS bilateral.dialogue agreed channel "
      "diplomatic agentless"}},
    {"TheImportanceOfAVisitIsAgreedUponAndNotPlanned",
     "1. The two Ministers agreed on the importance of the visit.",
     {"agreement/joint_view JPN,RUS bilateral.dialogue"}},
    {"AnAnswerOnTheImportanceOfAVisitIsAssent",
     "1. Foreign Minister Tachibana proposed a visit of the President to "
     "Japan. In response, Foreign Minister Gromov agreed on the importance of "
     "the visit.",
     {"statement/propose JPN bilateral.dialogue",
      "agreement/assent JPN,RUS bilateral.dialogue"}},
    {"AnAgreedMeetingIsAFollowUp",
     "1. The two Ministers agreed that the next meeting of the commission on "
     "trade would be held in the first half of next year.",
     {"follow_up/meeting JPN,RUS bilateral.trade_investment 2004-40 agreed"}},
    {"AgreeingAndAlsoStatingAreTwo",
     "1. Foreign Minister Tachibana explained the situation in Iraq. In "
     "response, Foreign Minister Gromov agreed on the importance of elections "
     "in Iraq and also stated that Russia supported the resolution.",
     {"statement/inform JPN region.iraq",
      "agreement/assent JPN,RUS region.iraq",
      "statement/support RUS region.iraq"}},
    {"ExchangingViewsAndAgreeingAreTwo",
     "1. The two Ministers exchanged views on Iraq and agreed that elections "
     "were important.",
     {"agreement/joint_view JPN,RUS region.iraq", "touch region.iraq"}},
    {"UnderstandingIsReceiptAndNotAssent",
     "1. Foreign Minister Gromov expressed his understanding that energy was "
     "a difficult field.",
     {"statement/understand RUS bilateral.energy"}},
    {"CoordinatingTowardAMeetingIsAFollowUp",
     "1. They shared the view to coordinate toward an early 2+2.",
     {"follow_up/meeting JPN,RUS bilateral.security_defence agreed early"}},
    {"CooperatingTowardASigningIsAFollowUp",
     "1. They confirmed cooperation toward the signing of an agreement on "
     "energy.",
     {"follow_up/signing JPN,RUS bilateral.energy agreed"}},
    {"StayingInTouchNeverCloses",
     "1. The two Ministers agreed to remain in touch over the coming days.",
     {"agreement/joint_commitment JPN,RUS bilateral.dialogue"}},
    {"SpeakingAgainSoonCloses",
     "1. The two Ministers agreed to speak again soon.",
     {"follow_up/call JPN,RUS bilateral.dialogue agreed soon"}},
    {"ACommonOutlookOnAMeetingIsExpected",
     "1. Both Ministers looked forward to meeting at the G8 Summit.",
     {"follow_up/meeting JPN,RUS bilateral.dialogue expected at G8 Summit"}},
    {"TwoHopesAreNoAgreement",
     "1. Foreign Minister Tachibana hoped to meet Foreign Minister Gromov in "
     "Rome. Foreign Minister Gromov also hoped to meet her.",
     {"statement/hope JPN bilateral.dialogue",
      "statement/hope RUS bilateral.dialogue"}},
    {"ConveyingAMessageIsUndertaken",
     "1. Foreign Minister Gromov responded that he would immediately convey "
     "the message on energy to the Ministry.",
     {"follow_up/convey RUS bilateral.energy undertaken immediately"}},
    {"EveryEffortNeverCloses",
     "1. Foreign Minister Gromov stated that Russia would make every effort "
     "for Iraq and will continue to contribute to its reconstruction.",
     {"statement/commit RUS region.iraq", "statement/commit RUS region.iraq"}},
    {"RecallingAnAmbassadorIsAProtest",
     "1. On the Northern Territories, Foreign Minister Tachibana stated that "
     "Japan has decided to recall its ambassador temporarily.",
     {"statement/protest JPN territory.northern_territories"}},
    {"BefittingActionsAreAWarning",
     "1. On the Northern Territories, Foreign Minister Tachibana stated that "
     "Japan will take befitting actions.",
     {"statement/warn JPN territory.northern_territories"}},
    {"RecognizingTogetherIsAnAgreement",
     "1. Both sides recognized that Iraq needed elections.",
     {"agreement/joint_view JPN,RUS region.iraq"}},
    {"FeelingTogetherIsAStatement",
     "1. Both Ministers emphasized the need for elections in Iraq. Both "
     "Ministers condemned terrorism. Both Ministers welcomed the peace treaty.",
     {"statement/emphasize JPN,RUS region.iraq",
      "statement/condemn JPN,RUS global.terrorism",
      "statement/welcome JPN,RUS territory.northern_territories"}},
    {"ReiteratedSupportIsAStatement",
     "1. They reiterated their support for the road map.",
     {"statement/support JPN,RUS region.israel_palestine"}},
    {"ReaffirmedSupportIsAnAgreement",
     "1. They reaffirmed their support for the road map.",
     {"agreement/joint_view JPN,RUS region.israel_palestine"}},
    {"ReiteratedCommitmentIsAnAgreement",
     "1. They reiterated their commitment to the road map.",
     {"agreement/joint_commitment JPN,RUS region.israel_palestine"}},
    {"ADesideratumIsNoPlan",
     "1. Foreign Minister Tachibana stated that it is necessary for North "
     "Korea not to miss the chance of an early holding of the next round of "
     "the six-party talks.",
     {"statement/emphasize JPN dprk.six_party"}},
    {"AReplyWithoutContentIsRecorded",
     "1. Foreign Minister Tachibana asked for the release of detained "
     "fishermen. Foreign Minister Gromov replied based on Russia's own stance.",
     {"statement/request JPN bilateral.consular_detainees",
      "statement/assert RUS bilateral.consular_detainees"}},
    {"AnAgentlessPassiveIsJoint",
     "1. The importance of energy was underscored.",
     {"statement/emphasize JPN,RUS bilateral.energy agentless"}},
    {"FreeIndirectSpeechIsTheCarriedSpeakers",
     "1. Foreign Minister Gromov said that trade had grown. The two sides "
     "should open their markets. Russia is willing to buy more machines.",
     {"statement/assert RUS bilateral.trade_investment",
      "statement/emphasize RUS bilateral.trade_investment",
      "statement/offer RUS bilateral.trade_investment"}},
    {"AnAttributionMayFollowItsClause",
     "1. Iraq had made progress, Foreign Minister Gromov added.",
     {"statement/assert RUS region.iraq"}},
    {"ReciprocalInformationIsATouch",
     "1. The two Ministers shared with each other their assessments of Iraq.",
     {"touch region.iraq"}},
    {"ReferringToAnEarlierActIsInforming",
     "1. Foreign Minister Gromov, referring to his meeting with the Iraqi "
     "Foreign Minister in October, in which he urged restraint, stressed the "
     "need for elections in Iraq.",
     {"statement/inform RUS region.iraq",
      "statement/emphasize RUS region.iraq"}},
    {"ASecondConjunctMayHaveItsOwnStance",
     "1. Foreign Minister Tachibana stated that Japan supports the "
     "reconstruction of Iraq and is determined to continue its assistance.",
     {"statement/support JPN region.iraq", "statement/commit JPN region.iraq"}},
    {"TwoStanceNounsOfTwoClassesAreTwo",
     "1. Foreign Minister Gromov expressed his support for the road map and "
     "his desire for an early ceasefire.",
     {"statement/support RUS region.israel_palestine",
      "statement/hope RUS region.israel_palestine"}},
    {"TwoStanceNounsOfOneClassAreOne",
     "1. Foreign Minister Tachibana expressed her condolences and prayers over "
     "the ferry accident.",
     {"statement/condole JPN courtesy.condolence"}},
    {"TwoVerbsWithTwoRecipientsAreTwo",
     "1. Foreign Minister Tachibana offered her condolences to the families "
     "and conveyed her sympathy to the people of Russia.",
     {"statement/condole JPN courtesy.condolence",
      "statement/condole JPN courtesy.condolence"}},
    {"OneHeadMayPlanTwoContacts",
     "1. Both Ministers looked forward to meeting in June at the G8 Summit and "
     "again in September in Tokyo.",
     {"follow_up/meeting JPN,RUS bilateral.dialogue 2004-06 expected at G8 "
      "Summit",
      "follow_up/meeting JPN,RUS bilateral.dialogue 2004-09 expected"}},
    {"AFirstGreetingIsNoRecord",
     "1. Foreign Minister Gromov offered his first greeting as Foreign "
     "Minister.",
     {}},
    {"TheStanceNounDecides",
     "1. Foreign Minister Gromov underscored concern about Iraq. Foreign "
     "Minister Tachibana stressed Japan's commitment to the road map.",
     {"statement/concern RUS region.iraq",
      "statement/commit JPN region.israel_palestine"}},
    {"NecessityIsEmphasis",
     "1. Foreign Minister Gromov pointed out that Iraq requires patience. "
     "Foreign Minister Tachibana noted that the road map is crucial.",
     {"statement/emphasize RUS region.iraq",
      "statement/emphasize JPN region.israel_palestine"}},
    {"HarmIsAConcern",
     "1. Foreign Minister Gromov stated that terrorism undermines the order of "
     "states. Foreign Minister Tachibana said that the fighting has a negative "
     "impact on Iraq.",
     {"statement/concern RUS global.terrorism",
      "statement/concern JPN region.iraq"}},
    {"ANegatedReceiptIsAnObjection",
     "1. Foreign Minister Tachibana said that she cannot understand why the "
     "pipeline was closed.",
     {"statement/oppose JPN bilateral.energy negative"}},
    {"AligningPoliciesIsAView",
     "1. The two Ministers closely aligned their policies on North Korea.",
     {"agreement/joint_view JPN,RUS dprk.general"}},
    {"AFailureToAgreeIsAnObjection",
     "1. The two Ministers did not agree on the agenda for Iraq.",
     {"statement/oppose JPN,RUS region.iraq negative"}},
};
INSTANTIATE_TEST_SUITE_P(Kinds, HardCaseTest, ::testing::ValuesIn(kKinds),
                         NameOf);

const HardCase kTopics[] = {
    {"AContactBeatsAHeadingOnRelations",
     "1. Japan-Russia Relations\n\n(1) The two Ministers agreed on the "
     "importance of the summit.",
     {"agreement/joint_view JPN,RUS bilateral.dialogue"}},
    {"FurtherContactIsDialogue",
     "1. They agreed to continue close consultation.",
     {"agreement/joint_commitment JPN,RUS bilateral.dialogue"}},
    {"FurtherContactMayNameItsSubject",
     "1. They agreed to continue close consultation on Iraq.",
     {"agreement/joint_commitment JPN,RUS region.iraq"}},
    {"WithoutAnAliasTheRecordBeforeGivesTheTopic",
     "1. Foreign Minister Gromov explained the road map and stressed that "
     "patience was important.",
     {"statement/inform RUS region.israel_palestine",
      "statement/emphasize RUS region.israel_palestine"}},
    {"ACourtesyLendsNoTopic",
     "1. Foreign Minister Gromov congratulated Foreign Minister Tachibana on "
     "her appointment. Foreign Minister Tachibana thanked him.",
     {"statement/congratulate RUS courtesy.appointment",
      "statement/thank JPN bilateral.relations"}},
    {"AssentIsAboutThePointAnswered",
     "1. Foreign Minister Tachibana stated that energy was important.\n\n2. In "
     "response, Foreign Minister Gromov agreed.",
     {"statement/emphasize JPN bilateral.energy",
      "agreement/assent JPN,RUS bilateral.energy"}},
    {"ABodysNameIsATopicOnlyAlone",
     "1. They agreed to hold the next meeting of the Wise Men's Council."
     "\n\n2. Foreign Minister Gromov welcomed the visit of the Japan External "
     "Trade "
     "Organization.",
     {"follow_up/meeting JPN,RUS bilateral.people_culture agreed",
      "statement/welcome RUS bilateral.dialogue"}},
    {"OneSingledOutIsItsOwn",
     "1. Foreign Minister Gromov stressed the importance of the issues of the "
     "Middle East, including Iraq.",
     {"statement/emphasize RUS region.iraq"}},
    {"ATouchIsTheFirstListed",
     "1. The two Ministers discussed Iraq, Afghanistan and energy.",
     {"touch region.iraq"}},
    {"DefendingTheCounterpartIsTheAlliance",
     "1. Foreign Minister Gromov reiterated the commitment of Russia to the "
     "defense of Japan.",
     {"statement/commit RUS bilateral.alliance"}},
    {"CondolencesAreCourtesyWhateverTheOccasion",
     "1. Foreign Minister Tachibana expressed her condolences over the act of "
     "terrorism.",
     {"statement/condole JPN courtesy.condolence"}},
    {"WithNothingFoundItIsRelations",
     "1. Foreign Minister Gromov thanked Foreign Minister Tachibana.",
     {"statement/thank RUS bilateral.relations"}},
    {"AnUnknownHeadingIsACandidate",
     "1. Hydropower\n\n(1) Foreign Minister Gromov stressed that patience was "
     "important.",
     {"statement/emphasize RUS x.hydropower"}},
};
INSTANTIATE_TEST_SUITE_P(Topics, HardCaseTest, ::testing::ValuesIn(kTopics),
                         NameOf);

}  // namespace
}  // namespace chancery
