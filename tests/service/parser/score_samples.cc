// Prints how well the parser reads sample readouts, form by form, as a
// Markdown table:
//
//   score_samples FOLDER...          the table
//   score_samples --details FOLDER...  and each difference from the gold
//
// A folder holds NAME.txt or NAME.html with NAME.gold.json beside it. Kinds
// are counted over all records; actors, acts and topics are shares of the
// records whose kind was found, wrong due dates a number.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "service/parser/parser.h"
#include "tests/service/parser/gold.h"

namespace chancery {
namespace {

struct Score {
  int samples = 0;
  int exact = 0;  // Samples without a difference.
  int records = 0;
  int missed = 0;
  int extra = 0;
  int actors = 0;  // Records with wrong actors, and so on.
  int act = 0;
  int topic = 0;
  int due = 0;
};

void Add(const Score& score, Score& sum) {
  sum.samples += score.samples;
  sum.exact += score.exact;
  sum.records += score.records;
  sum.missed += score.missed;
  sum.extra += score.extra;
  sum.actors += score.actors;
  sum.act += score.act;
  sum.topic += score.topic;
  sum.due += score.due;
}

Score ScoreOf(const Gold& gold, const std::vector<std::string>& differences) {
  Score score;
  score.samples = 1;
  score.exact = differences.empty() ? 1 : 0;
  score.records = static_cast<int>(gold.records.size());
  for (const std::string& difference : differences) {
    if (absl::StartsWith(difference, "missed ")) ++score.missed;
    if (absl::StartsWith(difference, "extra ")) ++score.extra;
    if (absl::StartsWith(difference, "actors of ")) ++score.actors;
    if (absl::StartsWith(difference, "act of ")) ++score.act;
    if (absl::StartsWith(difference, "topic of ")) ++score.topic;
    if (absl::StartsWith(difference, "due of ")) ++score.due;
  }
  return score;
}

void PrintRow(const std::string& form, const Score& score) {
  const double found = score.records - score.missed;
  const auto share = [&](int wrong) {
    return found == 0 ? 0.0 : (found - wrong) / found;
  };
  const double kinds = 2 * found + score.missed + score.extra;
  std::printf(
      "%s\n",
      absl::StrFormat("| %s | %d | %d | %d | %d | %.3f | %.3f | %.3f | %.3f | "
                      "%d |",
                      form, score.samples, score.exact, score.records,
                      score.missed + score.extra,
                      kinds == 0 ? 1.0 : 2 * found / kinds, share(score.actors),
                      share(score.act), share(score.topic), score.due)
          .c_str());
}

// The text of the sample whose gold is `path`.
absl::StatusOr<std::string> TextBeside(const std::string& path) {
  const std::string stem = path.substr(0, path.size() - 10);  // ".gold.json"
  auto text = ReadFile(absl::StrCat(stem, ".txt"));
  return text.ok() ? text : ReadFile(absl::StrCat(stem, ".html"));
}

absl::StatusOr<Score> ScoreSample(const std::string& path, bool details,
                                  std::string& form) {
  const auto json = ReadFile(path);
  if (!json.ok()) return json.status();
  const auto gold = ParseGold(*json);
  if (!gold.ok()) return gold.status();
  const auto text = TextBeside(path);
  if (!text.ok()) return text.status();
  form = gold->form;
  const auto parsed = ParseReadout(*text);
  const std::vector<std::string> differences = CompareWithGold(
      *text, parsed.value_or(v1::ParseReadoutResponse()), *gold);
  if (details && !differences.empty()) {
    std::printf("%s\n", path.c_str());
    if (!parsed.ok()) std::printf("  %s\n", parsed.status().ToString().c_str());
    for (const std::string& difference : differences) {
      std::printf("  %s\n", difference.c_str());
    }
  }
  return ScoreOf(*gold, differences);
}

int Main(const std::vector<std::string>& arguments) {
  bool details = false;
  std::vector<std::string> paths;
  for (const std::string& argument : arguments) {
    if (argument == "--details") {
      details = true;
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(argument)) {
      const std::string path = entry.path().string();
      if (absl::EndsWith(path, ".gold.json")) paths.push_back(path);
    }
  }
  std::sort(paths.begin(), paths.end());
  std::map<std::string, Score> by_form;
  Score all;
  for (const std::string& path : paths) {
    std::string form;
    const auto score = ScoreSample(path, details, form);
    if (!score.ok()) {
      std::fprintf(stderr, "score_samples: %s: %s\n", path.c_str(),
                   score.status().ToString().c_str());
      return 1;
    }
    Add(*score, by_form[form]);
    Add(*score, all);
  }
  std::printf(
      "| form | samples | exact | records | missed or extra | kind F1 | actors "
      "| act | topic | wrong due "
      "|\n|---|---|---|---|---|---|---|---|---|---|\n");
  for (const auto& [form, score] : by_form) PrintRow(form, score);
  PrintRow("all", all);
  return 0;
}

}  // namespace
}  // namespace chancery

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: score_samples [--details] FOLDER...\n");
    return 2;
  }
  return chancery::Main(std::vector<std::string>(argv + 1, argv + argc));
}
