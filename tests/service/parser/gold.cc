#include "tests/service/parser/gold.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace chancery {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

// The fields of one JSON object; remembers the first that is not as it must be.
class Fields {
 public:
  Fields(const Struct& object, absl::Status& status)
      : object_(object), status_(status) {}

  std::string Text(const char* name) {
    const Value* value = Find(name, Value::kStringValue);
    return value == nullptr ? "" : value->string_value();
  }
  // A text that may be null.
  std::string Optional(const char* name) {
    const auto it = object_.fields().find(name);
    const bool null = it != object_.fields().end() &&
                      it->second.kind_case() == Value::kNullValue;
    return null ? "" : Text(name);
  }
  int Number(const char* name) {
    const Value* value = Find(name, Value::kNumberValue);
    return value == nullptr ? 0 : static_cast<int>(value->number_value());
  }
  std::vector<Value> List(const char* name) {
    const Value* value = Find(name, Value::kListValue);
    if (value == nullptr) return {};
    return {value->list_value().values().begin(),
            value->list_value().values().end()};
  }

 private:
  const Value* Find(const char* name, Value::KindCase kind) {
    const auto it = object_.fields().find(name);
    if (it != object_.fields().end() && it->second.kind_case() == kind) {
      return &it->second;
    }
    if (status_.ok()) {
      status_ = absl::InvalidArgumentError(
          absl::StrCat("no ", name, " in ", object_.ShortDebugString()));
    }
    return nullptr;
  }

  const Struct& object_;
  absl::Status& status_;
};

GoldRecord ReadRecord(const Struct& object, absl::Status& status) {
  Fields fields(object, status);
  GoldRecord record;
  record.kind = fields.Text("kind");
  for (const Value& actor : fields.List("actors")) {
    record.actors.insert(actor.string_value());
  }
  record.act = fields.Text("stance_or_act");
  record.topic = fields.Text("topic");
  record.due = fields.Optional("due");
  record.section = fields.Text("section");
  record.anchor = fields.Text("anchor");
  record.n = fields.Number("n");
  return record;
}

struct Folded {
  std::string text;
  std::vector<std::size_t> at;  // Of each byte, its offset in the original.
};

// What counts as the character at `i`, and the bytes it takes.
std::pair<std::string, std::size_t> FoldAt(absl::string_view text,
                                           std::size_t i) {
  const std::pair<const char*, const char*> kFolds[] = {
      {"\xe2\x80\x98", "'"},  {"\xe2\x80\x99", "'"}, {"\xe2\x80\x9c", "\""},
      {"\xe2\x80\x9d", "\""}, {"\xe2\x80\x93", "-"}, {"\xe2\x80\x94", "-"},
      {"\xc2\xa0", " "}};
  for (const auto& [from, to] : kFolds) {
    if (absl::StartsWith(text.substr(i), from)) {
      return {to, absl::string_view(from).size()};
    }
  }
  return {std::string(1, absl::ascii_tolower(text[i])), 1};
}

Folded Fold(absl::string_view text) {
  Folded folded;
  bool blank = true;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, size] = FoldAt(text, i);
    const bool space = absl::ascii_isspace(c[0]);
    if (!space || !blank) {
      folded.text += space ? " " : c;
      folded.at.push_back(i);
    }
    blank = space;
    i += size;
  }
  return folded;
}

std::string KindOf(const v1::Record& record) {
  return absl::AsciiStrToLower(
      absl::StripPrefix(v1::RecordKind_Name(record.kind()), "RECORD_KIND_"));
}

std::string ActOf(const v1::Record& record) {
  return absl::AsciiStrToLower(
      absl::StripPrefix(v1::Act_Name(record.act()), "ACT_"));
}

// The parsed records that count, leftmost and shortest first.
std::vector<const v1::Record*> Counted(const v1::ParseReadoutResponse& parsed) {
  std::vector<const v1::Record*> records;
  for (const v1::Record& record : parsed.records()) {
    const bool linked =
        record.kind() == v1::RECORD_KIND_AGREEMENT &&
        std::any_of(parsed.records().begin(), parsed.records().end(),
                    [&](const v1::Record& other) {
                      return other.kind() == v1::RECORD_KIND_FOLLOW_UP &&
                             other.span().begin() == record.span().begin() &&
                             other.span().end() == record.span().end();
                    });
    if (!linked) records.push_back(&record);
  }
  std::stable_sort(records.begin(), records.end(),
                   [](const v1::Record* a, const v1::Record* b) {
                     const auto key = [](const v1::Record& r) {
                       return std::make_pair(r.span().begin(), r.span().end());
                     };
                     return key(*a) < key(*b);
                   });
  return records;
}

void CompareMatched(const GoldRecord& gold, const v1::Record& record,
                    std::vector<std::string>& differences) {
  const auto differ = [&](absl::string_view what, absl::string_view want,
                          absl::string_view got) {
    if (want == got) return;
    differences.push_back(absl::StrCat(what, " of '", gold.anchor, "' (",
                                       gold.section, "): gold ", want,
                                       ", parsed ", got));
  };
  const std::set<std::string> actors(record.actors().begin(),
                                     record.actors().end());
  differ("actors", absl::StrJoin(gold.actors, ","), absl::StrJoin(actors, ","));
  differ("act", gold.act, ActOf(record));
  differ("topic", gold.topic, record.topic());
  if (gold.kind == "follow_up") differ("due", gold.due, record.due());
}

}  // namespace

absl::StatusOr<Gold> ParseGold(absl::string_view json) {
  Struct object;
  const auto read =
      google::protobuf::util::JsonStringToMessage(std::string(json), &object);
  if (!read.ok()) return absl::InvalidArgumentError(read.ToString());
  absl::Status status;
  Fields fields(object, status);
  Gold gold;
  gold.id = fields.Text("id");
  gold.date = fields.Text("date");
  gold.issued =
      object.fields().contains("issued") ? fields.Text("issued") : gold.date;
  gold.form = fields.Text("form");
  gold.publisher = fields.Text("publisher");
  gold.mode = fields.Text("mode");
  gold.initiative = fields.Optional("initiative");
  for (const Value& value : fields.List("participants")) {
    Fields participant(value.struct_value(), status);
    gold.participants.push_back({participant.Optional("name"),
                                 participant.Text("title"),
                                 participant.Text("country_iso3")});
  }
  for (const Value& value : fields.List("records")) {
    gold.records.push_back(ReadRecord(value.struct_value(), status));
  }
  for (const Value& value : fields.List("touches")) {
    Fields touch(value.struct_value(), status);
    gold.touches.push_back(
        {touch.Text("topic"), touch.Text("anchor"), touch.Number("n")});
  }
  if (!status.ok()) return status;
  return gold;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::optional<std::size_t> AnchorOffset(absl::string_view text,
                                        absl::string_view anchor, int n) {
  const Folded folded = Fold(text);
  const std::string needle = Fold(anchor).text;
  std::size_t place = std::string::npos;
  for (int i = 0; i < n; ++i) {
    place = folded.text.find(needle, i == 0 ? 0 : place + 1);
    if (place == std::string::npos) return std::nullopt;
  }
  return folded.at[place];
}

std::vector<std::string> CompareWithGold(absl::string_view text,
                                         const v1::ParseReadoutResponse& parsed,
                                         const Gold& gold) {
  std::vector<std::string> differences;
  std::vector<std::pair<std::size_t, const GoldRecord*>> wanted;
  for (const GoldRecord& record : gold.records) {
    const auto offset = AnchorOffset(text, record.anchor, record.n);
    if (offset.has_value()) {
      wanted.emplace_back(*offset, &record);
    } else {
      differences.push_back("anchor not in the text: " + record.anchor);
    }
  }
  std::stable_sort(
      wanted.begin(), wanted.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const v1::Record*> open = Counted(parsed);
  for (const auto& [offset, record] : wanted) {
    auto best = open.end();
    std::size_t shortest = text.size() + 1;
    for (auto it = open.begin(); it != open.end(); ++it) {
      const v1::Span& span = (*it)->span();
      const bool fits = span.begin() <= offset && offset < span.end() &&
                        KindOf(**it) == record->kind;
      if (fits && span.end() - span.begin() < shortest) {
        best = it;
        shortest = span.end() - span.begin();
      }
    }
    if (best == open.end()) {
      differences.push_back(absl::StrCat("missed ", record->kind, "/",
                                         record->act, " '", record->anchor,
                                         "' (", record->section, ")"));
      continue;
    }
    CompareMatched(*record, **best, differences);
    open.erase(best);
  }
  for (const v1::Record* extra : open) {
    differences.push_back(absl::StrCat("extra ", Describe(*extra), " (",
                                       extra->section(), ") '", extra->quote(),
                                       "'"));
  }
  return differences;
}

std::string Describe(const v1::Record& record) {
  return absl::StrCat(KindOf(record), "/", ActOf(record), " ",
                      absl::StrJoin(record.actors(), ","), " ", record.topic(),
                      record.due().empty() ? "" : " due ", record.due());
}

}  // namespace chancery
