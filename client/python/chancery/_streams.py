"""Streams that go on by themselves when the connection breaks."""

import random
import threading
import time
from typing import Callable, Iterator, Optional

import grpc

from chancery._errors import DataLoss, Error, Unavailable, from_rpc_error
from chancery.v1 import event_pb2, issue_service_pb2, log_service_pb2

_FIRST_WAIT_S = 0.1
_WAIT_MAX_S = 10.0


class _ResumingStream:
    """A server-streaming call that is made again when it breaks, each time with
    a request that asks for what has not been received."""

    def __init__(
        self,
        call: Callable,
        request,
        advance: Callable,
        give_up_after: float,
    ):
        self._call = call
        self._request = request
        self._advance = advance
        self._give_up_after = give_up_after
        self._cancelled = threading.Event()
        self._lock = threading.Lock()
        self._live = None  # The call, while it may be cancelled.
        self._wait_ceiling = _FIRST_WAIT_S

    def cancel(self) -> None:
        """Ends the stream for good. From any thread."""
        self._cancelled.set()
        with self._lock:
            if self._live is not None:
                self._live.cancel()

    def responses(self) -> Iterator:
        broken_since: Optional[float] = None
        while not self._cancelled.is_set():
            try:
                for response in self._open():
                    broken_since = None
                    self._wait_ceiling = _FIRST_WAIT_S
                    self._advance(response, self._request)
                    yield response
                # Such a stream ends only with an error; an OK is a proxy's.
                error: Error = Unavailable(
                    grpc.StatusCode.UNAVAILABLE, "the stream ended"
                )
            except grpc.RpcError as rpc_error:
                error = from_rpc_error(rpc_error)
            finally:
                self._close()
            if self._cancelled.is_set():
                return
            now = time.monotonic()
            broken_since = now if broken_since is None else broken_since
            wait = self._wait_for(error)
            if now + wait - broken_since > self._give_up_after:
                raise error
            self._cancelled.wait(wait)

    def _open(self):
        with self._lock:
            # A copy: the request moves on while the call holds it.
            request = type(self._request).FromString(
                self._request.SerializeToString()
            )
            self._live = self._call(request)
            if self._cancelled.is_set():
                self._live.cancel()
            return self._live

    def _close(self) -> None:
        with self._lock:
            if self._live is not None:
                self._live.cancel()  # Also when the caller left the loop.
            self._live = None

    def _wait_for(self, error: Error) -> float:
        """Returns the seconds to wait before the next attempt, or raises."""
        if not isinstance(error, Unavailable) and error.retry_after is None:
            raise error
        wait = self._wait_ceiling * random.uniform(0.5, 1.0)
        self._wait_ceiling = min(2 * self._wait_ceiling, _WAIT_MAX_S)
        return max(wait, error.retry_after or 0.0)


class Subscription:
    """The log's events, through history into live: an iterator.

    Every event that matches comes once, in the order of sequences, across
    broken connections and restarts of the server. A program that restarts
    passes the last ``checkpoint`` it has stored as ``after``.
    """

    def __init__(self, call, request, give_up_after: float, until_caught_up: bool):
        self._stream = _ResumingStream(call, request, self._advance, give_up_after)
        self._until_caught_up = until_caught_up
        self._events = self._iterate()
        #: The sequence up to which everything was handed out or did not match;
        #: None before the first one.
        self.checkpoint: Optional[int] = (
            request.after_sequence if request.HasField("after_sequence") else None
        )
        #: True while what comes is live, and False while it is history.
        self.caught_up = False

    def __iter__(self) -> "Subscription":
        return self

    def __next__(self) -> event_pb2.RecordedEvent:
        return next(self._events)

    def cancel(self) -> None:
        """Ends the iteration. From any thread."""
        self._stream.cancel()

    @staticmethod
    def _advance(
        response: log_service_pb2.SubscribeResponse,
        request: log_service_pb2.SubscribeRequest,
    ) -> None:
        if response.HasField("checkpoint"):  # Unset while the log is empty.
            request.after_sequence = response.checkpoint

    def _iterate(self) -> Iterator[event_pb2.RecordedEvent]:
        for response in self._stream.responses():
            for event in response.events:
                self._check_order(event)
                self.checkpoint = event.sequence
                yield event
            if response.HasField("checkpoint"):
                self.checkpoint = response.checkpoint
            if response.fell_behind:
                self.caught_up = False
            if response.caught_up:
                self.caught_up = True
                if self._until_caught_up:
                    self.cancel()
                    return

    def _check_order(self, event: event_pb2.RecordedEvent) -> None:
        if self.checkpoint is not None and event.sequence <= self.checkpoint:
            raise DataLoss(
                grpc.StatusCode.DATA_LOSS,
                f"event {event.sequence} came after event {self.checkpoint}",
            )


class IssueWatch:
    """Issues as they are now, then each again when it changes: an iterator of
    chancery.v1.WatchIssuesResponse that bear an issue, or ``caught_up``.

    After a break no change is missed; a break while the current views are being
    sent starts them again.
    """

    def __init__(self, call, request, give_up_after: float):
        self._stream = _ResumingStream(call, request, self._advance, give_up_after)
        self._updates = self._stream.responses()

    def __iter__(self) -> "IssueWatch":
        return self

    def __next__(self) -> issue_service_pb2.WatchIssuesResponse:
        while True:
            update = next(self._updates)
            if update.HasField("issue") or update.caught_up:
                return update

    def cancel(self) -> None:
        """Ends the iteration. From any thread."""
        self._stream.cancel()

    @staticmethod
    def _advance(
        response: issue_service_pb2.WatchIssuesResponse,
        request: issue_service_pb2.WatchIssuesRequest,
    ) -> None:
        # Unset until the current views have all been sent.
        if response.HasField("reflected_sequence"):
            request.after_sequence = response.reflected_sequence
