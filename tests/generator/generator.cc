#include "tests/generator/generator.h"

#include <random>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/time/civil_time.h"
#include "tests/generator/words.h"

namespace chancery {
namespace {

constexpr const char* kGiven[] = {"Takumi", "Masao", "Shunsuke", "Kenji"};
constexpr const char* kFamily[] = {"Kurosawa", "Kitagawa", "Maruyama",
                                   "Minase"};
constexpr const char* kOtherGiven[] = {"Viktor", "Tomas", "Adrian", "Emil"};
constexpr const char* kOtherFamily[] = {"Halvorsen", "Garnault", "Belwood",
                                        "Castelar"};
constexpr const char* kJointSubjects[] = {"The two Ministers", "Both Ministers",
                                          "Both sides"};

struct Era {
  const char* form;
  int first;
  int last;
};
constexpr Era kEras[] = {{"MOFA-JP-1", 1998, 2001}, {"MOFA-JP-2", 2002, 2005},
                         {"MOFA-JP-3", 2006, 2009}, {"MOFA-JP-4", 2010, 2013},
                         {"MOFA-JP-5", 2014, 2019}, {"MOFA-JP-6", 2020, 2024}};

constexpr const char* kMonths[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

class Writer {
 public:
  Writer(std::uint64_t seed, absl::string_view form) : random_(seed) {
    for (const Era& era : kEras) {
      if (era.form == form) era_ = era;
    }
    other_ = Pick(GeneratorCounterparts());
    given_ = Pick(absl::MakeConstSpan(kGiven));
    family_ = Pick(absl::MakeConstSpan(kFamily));
    other_given_ = Pick(absl::MakeConstSpan(kOtherGiven));
    other_family_ = Pick(absl::MakeConstSpan(kOtherFamily));
    const int years = era_.last - era_.first + 1;
    day_ = absl::CivilDay(era_.first + static_cast<int>(Below(years)),
                          1 + static_cast<int>(Below(12)),
                          1 + static_cast<int>(Below(28)));
    readout_.gold.id = absl::StrCat("generated-", form, "-", seed);
  }

  GeneratedReadout Write() {
    WriteHeader();
    const std::size_t paragraphs = 2 + Below(4);
    for (std::size_t i = 1; i <= paragraphs; ++i) {
      section_ = absl::StrCat(i);
      absl::StrAppend(&readout_.text, "\n", i, ". ");
      WriteParagraph(i == paragraphs);
      readout_.text += "\n";
    }
    if (Below(2) == 0) readout_.text += "\nBack to Index\n";
    return std::move(readout_);
  }

 private:
  std::size_t Below(std::size_t bound) { return random_() % bound; }

  template <typename T>
  T Pick(absl::Span<const T> list) {
    return list[Below(list.size())];
  }

  std::string Date() const {
    return absl::StrCat(kMonths[day_.month() - 1], " ", day_.day());
  }

  // Surnames in capitals first, from 2020 on.
  std::string Home() const {
    return era_.first >= 2020
               ? absl::StrCat(absl::AsciiStrToUpper(family_), " ", given_)
               : absl::StrCat(given_, " ", family_);
  }

  void WriteHeader() {
    Gold& gold = readout_.gold;
    gold.form = era_.form;
    gold.mode = "telephone";
    gold.publisher = "JPN";
    gold.date = absl::FormatCivilTime(day_);
    gold.issued = gold.date;
    gold.participants = {{absl::StrCat(given_, " ", family_),
                          "Minister for Foreign Affairs", "JPN"},
                         {absl::StrCat(other_given_, " ", other_family_),
                          "Minister of Foreign Affairs", other_.code}};
    std::string& text = readout_.text;
    if (era_.first >= 2014) text += "Press Releases\n\n";
    absl::StrAppend(&text, "Japan-", other_.name,
                    " Foreign Ministers' Telephone Talks\n\n");
    if (era_.first < 2002) {
      absl::StrAppend(&text, day_.day(), " ", kMonths[day_.month() - 1], " ",
                      day_.year(), "\nMinistry of Foreign Affairs\n\n");
    } else {
      absl::StrAppend(&text, Date(), ", ", day_.year(), "\n\n");
    }
    absl::StrAppend(&text, "On ", Date(), ", Mr. ", Home(),
                    ", Minister for Foreign Affairs of Japan, held telephone "
                    "talks with Mr. ",
                    other_given_, " ", other_family_,
                    ", Minister of Foreign Affairs of ", other_.long_name,
                    ". The overview is as follows.\n");
  }

  // A topic that the readout has not had yet.
  const TopicWords& NextTopic() {
    const auto topics = GeneratorTopics();
    if (topic_ == 0) topic_ = Below(topics.size());
    return topics[topic_++ % topics.size()];
  }

  void WriteParagraph(bool last) {
    const std::size_t sentences = 1 + Below(3);
    for (std::size_t i = 0; i < sentences; ++i) {
      if (i > 0) readout_.text += " ";
      const std::size_t what = Below(4);
      if (what == 0) {
        Joint(Pick(JointPhrases()));
      } else {
        Single(Pick(SinglePhrases()), i);
      }
    }
    if (last) {
      readout_.text += " ";
      Joint(Pick(PlanPhrases()));
    }
  }

  void Single(const Phrase& phrase, std::size_t nth) {
    const bool home = Below(2) == 0;
    static constexpr const char* kKeeping[] = {"Furthermore, ", "In addition, ",
                                               ""};
    if (nth > 0) readout_.text += Pick(absl::MakeConstSpan(kKeeping));
    absl::StrAppend(&readout_.text, "Minister ",
                    home ? (era_.first >= 2020 ? absl::AsciiStrToUpper(family_)
                                               : std::string(family_))
                         : std::string(other_family_),
                    " ");
    Add(phrase, {home ? "JPN" : other_.code});
  }

  void Joint(const Phrase& phrase) {
    absl::StrAppend(&readout_.text, Pick(absl::MakeConstSpan(kJointSubjects)),
                    " ");
    Add(phrase, {"JPN", other_.code});
  }

  // Writes the verb phrase, and its record.
  void Add(const Phrase& phrase, std::set<std::string> actors) {
    std::string topic = "bilateral.dialogue";
    std::string words = phrase.words;
    std::string due;
    if (absl::string_view(phrase.words).find("%T") != absl::string_view::npos) {
      const TopicWords& named = NextTopic();
      topic = named.code;
      words = absl::StrReplaceAll(words, {{"%T", named.phrase}});
    } else {
      const DueWords time = Pick(GeneratorDues());
      words = absl::StrReplaceAll(words, {{"%D", time.words}});
      due = Due(time.edtf);
    }
    absl::StrAppend(&readout_.text, words, ".");
    int n = 1;
    while (AnchorOffset(readout_.text, words, n + 1).has_value()) ++n;
    if (absl::string_view(phrase.kind) == "touch") {
      readout_.gold.touches.push_back({topic, words, n});
      return;
    }
    readout_.gold.records.push_back({phrase.kind, std::move(actors), phrase.act,
                                     topic, due, section_, words, n});
  }

  std::string Due(absl::string_view edtf) const {
    if (edtf == "NEXT-MONTH") {
      const absl::CivilMonth next = absl::CivilMonth(day_) + 1;
      return absl::StrFormat("%04d-%02d", next.year(), next.month());
    }
    if (edtf == "TWO-WEEKS") {
      return absl::StrCat(absl::FormatCivilTime(day_ + 14), "~");
    }
    return absl::StrReplaceAll(edtf, {{"N", absl::StrCat(day_.year() + 1)}});
  }

  std::mt19937_64 random_;
  Era era_ = kEras[0];
  Counterpart other_ = {};
  const char* given_ = nullptr;
  const char* family_ = nullptr;
  const char* other_given_ = nullptr;
  const char* other_family_ = nullptr;
  absl::CivilDay day_;
  std::size_t topic_ = 0;
  std::string section_;
  GeneratedReadout readout_;
};

// JSON by hand: the library's order of fields changes from run to run. The
// generator's words hold no quotes and no control characters.
std::string Quoted(absl::string_view text) {
  return absl::StrCat("\"", text, "\"");
}

std::string List(const std::vector<std::string>& values) {
  return absl::StrCat("[", absl::StrJoin(values, ", "), "]");
}

std::string Object(
    const std::vector<std::pair<std::string, std::string>>& fields) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : fields) {
    lines.push_back(absl::StrCat(Quoted(name), ": ", value));
  }
  return absl::StrCat("{", absl::StrJoin(lines, ", "), "}");
}

}  // namespace

std::vector<std::string> GeneratedForms() {
  std::vector<std::string> forms;
  for (const Era& era : kEras) forms.emplace_back(era.form);
  return forms;
}

GeneratedReadout GenerateReadout(std::uint64_t seed, absl::string_view form) {
  return Writer(seed, form).Write();
}

std::string GoldLine(const Gold& gold) {
  std::vector<std::string> people;
  for (const GoldParticipant& one : gold.participants) {
    people.push_back(Object({{"name", Quoted(one.name)},
                             {"title", Quoted(one.title)},
                             {"country_iso3", Quoted(one.party)}}));
  }
  std::vector<std::string> records;
  for (const GoldRecord& one : gold.records) {
    std::vector<std::string> actors;
    for (const std::string& actor : one.actors) {
      actors.push_back(Quoted(actor));
    }
    records.push_back(
        Object({{"kind", Quoted(one.kind)},
                {"actors", List(actors)},
                {"stance_or_act", Quoted(one.act)},
                {"topic", Quoted(one.topic)},
                {"due", one.due.empty() ? "null" : Quoted(one.due)},
                {"section", Quoted(one.section)},
                {"anchor", Quoted(one.anchor)},
                {"n", absl::StrCat(one.n)}}));
  }
  std::vector<std::string> touches;
  for (const GoldTouch& one : gold.touches) {
    touches.push_back(Object({{"topic", Quoted(one.topic)},
                              {"anchor", Quoted(one.anchor)},
                              {"n", absl::StrCat(one.n)}}));
  }
  return Object({{"id", Quoted(gold.id)},
                 {"date", Quoted(gold.date)},
                 {"issued", Quoted(gold.issued)},
                 {"form", Quoted(gold.form)},
                 {"publisher", Quoted(gold.publisher)},
                 {"mode", Quoted(gold.mode)},
                 {"initiative", "null"},
                 {"participants", List(people)},
                 {"records", List(records)},
                 {"touches", List(touches)}});
}

}  // namespace chancery
