#include "tests/storage/projections/view_model.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "proto/values/edtf.h"
#include "storage/projections/stance.h"

namespace chancery {
namespace {

// The last day of a due window as text that sorts, undated last.
std::string DueUntil(const std::string& due) {
  const auto window = EdtfWindow(due);
  if (!window.has_value() || !window->until.has_value()) return "undated";
  return absl::FormatCivilTime(*window->until);
}

}  // namespace

void ViewModel::Add(const v1::RecordedEvent& recorded, const v1::Record& record,
                    v1::RecordKind kind) {
  Entry entry;
  entry.record = record;
  entry.record.set_kind(kind);
  entry.record.set_sequence(recorded.sequence());
  entry.record.set_name(
      absl::StrCat(recorded.stream(), "/records/", recorded.revision()));
  entry.stream = recorded.stream();
  entry.occurred = recorded.event().occurred();
  entry.due = record.due();
  entries_.push_back(entry);
  last_sequence_[record.issue()] = recorded.sequence();
}

ViewModel::Entry* ViewModel::Find(const v1::RecordedEvent& recorded,
                                  const std::string& name) {
  for (Entry& entry : entries_) {
    if (entry.stands && !entry.touch && entry.stream == recorded.stream() &&
        entry.record.name() == name) {
      return &entry;
    }
  }
  return nullptr;
}

void ViewModel::Apply(const v1::RecordedEvent& recorded) {
  const Held before = AllHeld();
  const v1::Event& event = recorded.event();
  if (event.has_statement_made()) {
    Add(recorded, event.statement_made().record(), v1::RECORD_KIND_STATEMENT);
  } else if (event.has_agreement_reached()) {
    Add(recorded, event.agreement_reached().record(),
        v1::RECORD_KIND_AGREEMENT);
  } else if (event.has_follow_up_planned()) {
    Add(recorded, event.follow_up_planned().record(),
        v1::RECORD_KIND_FOLLOW_UP);
  } else if (event.has_topic_touched()) {
    v1::Record touched;
    touched.set_issue(event.topic_touched().touch().issue());
    Add(recorded, touched, v1::RECORD_KIND_UNSPECIFIED);
    entries_.back().touch = true;
  } else {
    Change(recorded);
  }
  for (const std::string& issue : recorded.issues()) {
    last_sequence_[issue] = recorded.sequence();
  }
  const Held after = AllHeld();
  for (const auto& [issue, last] : last_sequence_) {
    std::set<std::string> places;
    const auto old_held =
        before.count(issue) ? before.at(issue) : Held::mapped_type();
    const auto new_held =
        after.count(issue) ? after.at(issue) : Held::mapped_type();
    for (const auto& [place, name] : old_held) places.insert(place);
    for (const auto& [place, name] : new_held) places.insert(place);
    for (const std::string& place : places) {
      const auto name_in = [&](const Held::mapped_type& held) {
        return held.count(place) ? held.at(place) : std::string("nothing");
      };
      if (name_in(old_held) == name_in(new_held)) continue;
      history_[issue].push_back(absl::StrCat(recorded.sequence(), " ", place,
                                             " ", name_in(old_held), " ",
                                             name_in(new_held)));
    }
  }
}

void ViewModel::Change(const v1::RecordedEvent& recorded) {
  const v1::Event& event = recorded.event();
  const auto mark = [&](const Entry& entry) {
    last_sequence_[entry.record.issue()] = recorded.sequence();
  };
  if (event.has_record_retracted()) {
    Entry* entry = Find(recorded, event.record_retracted().record());
    if (entry == nullptr) return;
    entry->stands = false;
    mark(*entry);
  } else if (event.has_follow_up_resolved()) {
    Entry* entry = Find(recorded, event.follow_up_resolved().record());
    if (entry == nullptr || entry->record.kind() != v1::RECORD_KIND_FOLLOW_UP) {
      return;
    }
    // COMPLETED, CANCELLED and SUPERSEDED come in the same order as statuses.
    entry->status = static_cast<v1::FollowUpStatus>(
        event.follow_up_resolved().resolution() + 1);
    mark(*entry);
  } else if (event.has_follow_up_rescheduled()) {
    Entry* entry = Find(recorded, event.follow_up_rescheduled().record());
    if (entry == nullptr || entry->record.kind() != v1::RECORD_KIND_FOLLOW_UP) {
      return;
    }
    entry->due = event.follow_up_rescheduled().due();
    mark(*entry);
  } else if (event.has_agreement_ended()) {
    Entry* entry = Find(recorded, event.agreement_ended().record());
    if (entry == nullptr || !IsAgreement(entry->record)) return;
    entry->ended = true;
    mark(*entry);
  } else if (event.has_readout_withdrawn()) {
    for (Entry& entry : entries_) {
      if (!entry.stands || entry.stream != recorded.stream()) continue;
      entry.stands = false;
      mark(entry);
    }
  } else if (event.has_readout_revised() || event.has_readout_reparsed()) {
    for (Entry& entry : entries_) {
      if (!entry.stands || !entry.touch || entry.stream != recorded.stream() ||
          event.readout_reparsed().touches_stand()) {
        continue;
      }
      entry.stands = false;
      mark(entry);
    }
    const v1::ReadoutChange& change = event.has_readout_revised()
                                          ? event.readout_revised().change()
                                          : event.readout_reparsed().change();
    for (const auto& kept : change.kept()) {
      Entry* entry = Find(recorded, kept.record());
      if (entry == nullptr) continue;
      const std::string occurred =
          event.occurred().empty() ? entry->occurred : event.occurred();
      if (occurred == entry->occurred &&
          kept.span().begin() == entry->record.span().begin() &&
          kept.span().end() == entry->record.span().end()) {
        continue;
      }
      entry->occurred = occurred;
      *entry->record.mutable_span() = kept.span();
      mark(*entry);
    }
  }
}

ViewModel::Held ViewModel::AllHeld() const {
  std::map<std::tuple<std::string, std::string>, const Entry*> newest;
  for (const Entry& entry : entries_) {
    const v1::StanceClass stance = StanceClassOf(entry.record.act());
    if (!entry.stands || entry.touch ||
        entry.record.kind() != v1::RECORD_KIND_STATEMENT ||
        stance == v1::STANCE_CLASS_UNSPECIFIED) {
      continue;
    }
    for (const std::string& party : entry.record.actors()) {
      const Entry*& best =
          newest[{entry.record.issue(),
                  absl::StrCat(party, " ", static_cast<int>(stance))}];
      // Entries come by sequence; so a later one wins at the same date.
      if (best == nullptr || entry.occurred >= best->occurred) best = &entry;
    }
  }
  Held held;
  for (const auto& [place, entry] : newest) {
    held[std::get<0>(place)][std::get<1>(place)] = entry->record.name();
  }
  return held;
}

std::vector<const ViewModel::Entry*> ViewModel::On(
    const std::string& issue) const {
  std::vector<const Entry*> on;
  for (const Entry& entry : entries_) {
    if (entry.stands && entry.record.issue() == issue) on.push_back(&entry);
  }
  return on;
}

v1::Issue ViewModel::Issue(const std::string& name) const {
  v1::Issue issue;
  issue.set_name(name);
  issue.set_last_sequence(last_sequence_.at(name));
  std::set<std::string> dates;
  std::vector<const Entry*> in_force;
  std::vector<const Entry*> open;
  for (const Entry* entry : On(name)) {
    const v1::RecordKind kind = entry->record.kind();
    const bool follow_up = kind == v1::RECORD_KIND_FOLLOW_UP;
    const bool is_open =
        follow_up && entry->status == v1::FOLLOW_UP_STATUS_OPEN;
    const bool agreement = !entry->touch && IsAgreement(entry->record);
    if (!entry->occurred.empty()) dates.insert(entry->occurred);
    if (entry->touch) issue.set_touches(issue.touches() + 1);
    if (kind == v1::RECORD_KIND_STATEMENT) {
      issue.set_statements(issue.statements() + 1);
    }
    if (agreement) issue.set_agreements(issue.agreements() + 1);
    if (follow_up) issue.set_follow_ups(issue.follow_ups() + 1);
    if (is_open) issue.set_open_follow_ups(issue.open_follow_ups() + 1);
    if (is_open) open.push_back(entry);
    if (agreement && !entry->ended && (is_open || !follow_up)) {
      in_force.push_back(entry);
    }
  }
  if (!dates.empty()) {
    issue.set_first_contact(*dates.begin());
    issue.set_last_contact(*dates.rbegin());
  }
  std::stable_sort(open.begin(), open.end(), [](auto* a, auto* b) {
    return DueUntil(a->due) < DueUntil(b->due);
  });
  std::sort(in_force.begin(), in_force.end(), [](auto* a, auto* b) {
    return std::tuple(a->occurred, a->record.sequence()) >
           std::tuple(b->occurred, b->record.sequence());
  });
  for (const Entry* entry : open) {
    issue.add_open_follow_up_actions()->mutable_record()->set_name(
        entry->record.name());
  }
  for (const Entry* entry : in_force) {
    issue.add_agreements_in_force()->mutable_record()->set_name(
        entry->record.name());
  }
  const Held all_held = AllHeld();
  if (all_held.count(name) == 0) return issue;
  for (const auto& [place, record] : all_held.at(name)) {
    v1::Position& position = *issue.add_positions();
    position.set_party(place.substr(0, place.find(' ')));
    position.mutable_record()->set_name(record);
  }
  return issue;
}

std::vector<std::string> ViewModel::IssueNames() const {
  std::vector<std::string> names;
  for (const auto& [name, last] : last_sequence_) names.push_back(name);
  return names;
}

std::vector<std::string> ViewModel::History(const std::string& issue) const {
  const auto found = history_.find(issue);
  return found == history_.end() ? std::vector<std::string>() : found->second;
}

std::vector<std::string> ViewModel::OpenFollowUps() const {
  std::vector<const Entry*> open;
  for (const Entry& entry : entries_) {
    if (entry.stands && entry.record.kind() == v1::RECORD_KIND_FOLLOW_UP &&
        entry.status == v1::FOLLOW_UP_STATUS_OPEN) {
      open.push_back(&entry);
    }
  }
  std::stable_sort(open.begin(), open.end(), [](auto* a, auto* b) {
    return DueUntil(a->due) < DueUntil(b->due);
  });
  std::vector<std::string> names;
  for (const Entry* entry : open) names.push_back(entry->record.name());
  return names;
}

std::vector<std::string> ViewModel::RecordsOf(const std::string& stream) const {
  std::vector<const Entry*> standing;
  for (const Entry& entry : entries_) {
    if (entry.stands && !entry.touch && entry.stream == stream) {
      standing.push_back(&entry);
    }
  }
  std::stable_sort(standing.begin(), standing.end(), [](auto* a, auto* b) {
    return std::tuple(a->record.span().begin(), a->record.span().end()) <
           std::tuple(b->record.span().begin(), b->record.span().end());
  });
  std::vector<std::string> names;
  for (const Entry* entry : standing) {
    names.push_back(absl::StrCat(entry->record.name(), " ",
                                 entry->record.span().begin(), "-",
                                 entry->record.span().end()));
  }
  return names;
}

}  // namespace chancery
