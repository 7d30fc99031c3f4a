// Goal: what is planned, what is agreed and what is only said come apart in
// any wording. Method: tables of single clauses; what is found is written
// "kind/act actors". Names and contents are invented.
#include "tests/service/parser/clause_frame.h"

namespace chancery {
namespace {

TEST(OutcomesTest, AClosableActIsAFollowUp) {
  const Case kCases[] = {
      {"The two Ministers agreed to arrange a visit, and to hold the "
       "Cooperation Committee by the end of this year.",
       "follow_up/coordinate JPN,RUS; follow_up/meeting JPN,RUS"},
      {"The two Ministers looked forward to seeing each other at the ASEAN "
       "Regional Forum in July.",
       "follow_up/meeting JPN,RUS"},
      {"They directed their teams to follow up on these issues.",
       "follow_up/task JPN,RUS"},
      {"The two leaders tasked their teams with preparing a plan.",
       "follow_up/task JPN,RUS"},
      {"They agreed that their teams would meet next month.",
       "follow_up/meeting JPN,RUS"},
      {"The two Ministers looked forward to the upcoming Oslo Summit in late "
       "May.",
       "follow_up/meeting JPN,RUS"},
      {"The two Ministers agreed on a further meeting in June.",
       "follow_up/meeting JPN,RUS"},
      {"They confirmed their intention to hold a summit in spring.",
       "follow_up/meeting JPN,RUS"},
      {"The Ministers will meet again in May.", "follow_up/meeting JPN,RUS"},
      {"They plan to meet in June in Oslo.", "follow_up/meeting JPN,RUS"},
      {"They are scheduled to meet next month.", "follow_up/meeting JPN,RUS"},
      {"The two Ministers planned to convene a meeting of the committee this "
       "summer.",
       "follow_up/meeting JPN,RUS"},
      {"The two leaders agreed to reconvene shortly.",
       "follow_up/meeting JPN,RUS"},
      {"They agreed to meet as soon as possible.", "follow_up/meeting JPN,RUS"},
      {"They agreed that officials would meet next week.",
       "follow_up/meeting JPN,RUS"},
      {"They agreed that Foreign Minister Gromov would pay a visit to Japan.",
       "follow_up/visit JPN,RUS"},
      {"Foreign Minister Tachibana accepted the invitation to visit Russia.",
       "follow_up/visit JPN,RUS"},
      {"Foreign Minister Gromov invited Foreign Minister Tachibana to visit "
       "Russia, and she accepted with pleasure.",
       "statement/invite RUS; follow_up/visit JPN,RUS"},
      {"They agreed to instruct their ministers to prepare a plan.",
       "follow_up/task JPN,RUS"},
      {"They asked their officials to follow up.", "follow_up/task JPN,RUS"},
      {"The Ministers looked forward to the visit of Foreign Minister Gromov "
       "to Tokyo in May.",
       "follow_up/visit JPN,RUS"},
      {"The two countries' foreign ministers agreed to meet.",
       "follow_up/meeting JPN,RUS"},
      {"The Foreign Ministers of Japan and Russia agreed to meet.",
       "follow_up/meeting JPN,RUS"},
  };
  ExpectFound(kCases);
}

TEST(OutcomesTest, ConvergenceIsAnAgreement) {
  const Case kCases[] = {
      {"Foreign Minister Gromov stressed the need for order, and Foreign "
       "Minister Tachibana expressed the same view.",
       "statement/emphasize RUS; agreement/assent JPN,RUS"},
      {"They recognized the need to strengthen the non-proliferation regime.",
       "agreement/joint_view JPN,RUS"},
      {"The Ministers pledged to continue working together on Iraq.",
       "agreement/joint_commitment JPN,RUS"},
      {"They reaffirmed their commitment to strengthening the partnership.",
       "agreement/joint_commitment JPN,RUS"},
      {"The Ministers acknowledged the need for reconstruction.",
       "agreement/joint_view JPN,RUS"},
      {"They committed to continued discussion on Iraq.",
       "agreement/joint_commitment JPN,RUS"},
      {"They expressed their shared commitment to ending the crisis.",
       "agreement/joint_commitment JPN,RUS"},
      {"They agreed to stay in close touch.",
       "agreement/joint_commitment JPN,RUS"},
      {"The leaders agreed on the importance of de-escalation, and that "
       "diplomacy was the only way forward.",
       "agreement/joint_view JPN,RUS; agreement/joint_view JPN,RUS"},
      {"The two Ministers resolved to work together on Iraq.",
       "agreement/joint_commitment JPN,RUS"},
      {"The two Ministers concurred on the need to strengthen cooperation.",
       "agreement/joint_view JPN,RUS"},
      {"Both leaders expressed satisfaction at the depth of the partnership "
       "and agreed to continue working together.",
       "statement/commend JPN,RUS; agreement/joint_commitment JPN,RUS"},
      {"The leaders agreed to remain in touch.",
       "agreement/joint_commitment JPN,RUS"},
      {"The parties confirmed their mutual commitment to continue a "
       "constructive dialogue.",
       "agreement/joint_commitment JPN,RUS"},
      {"The sides agreed on the schedule of further contacts.",
       "agreement/joint_view JPN,RUS"},
      {"The two sides reached consensus on strengthening cooperation.",
       "agreement/joint_commitment JPN,RUS"},
      {"The two Ministers reaffirmed their shared commitment to clear the road "
       "and to open the port.",
       "agreement/joint_commitment JPN,RUS; agreement/joint_commitment "
       "JPN,RUS"},
      {"The two Ministers shared their concerns on the implications.",
       "agreement/joint_view JPN,RUS"},
      {"Foreign Minister Gromov shared Japan's concern about the situation.",
       "agreement/assent JPN,RUS"},
      {"The two Ministers agreed on the resumption of negotiations.",
       "agreement/joint_view JPN,RUS"},
      {"The two Ministers agreed on continued cooperation.",
       "agreement/joint_commitment JPN,RUS"},
      {"The two sides decided to establish a hotline.",
       "agreement/decision JPN,RUS"},
      {"The Ministers decided to continue consultations.",
       "agreement/joint_commitment JPN,RUS"},
      {"They reaffirmed that the agreement must be respected.",
       "agreement/joint_view JPN,RUS"},
      {"They recommitted to working together.",
       "agreement/joint_commitment JPN,RUS"},
      {"Both sides expressed their determination to deepen ties.",
       "agreement/joint_commitment JPN,RUS"},
      {"The two leaders were united in their condemnation of the attack.",
       "agreement/joint_view JPN,RUS"},
      {"The two Ministers promised to strengthen cooperation.",
       "agreement/joint_commitment JPN,RUS"},
      {"The two countries will continue to cooperate.",
       "agreement/joint_commitment JPN,RUS"},
      {"They agreed to hold accountable those responsible.",
       "agreement/joint_commitment JPN,RUS"},
      {"They committed to holding those responsible accountable.",
       "agreement/joint_commitment JPN,RUS"},
      {"Foreign Minister Gromov said that Japan and Russia share the same "
       "position.",
       "agreement/assent JPN,RUS"},
  };
  ExpectFound(kCases);
}

TEST(OutcomesTest, TheRestIsSaidOrTouched) {
  const Case kCases[] = {
      {"Foreign Minister Tachibana received support from Foreign Minister "
       "Gromov.",
       "statement/support RUS"},
      {"Foreign Minister Tachibana stated that the launch was a serious "
       "provocation that cannot be tolerated.",
       "statement/oppose JPN"},
      {"Foreign Minister Gromov noted with satisfaction that the talks had "
       "made progress.",
       "statement/commend RUS"},
      {"The two Ministers noted with appreciation that the talks had made "
       "progress.",
       "statement/commend JPN,RUS"},
      {"The two discussed Iraq.", "touch"},
      {"Both leaders spoke about the situation in Iraq.", "touch"},
      {"Both leaders reiterated their support for Iraq.",
       "statement/support JPN,RUS"},
      {"They looked forward to speaking again soon.", "statement/hope JPN,RUS"},
      {"Foreign Minister Gromov updated on the latest situation on the ground.",
       "statement/inform RUS"},
      {"The pair also discussed trade and the importance of open markets.",
       "touch"},
      {"Foreign Minister Gromov affirmed the strength of the partnership.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov made clear that Russia would respond "
       "decisively to any aggression.",
       "statement/warn RUS"},
      {"Foreign Minister Gromov raised concerns about the treatment of "
       "prisoners.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov also raised human rights.", "touch"},
      {"Foreign Minister Gromov noted his intention to travel to Tokyo.",
       "statement/commit RUS"},
      {"Foreign Minister Tachibana expressed deep and sincere condolences.",
       "statement/condole JPN"},
      {"Foreign Minister Gromov conveyed his felicitations.",
       "statement/congratulate RUS"},
      {"Foreign Minister Gromov reiterated his invitation to Foreign Minister "
       "Tachibana to visit Russia.",
       "statement/invite RUS"},
      {"The leaders gave a positive assessment to the state of relations.",
       "statement/commend JPN,RUS"},
      {"The presidents spoke in favour of a political settlement.",
       "statement/support JPN,RUS"},
      {"Foreign Minister Gromov confirmed Russia's principled position in "
       "favour of a settlement.",
       "statement/support RUS"},
      {"Foreign Minister Gromov stressed the inadmissibility of the use of "
       "force.",
       "statement/oppose RUS"},
      {"Foreign Minister Gromov assured Foreign Minister Tachibana of Russia's "
       "full solidarity.",
       "statement/support RUS"},
      {"They took stock of the situation in Iraq.", "touch"},
      {"They exchanged on the latest developments.", "touch"},
      {"Foreign Minister Gromov invited Japan to refrain from any escalation.",
       "statement/request RUS"},
      {"Foreign Minister Gromov expressed his wish that the talks begin soon.",
       "statement/hope RUS"},
      {"Foreign Minister Gromov recalled the importance of the treaty.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov called for the immediate release of the "
       "detainees.",
       "statement/request RUS"},
      {"Foreign Minister Gromov said, Russia is ready to work with Japan.",
       "statement/offer RUS"},
      {"Foreign Minister Gromov urged Japan to wait and not to close the port.",
       "statement/request RUS"},
      {"Foreign Minister Gromov elaborated on Russia's position on Iraq.",
       "statement/inform RUS"},
      {"Foreign Minister Gromov advised Japan to wait for the mediators.",
       "statement/propose RUS"},
      {"Russia welcomes Foreign Minister Tachibana to attend the conference.",
       "statement/welcome RUS"},
      {"Foreign Minister Gromov shared concerns about the situation.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov conveyed Russia's gratitude to Japan for its "
       "support.",
       "statement/thank RUS"},
      {"Foreign Minister Gromov said that he looks forward to continuing work "
       "on the road.",
       "statement/hope RUS"},
      {"Both looked forward to continuing discussions.",
       "statement/hope JPN,RUS"},
      {"Foreign Minister Gromov responded with words of congratulations.",
       "statement/congratulate RUS"},
      {"Foreign Minister Gromov conveyed once again his message of "
       "condolences.",
       "statement/condole RUS"},
      {"Foreign Minister Gromov had expectations for the conference.",
       "statement/hope RUS"},
      {"Foreign Minister Gromov condemned the launches, as they constitute a "
       "threat and also pose a challenge.",
       "statement/condemn RUS"},
      {"Foreign Minister Gromov expressed his sympathy, as some towns were "
       "seriously damaged by the storm.",
       "statement/condole RUS"},
      {"They shared views on the situations in Iraq and Iran.", "touch"},
      {"Foreign Minister Gromov shared his concern about the situation.",
       "statement/concern RUS"},
      {"The Ministers looked forward to strengthening cooperation.",
       "statement/hope JPN,RUS"},
      {"They did not reach agreement on the text.", "statement/oppose JPN,RUS"},
      {"The two sides remain divided over the text.",
       "statement/oppose JPN,RUS"},
      {"Foreign Minister Gromov did not accept the proposal.",
       "statement/oppose RUS"},
      {"The two leaders emphasized that they do not support the use of force.",
       "statement/oppose JPN,RUS"},
      {"Foreign Minister Gromov said he did not see any need for talks.",
       "statement/assert RUS"},
      {"Foreign Minister Gromov said Russia would never accept such a "
       "decision.",
       "statement/oppose RUS"},
      {"Foreign Minister Gromov said that he could not agree with this view.",
       "statement/oppose RUS"},
      {"Foreign Minister Gromov no longer supported the plan.",
       "statement/oppose RUS"},
      {"Foreign Minister Gromov reaffirmed Russia's commitment to Iraq's "
       "sovereignty.",
       "statement/commit RUS"},
      {"Foreign Minister Gromov reaffirmed the importance of the alliance.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov expressed readiness to send experts.",
       "statement/offer RUS"},
      {"Foreign Minister Gromov offered to mediate.", "statement/offer RUS"},
      {"Foreign Minister Gromov offered assistance in the rescue.",
       "statement/offer RUS"},
      {"Foreign Minister Gromov pledged continued support for Iraq.",
       "statement/support RUS"},
      {"Foreign Minister Gromov committed to further tighten sanctions.",
       "statement/commit RUS"},
      {"Foreign Minister Gromov decided to recall the ambassador.",
       "statement/protest RUS"},
      {"Foreign Minister Gromov lodged a strong protest against the launch.",
       "statement/protest RUS"},
      {"Foreign Minister Gromov voiced alarm at the violence.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov expressed regret over the decision.",
       "statement/regret RUS"},
      {"Foreign Minister Gromov wished Foreign Minister Tachibana a speedy "
       "recovery.",
       "statement/condole RUS"},
      {"Foreign Minister Gromov wished her every success.",
       "statement/congratulate RUS"},
      {"Foreign Minister Gromov asked for an explanation.",
       "statement/request RUS"},
      {"Foreign Minister Gromov asked whether Japan would attend.",
       "statement/request RUS"},
      {"Foreign Minister Gromov reminded Japan of its obligations.",
       "statement/assert RUS"},
      {"Foreign Minister Gromov accused the group of violating the ceasefire.",
       "statement/condemn RUS"},
      {"Foreign Minister Gromov denied the allegations.",
       "statement/oppose RUS"},
      {"Foreign Minister Gromov warned that there would be consequences.",
       "statement/warn RUS"},
      {"Foreign Minister Gromov cautioned against unilateral steps.",
       "statement/warn RUS"},
      {"Foreign Minister Gromov listened carefully to the explanation.",
       "statement/understand RUS"},
      {"Foreign Minister Gromov was briefed by Foreign Minister Tachibana on "
       "the talks.",
       "statement/inform JPN"},
      {"Foreign Minister Gromov received an update from Foreign Minister "
       "Tachibana on the talks.",
       "statement/inform JPN"},
      {"Foreign Minister Gromov drew attention to the humanitarian situation.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov touched on the issue of visas.", "touch"},
      {"Foreign Minister Gromov requested that Japan lift the restrictions.",
       "statement/request RUS"},
      {"Foreign Minister Gromov said Japan should lift the restrictions.",
       "statement/request RUS"},
      {"Foreign Minister Gromov said that there should be no impunity.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov expressed hope for an early solution and "
       "confidence in the process.",
       "statement/hope RUS"},
      {"Foreign Minister Gromov reiterated Russia's unwavering military, "
       "economic and political support.",
       "statement/support RUS"},
      {"Foreign Minister Gromov expressed his horror at the strikes.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov noted the disruptive impact of the war on the "
       "economy.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov said that every state had a duty to help.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov conveyed his best wishes for an early "
       "resolution.",
       "statement/hope RUS"},
      {"Foreign Minister Gromov said that he would be happy to work with "
       "Japan.",
       "statement/offer RUS"},
      {"Foreign Minister Gromov set out how our support is protecting lives.",
       "statement/inform RUS"},
      {"Foreign Minister Gromov outlined the support that was sent and the "
       "sanctions.",
       "statement/inform RUS"},
      {"Foreign Minister Gromov said that relations are at a critical stage.",
       "statement/assert RUS"},
      {"Foreign Minister Gromov condemned the breach of the truce agreed by "
       "Japan and Russia on 9 May.",
       "statement/condemn RUS"},
      {"Foreign Minister Gromov said that the visit had been good, and had "
       "also given new impetus.",
       "statement/assert RUS"},
      {"Foreign Minister Gromov reinforced the importance of dialogue.",
       "statement/emphasize RUS"},
      {"Foreign Minister Gromov acknowledged the efforts of Japan.",
       "statement/emphasize RUS"},
      {"The plan proposed by Japan outlines the way forward.", ""},
      {"The two leaders discussed challenges, opportunities, and shared "
       "priorities in the region.",
       "touch"},
      {"Foreign Minister Gromov reaffirmed that the attacks undermine "
       "stability.",
       "statement/concern RUS"},
      {"Foreign Minister Gromov shared with Foreign Minister Tachibana the "
       "plans of Russia.",
       "statement/inform RUS"},
  };
  ExpectFound(kCases);
}

}  // namespace
}  // namespace chancery
