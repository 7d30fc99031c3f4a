#ifndef CHANCERY_TESTS_SERVICE_PARSER_CLAUSE_FRAME_H_
#define CHANCERY_TESTS_SERVICE_PARSER_CLAUSE_FRAME_H_

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "service/parser/parser.h"

namespace chancery {

// A clause, and what is found in it: "statement/hope JPN; touch".
struct Case {
  const char* clause;
  const char* found;
};

// The readout of a call between Japan and Russia with `body` in it.
inline std::string Framed(absl::string_view body) {
  return absl::StrCat(
      "Foreign Minister Tachibana Telephone Talks with Russian Foreign "
      "Minister Gromov\n\nNovember 4, 2003\n\nThe following is an overview of "
      "telephone talks that Minister for Foreign Affairs of Japan Haruko "
      "Tachibana held with Russian Foreign Minister Pavel Gromov on November "
      "4.\n\n1. Iraq\n\n(1) ",
      body, "\n\nBack to Index\n");
}

// The readout of a call among Japan, the United States and Korea.
inline std::string FramedAmongThree(absl::string_view body) {
  return absl::StrCat(
      "Japan-U.S.-ROK Foreign Ministers' Telephone Talks\n\nJanuary 6, "
      "2016\n\nOn January 6, Mr. Haruo Tachibana, Minister for Foreign Affairs "
      "of Japan, held telephone talks with the Honorable Daniel Whitlock, "
      "Secretary of State of the United States of America, and H.E. Mr. Seo "
      "Min-jae, Minister of Foreign Affairs of the Republic of Korea. The "
      "overview is as follows.\n\n1. ",
      body, "\n");
}

inline std::string LowerName(absl::string_view name, absl::string_view prefix) {
  return absl::AsciiStrToLower(absl::StripPrefix(name, prefix));
}

// The records of `text`, then its touches.
inline std::string Written(absl::string_view text) {
  const auto parsed = ParseReadout(text);
  EXPECT_TRUE(parsed.ok()) << parsed.status();
  if (!parsed.ok()) return "";
  std::vector<std::string> found;
  for (const v1::Record& record : parsed->records()) {
    found.push_back(absl::StrCat(
        LowerName(v1::RecordKind_Name(record.kind()), "RECORD_KIND_"), "/",
        LowerName(v1::Act_Name(record.act()), "ACT_"), " ",
        absl::StrJoin(record.actors(), ",")));
  }
  for (int i = 0; i < parsed->touches_size(); ++i) found.push_back("touch");
  return absl::StrJoin(found, "; ");
}

template <std::size_t n>
void ExpectFound(const Case (&cases)[n]) {
  for (const Case& c : cases) {
    EXPECT_EQ(Written(Framed(c.clause)), c.found) << c.clause;
  }
}

}  // namespace chancery

#endif  // CHANCERY_TESTS_SERVICE_PARSER_CLAUSE_FRAME_H_
