"""Events in words, for people."""

from typing import Optional

from chancery.v1 import event_pb2, record_pb2

_RECORD_FIELDS = ("statement_made", "agreement_reached", "follow_up_planned")


def record_of(event: event_pb2.Event) -> Optional[record_pb2.Record]:
    """Returns the record that an event made, or None when it made none."""
    kind = event.WhichOneof("body")
    return getattr(event, kind).record if kind in _RECORD_FIELDS else None


def describe(recorded: event_pb2.RecordedEvent) -> str:
    """Returns one line that says what happened, with the words."""
    kind = recorded.event.WhichOneof("body") or "event of an unknown kind"
    line = f"{recorded.sequence} {kind.replace('_', ' ')}"
    what = _what(recorded.event, kind)
    return f"{line}: {' '.join(what.split())}" if what else line


def _what(event: event_pb2.Event, kind: str) -> str:
    record = record_of(event)
    if record is not None:
        return _record(record)
    if kind == "readout_received":
        return event.readout_received.header.title
    if kind == "readout_reparsed":
        changes = event.readout_reparsed.change.changes
        return f"{len(changes)} records read otherwise"
    if kind == "readout_revised":
        return f"{len(event.readout_revised.change.changes)} records changed"
    if kind == "topic_touched":
        touch = event.topic_touched.touch
        return f'{touch.topic}: "{touch.quote}"'
    return getattr(getattr(event, kind, None), "record", "")


def _record(record: record_pb2.Record) -> str:
    who = ", ".join(record.actors)
    if record.addressees:
        who += " to " + ", ".join(record.addressees)
    act = record_pb2.Act.Name(record.act)[len("ACT_") :].lower().replace("_", " ")
    due = f", due {record.due}" if record.due else ""
    return f'{who}, {act}, {record.topic}{due}: "{record.quote}"'
