#include "service/commands/readout_diff.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/util/message_differencer.h"

namespace chancery {
namespace {

constexpr double kOverlapMin = 0.5;
// Records of one kind, by the same actors, in the same place of the text are
// one and the same with fewer words in common.
constexpr double kSamePlaceBonus = 0.25;
constexpr double kSimilarityEpsilon = 1e-9;

std::string Actors(const v1::Record& record) {
  return absl::StrJoin(record.actors(), ",");
}

std::string Identity(const v1::Record& record) {
  return absl::StrCat(record.kind(), "|", record.act(), "|", Actors(record),
                      "|", record.issue(), "|", record.due(), "|",
                      FoldWords(record.quote()));
}

using Words = std::vector<std::string>;

// The words of a quote, sorted, each once.
Words WordsOf(const v1::Record& record) {
  const std::string folded = FoldWords(record.quote());
  Words words =
      absl::StrSplit(folded, absl::ByAnyChar(" ,.;:()\"'"), absl::SkipEmpty());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// Jaccard's index of two sorted lists: shared words over all words.
double Overlap(const Words& a, const Words& b) {
  std::size_t shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x < *y) {
      ++x;
    } else if (*y < *x) {
      ++y;
    } else {
      ++shared, ++x, ++y;
    }
  }
  const std::size_t all = a.size() + b.size() - shared;
  return all == 0 ? 1.0
                  : static_cast<double>(shared) / static_cast<double>(all);
}

bool SamePlace(const v1::Record& a, const v1::Record& b) {
  const bool section = !a.section().empty() && a.section() == b.section();
  return a.kind() == b.kind() && Actors(a) == Actors(b) &&
         (section || a.topic() == b.topic());
}

std::vector<std::string> Differences(const v1::Record& a, const v1::Record& b) {
  std::vector<std::string> differences;
  if (FoldWords(a.quote()) != FoldWords(b.quote())) {
    differences.emplace_back("words");
  }
  if (a.act() != b.act()) differences.emplace_back("act");
  if (a.due() != b.due()) differences.emplace_back("due");
  // An issue is its parties and its topic; both differ under this name.
  if (a.topic() != b.topic() || a.issue() != b.issue()) {
    differences.emplace_back("topic");
  }
  if (Actors(a) != Actors(b)) differences.emplace_back("actors");
  if (a.kind() != b.kind()) differences.emplace_back("kind");
  return differences;
}

struct Pair {
  double similarity;
  std::size_t before;
  std::size_t after;
};

// Every pair of the given records that is alike enough, the best first.
std::vector<Pair> SimilarPairs(absl::Span<const v1::Record> before,
                               absl::Span<const v1::Record> after,
                               const std::vector<std::size_t>& befores,
                               const std::vector<std::size_t>& afters) {
  std::vector<Words> before_words;
  before_words.reserve(befores.size());
  for (const std::size_t i : befores) {
    before_words.push_back(WordsOf(before[i]));
  }
  std::vector<Pair> pairs;
  for (const std::size_t a : afters) {
    const Words words = WordsOf(after[a]);
    for (std::size_t i = 0; i < befores.size(); ++i) {
      const std::size_t b = befores[i];
      const double similarity =
          Overlap(before_words[i], words) +
          (SamePlace(before[b], after[a]) ? kSamePlaceBonus : 0);
      if (similarity + kSimilarityEpsilon >= kOverlapMin) {
        pairs.push_back({similarity, b, a});
      }
    }
  }
  std::stable_sort(
      pairs.begin(), pairs.end(),
      [](const Pair& x, const Pair& y) { return x.similarity > y.similarity; });
  return pairs;
}

std::vector<std::size_t> Unmarked(const std::vector<bool>& marked) {
  std::vector<std::size_t> indexes;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (!marked[i]) indexes.push_back(i);
  }
  return indexes;
}

// Headers change with every text, versions with every release.
bool IsPublishersOwn(absl::string_view field) {
  return field != "text_sha256" && field != "parser_version" &&
         field != "lexicon_version" && field != "taxonomy_version" &&
         field != "registry_sha256";
}

void CountFrom(uint32_t begin, v1::Span* span) {
  span->set_begin(span->begin() - begin);
  span->set_end(span->end() - begin);
}

// The record as if it began the text, without what a reading does not say.
v1::Record AtBegin(const v1::Record& record) {
  v1::Record moved = record;
  const uint32_t begin = record.span().begin();
  if (moved.has_head_span()) CountFrom(begin, moved.mutable_head_span());
  if (moved.has_actor_span()) CountFrom(begin, moved.mutable_actor_span());
  if (moved.has_due_span()) CountFrom(begin, moved.mutable_due_span());
  moved.clear_span();
  moved.clear_quote();  // Compared as folded words.
  moved.clear_name();
  moved.clear_sequence();
  return moved;
}

// The fields whose values differ, by their proto name.
std::vector<std::string> DifferingFields(
    const google::protobuf::Message& before,
    const google::protobuf::Message& after) {
  std::vector<std::string> names;
  google::protobuf::util::MessageDifferencer differencer;
  const auto* descriptor = before.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const auto* field = descriptor->field(i);
    if (!differencer.CompareWithFields(before, after, {field}, {field})) {
      names.push_back(field->name());
    }
  }
  return names;
}

}  // namespace

std::string FoldWords(absl::string_view text) {
  std::string folded = absl::AsciiStrToLower(text);
  absl::RemoveExtraAsciiWhitespace(&folded);
  for (char& c : folded) {
    if (absl::ascii_isspace(c)) c = ' ';
  }
  return folded;
}

RecordDiff DiffRecords(absl::Span<const v1::Record> before,
                       absl::Span<const v1::Record> after) {
  RecordDiff diff;
  std::vector<bool> before_used(before.size());
  std::vector<bool> after_used(after.size());
  const auto use = [&](std::size_t b, std::size_t a) {
    before_used[b] = true;
    after_used[a] = true;
  };

  // The same words can be said twice in a text; they pair in its order.
  absl::flat_hash_map<std::string, std::deque<std::size_t>> by_identity;
  for (std::size_t b = 0; b < before.size(); ++b) {
    by_identity[Identity(before[b])].push_back(b);
  }
  for (std::size_t a = 0; a < after.size(); ++a) {
    const auto same = by_identity.find(Identity(after[a]));
    if (same == by_identity.end() || same->second.empty()) continue;
    diff.kept.push_back({same->second.front(), a});
    use(same->second.front(), a);
    same->second.pop_front();
  }

  for (const Pair& pair : SimilarPairs(before, after, Unmarked(before_used),
                                       Unmarked(after_used))) {
    if (before_used[pair.before] || after_used[pair.after]) continue;
    use(pair.before, pair.after);
    diff.changed.push_back(
        {pair.before, pair.after,
         Differences(before[pair.before], after[pair.after])});
  }
  std::sort(diff.changed.begin(), diff.changed.end(),
            [](const auto& x, const auto& y) { return x.after < y.after; });
  diff.added = Unmarked(after_used);
  diff.removed = Unmarked(before_used);
  return diff;
}

std::vector<std::string> DiffHeaders(const v1::ReadoutHeader& before,
                                     const v1::ReadoutHeader& after) {
  std::vector<std::string> names = DifferingFields(before, after);
  std::erase_if(names,
                [](const std::string& name) { return !IsPublishersOwn(name); });
  return names;
}

std::vector<std::string> DiffFields(const v1::Record& before,
                                    const v1::Record& after) {
  return DifferingFields(AtBegin(before), AtBegin(after));
}

}  // namespace chancery
