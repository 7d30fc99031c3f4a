"""The client."""

import json
import pathlib
from typing import Iterable, Iterator, Optional, Union

import grpc

from chancery._errors import translated
from chancery._streams import IssueWatch, Subscription
from chancery.v1 import (
    event_pb2,
    history_service_pb2,
    history_service_pb2_grpc,
    issue_pb2,
    issue_service_pb2,
    issue_service_pb2_grpc,
    log_service_pb2,
    log_service_pb2_grpc,
    readout_pb2,
    readout_service_pb2,
    readout_service_pb2_grpc,
)

# Every write is idempotent, by source and text or by request id, so any call
# may be made again. An empty name means every method.
_SERVICE_CONFIG = {
    "methodConfig": [
        {
            "name": [{}],
            "retryPolicy": {
                "maxAttempts": 5,
                "initialBackoff": "0.1s",
                "maxBackoff": "2s",
                "backoffMultiplier": 2,
                "retryableStatusCodes": ["UNAVAILABLE"],
            },
        }
    ]
}

_OPTIONS = (
    ("grpc.service_config", json.dumps(_SERVICE_CONFIG)),
    # An answer may hold a whole commit (4 MiB) and more.
    ("grpc.max_receive_message_length", 64 << 20),
    # A dead peer is noticed after 40 seconds. The server takes a ping each 10.
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 5_000),
    ("grpc.primary_user_agent", "chancery-python/0.1"),
)


def connect(
    address: str, timeout: float = 30.0, give_up_after: float = 3600.0
) -> "Client":
    """Returns a client of the server at `address`, "host:port".

    Makes no connection yet: the first call does, and says when it cannot.

    Args:
      timeout: seconds after which a call other than a subscription ends,
        retries included.
      give_up_after: seconds after which a subscription whose connection stays
        broken raises the last error.
    """
    return Client(grpc.insecure_channel(address, _OPTIONS), timeout, give_up_after)


def file_source(path: Union[str, pathlib.Path]) -> str:
    """Returns the source of a local file: its absolute path as a URI."""
    return pathlib.Path(path).absolute().as_uri()


class Client:
    """A connection to a Chancery server. Thread-safe; `connect` makes one.

    Methods raise the subclasses of chancery.Error. A call that fails with
    Unavailable is made again, up to 5 times in all, before it raises.
    """

    def __init__(self, channel: grpc.Channel, timeout: float, give_up_after: float):
        self._channel = channel
        self._timeout = timeout
        self._give_up_after = give_up_after
        self._readouts = readout_service_pb2_grpc.ReadoutServiceStub(channel)
        self._issues = issue_service_pb2_grpc.IssueServiceStub(channel)
        self._history = history_service_pb2_grpc.HistoryServiceStub(channel)
        self._log = log_service_pb2_grpc.LogServiceStub(channel)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection and every call on it."""
        self._channel.close()

    # Readouts.

    def parse(
        self, text: Union[str, bytes], held_on: str = ""
    ) -> readout_service_pb2.ParseReadoutResponse:
        """Parses a text and records nothing."""
        return self._unary(
            self._readouts.ParseReadout,
            readout_service_pb2.ParseReadoutRequest(
                text=_bytes(text), held_on=held_on
            ),
        )

    def ingest(
        self,
        text: Union[str, bytes],
        source: str,
        held_on: str = "",
        correlation_id: str = "",
    ) -> readout_service_pb2.IngestReadoutResponse:
        """Records a readout: once, however often it is sent.

        Args:
          text: the readout's text; bytes go as they are, str as UTF-8.
          source: where it was published: a URI. Another text under the same
            source is a revision of the readout.
          held_on: the contact's date, YYYY-MM-DD, where the text bears none.
        """
        return self._unary(
            self._readouts.IngestReadout,
            readout_service_pb2.IngestReadoutRequest(
                text=_bytes(text),
                source=source,
                held_on=held_on,
                correlation_id=correlation_id,
            ),
        )

    def ingest_file(
        self, path: Union[str, pathlib.Path], held_on: str = ""
    ) -> readout_service_pb2.IngestReadoutResponse:
        """Records the readout in a local file, with the file's URI as source."""
        return self.ingest(
            pathlib.Path(path).read_bytes(), file_source(path), held_on
        )

    def readout(
        self, name: str, at_least: Optional[int] = None
    ) -> readout_service_pb2.GetReadoutResponse:
        """Returns a readout with its records and its text."""
        return self._unary(
            self._readouts.GetReadout,
            readout_service_pb2.GetReadoutRequest(name=name, at_least=at_least),
        )

    def readouts(
        self,
        parties: Iterable[str] = (),
        since: str = "",
        until: str = "",
        at_least: Optional[int] = None,
    ) -> Iterator[readout_pb2.Readout]:
        """Lists readouts, the newest contact first."""
        request = readout_service_pb2.ListReadoutsRequest(
            parties=parties, since=since, until=until, at_least=at_least
        )
        return self._pages(self._readouts.ListReadouts, request, "readouts")

    # Issues.

    def issue(
        self, name: str, at_least: Optional[int] = None
    ) -> issue_service_pb2.GetIssueResponse:
        """Returns an issue with positions, agreements and open follow-ups."""
        return self._unary(
            self._issues.GetIssue,
            issue_service_pb2.GetIssueRequest(name=name, at_least=at_least),
        )

    def issues(
        self,
        parties: Iterable[str] = (),
        topic: str = "",
        at_least: Optional[int] = None,
    ) -> Iterator[issue_pb2.Issue]:
        """Lists issues by name, without positions."""
        request = issue_service_pb2.ListIssuesRequest(
            parties=parties, topic=topic, at_least=at_least
        )
        return self._pages(self._issues.ListIssues, request, "issues")

    def follow_ups(self, **fields) -> Iterator[issue_pb2.FollowUp]:
        """Lists follow-ups by due date; open ones unless `statuses` says else.

        Args: the fields of chancery.v1.ListFollowUpsRequest, for example
          parties, responsible, issue, statuses, due_from, due_until.
        """
        request = issue_service_pb2.ListFollowUpsRequest(**fields)
        return self._pages(self._issues.ListFollowUps, request, "follow_ups")

    def watch_issues(
        self,
        parties: Iterable[str] = (),
        topic: str = "",
        after: Optional[int] = None,
    ) -> IssueWatch:
        """Follows issues: as they are now, then each again when it changes.

        With `after`, only what changed after that sequence.
        """
        request = issue_service_pb2.WatchIssuesRequest(
            parties=parties, topic=topic, after_sequence=after
        )
        return IssueWatch(self._issues.WatchIssues, request, self._give_up_after)

    # History.

    def position_history(
        self, issue: str, party: str = "", at_least: Optional[int] = None
    ) -> Iterator[issue_pb2.PositionChange]:
        """Returns each change of the parties' positions, oldest first."""
        request = history_service_pb2.GetPositionHistoryRequest(
            issue=issue, party=party, at_least=at_least
        )
        return self._pages(self._history.GetPositionHistory, request, "changes")

    def issue_events(
        self, issue: str, newest_first: bool = False, at_least: Optional[int] = None
    ) -> Iterator[event_pb2.RecordedEvent]:
        """Lists the events of an issue."""
        request = history_service_pb2.ListIssueEventsRequest(
            issue=issue, newest_first=newest_first, at_least=at_least
        )
        return self._pages(self._history.ListIssueEvents, request, "events")

    # The log.

    def append(
        self, request: log_service_pb2.AppendEventsRequest
    ) -> log_service_pb2.AppendEventsResponse:
        """Appends a commit: all of its events, durably, or none."""
        return self._unary(self._log.AppendEvents, request)

    def read(self, **fields) -> Iterator[event_pb2.RecordedEvent]:
        """Reads events and ends.

        Args: the fields of chancery.v1.ReadEventsRequest, for example stream,
          issue, direction, max_count.
        """
        request = log_service_pb2.ReadEventsRequest(**fields)
        with translated():
            call = self._log.ReadEvents(request)
            try:
                for response in call:
                    yield from response.events
            finally:
                call.cancel()

    def subscribe(
        self,
        after: Optional[int] = None,
        *,
        filter: Optional[log_service_pb2.EventFilter] = None,
        until_caught_up: bool = False,
    ) -> Subscription:
        """Follows the log's events, from its beginning or behind `after`.

        Args:
          after: the last checkpoint of an earlier subscription, or the
            last_sequence of an ingest.
          filter: which events; all of them without one.
          until_caught_up: end when the whole log has been handed out, instead
            of waiting for more.
        """
        request = log_service_pb2.SubscribeRequest(
            after_sequence=after, filter=filter
        )
        return Subscription(
            self._log.Subscribe, request, self._give_up_after, until_caught_up
        )

    def _unary(self, method, request):
        with translated():
            return method(request, timeout=self._timeout)

    def _pages(self, method, request, field: str) -> Iterator:
        while True:
            page = self._unary(method, request)
            yield from getattr(page, field)
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token


def _bytes(text: Union[str, bytes]) -> bytes:
    return text.encode("utf-8") if isinstance(text, str) else text
