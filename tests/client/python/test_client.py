"""The Python client against the real server."""

import pathlib
import subprocess
import sys
import threading

import pytest

import chancery
from chancery.v1 import (
    issue_pb2,
    log_service_pb2,
    readout_pb2,
    readout_service_pb2,
)
from conftest import refused, sample, sample_path

EXAMPLE = (
    pathlib.Path(__file__).resolve().parents[3]
    / "client"
    / "python"
    / "examples"
    / "follow.py"
)
NORTHERN = "issues/jpn-rus.territory.northern_territories"


def ingest_calls(client):
    last = None
    for name in ("2004-02", "2004-07", "2007-03"):
        last = client.ingest(sample(f"ministers-call-{name}"), f"test:{name}")
    assert list(client.issues(at_least=last.last_sequence))  # The views have it.
    return last.last_sequence


def test_parses_and_records_nothing(client):
    parsed = client.parse(sample("harbour-call"))
    assert parsed.readout.publisher == "JPN"
    assert parsed.records
    assert list(client.read()) == []


def test_ingests_once_and_says_what_a_publisher_changed(client):
    first = client.ingest(sample("harbour-call"), "test:a")
    again = client.ingest(sample("harbour-call").decode(), "test:a")
    changed = client.ingest(sample("harbour-call.revised"), "test:a")
    assert first.outcome == readout_service_pb2.INGEST_OUTCOME_CREATED
    assert again.outcome == readout_service_pb2.INGEST_OUTCOME_UNCHANGED
    assert again.last_sequence == first.last_sequence
    assert changed.outcome == readout_service_pb2.INGEST_OUTCOME_REVISED
    assert changed.change.changes


@pytest.mark.parametrize(
    "name, reason",
    [
        ("empty.txt", "EMPTY_TEXT"),
        ("binary.bin", "NOT_TEXT"),
        ("broken-utf8.txt", "INVALID_UTF8"),
        ("german.txt", "UNSUPPORTED_LANGUAGE"),
        ("news-article.txt", "NOT_A_READOUT"),
        ("shopping-list.txt", "NOT_A_READOUT"),
        ("no-date.txt", "NO_DATE"),
    ],
)
def test_a_refused_text_is_a_typed_error(client, name, reason):
    with pytest.raises(chancery.InvalidRequest) as raised:
        client.ingest(refused(name), "test:a")
    assert raised.value.reason == reason
    assert reason in str(raised.value)


def test_errors_have_metadata(client):
    with pytest.raises(chancery.InvalidRequest) as raised:
        client.ingest(refused("broken-utf8.txt"), "test:a")
    assert int(raised.value.metadata["byte_offset"]) > 0
    with pytest.raises(chancery.NotFound) as raised:
        client.issue("issues/jpn-rus.region.iraq")
    assert raised.value.metadata == {"issue": "issues/jpn-rus.region.iraq"}


def test_a_conflict_lists_every_failed_condition(client):
    ingested = client.ingest(sample("harbour-call"), "test:a")
    request = log_service_pb2.AppendEventsRequest(request_id="test")
    proposed = request.events.add(stream=ingested.name)
    proposed.event.readout_withdrawn.SetInParent()
    request.conditions.add(stream=ingested.name, exactly=99)
    with pytest.raises(chancery.Conflict) as raised:
        client.append(request)
    assert raised.value.reason == "CONFLICT"
    assert [failed.subject for failed in raised.value.failed] == [ingested.name]


def test_a_server_that_is_not_there_is_unavailable():
    with chancery.connect("127.0.0.1:1") as client:
        with pytest.raises(chancery.Unavailable):
            client.issue(NORTHERN)


def test_answers_queries(client):
    last = ingest_calls(client)
    issue = client.issue(NORTHERN, at_least=last)
    assert {position.party for position in issue.issue.positions} == {"JPN", "RUS"}
    assert NORTHERN in [found.name for found in client.issues(["JPN", "RUS"])]
    assert all(
        found.status == issue_pb2.FOLLOW_UP_STATUS_OPEN
        for found in client.follow_ups(parties=["JPN", "RUS"])
    )
    assert len(list(client.position_history(NORTHERN))) > 1
    assert list(client.issue_events(NORTHERN))
    readouts = list(client.readouts(since="2004-01-01"))
    assert [readout.header.held_on for readout in readouts] == sorted(
        (readout.header.held_on for readout in readouts), reverse=True
    )
    assert readouts[0].header.mode == readout_pb2.CONTACT_MODE_TELEPHONE
    assert client.readout(readouts[0].name).text == sample("ministers-call-2007-03")


def test_reads_the_log_both_ways(client):
    last = ingest_calls(client)
    forward = [event.sequence for event in client.read()]
    backward = [
        event.sequence
        for event in client.read(
            direction=log_service_pb2.READ_DIRECTION_BACKWARD, max_count=3
        )
    ]
    assert forward == list(range(last + 1))
    assert backward == [last, last - 1, last - 2]


def test_a_subscription_goes_from_history_into_live(client):
    first = client.ingest(sample("harbour-call"), "test:a")
    history = list(client.subscribe(until_caught_up=True))
    assert [event.sequence for event in history] == list(
        range(first.last_sequence + 1)
    )
    events = client.subscribe(after=first.last_sequence)
    second = client.ingest(sample("river-call-2015"), "test:b")
    expected = list(range(first.last_sequence + 1, second.last_sequence + 1))
    live = [next(events).sequence for _ in expected]
    events.cancel()
    assert live == expected
    assert events.checkpoint == second.last_sequence


def test_every_event_comes_once_across_killed_servers(server, client):
    last = client.ingest(sample("harbour-call"), "test:0").last_sequence
    events = client.subscribe()
    seen = []
    for round_number in range(1, 4):
        for _ in range(round_number):
            seen.append(next(events).sequence)
        server.end()
        server.start()
        last = client.ingest(
            sample("river-call-2015"), f"test:{round_number}"
        ).last_sequence
    while seen[-1] < last:
        seen.append(next(events).sequence)
    events.cancel()
    assert seen == list(range(last + 1))


def test_cancel_ends_a_subscription_from_another_thread(client):
    last = client.ingest(sample("harbour-call"), "test:a").last_sequence
    events = client.subscribe(after=last)
    canceller = threading.Thread(target=events.cancel)
    canceller.start()
    assert list(events) == []
    canceller.join()


def test_a_subscription_gives_up_when_the_server_stays_away(server):
    with chancery.connect(server.address, give_up_after=0.3) as client:
        client.ingest(sample("harbour-call"), "test:a")
        events = client.subscribe()
        next(events)
        server.end()
        with pytest.raises(chancery.Unavailable):
            list(events)
        server.start()


def test_watches_issues_across_a_killed_server(server, client):
    first = client.ingest(sample("ministers-call-2004-02"), "test:a").last_sequence
    assert list(client.issues(at_least=first))  # The views have it now.
    watch = client.watch_issues(parties=["JPN", "RUS"])
    current = []
    for update in watch:
        if update.HasField("issue"):
            current.append(update.issue.name)
        if update.caught_up:
            break
    server.end()
    server.start()
    last = client.ingest(sample("ministers-call-2004-07"), "test:b").last_sequence
    changed = next(u for u in watch if u.issue.last_sequence == last)
    watch.cancel()
    assert current
    assert last in [event.sequence for event in changed.caused_by]


def test_the_example_of_the_readme_follows_the_log(server):
    follow = subprocess.Popen(
        [sys.executable, str(EXAMPLE), server.address, sample_path("harbour-call")],
        stdout=subprocess.PIPE,
        text=True,
    )
    with follow:
        first = follow.stdout.readline()
        second = follow.stdout.readline()
        follow.kill()
    assert first.startswith("0 readout received: ")
    assert "AUS to JPN" in second
