"""The server's errors as exceptions."""

import contextlib
from typing import Dict, Iterator, List, Optional

import grpc
from google.rpc import error_details_pb2, status_pb2

from chancery.v1 import errors_pb2

_DETAILS_KEY = "grpc-status-details-bin"


class Error(Exception):
    """A call failed.

    Branch on the class or on ``reason``, never on the message.

    Attributes:
      code: the grpc.StatusCode.
      message: what is wrong, for people.
      reason: a name of chancery.v1.ErrorReason without "ERROR_REASON_", for
        example "NO_DATE"; empty for gRPC's own errors.
      metadata: the facts that belong to the reason.
      retry_after: seconds after which the server says to try again, or None.
    """

    def __init__(self, code: grpc.StatusCode, message: str, details=()):
        super().__init__(message)
        self.code = code
        self.message = message
        self.reason = ""
        self.metadata: Dict[str, str] = {}
        self.retry_after: Optional[float] = None
        self._read(details)

    def _read(self, details) -> None:
        info = error_details_pb2.ErrorInfo()
        retry = error_details_pb2.RetryInfo()
        for detail in details:
            if detail.Unpack(info):
                self.reason = info.reason
                self.metadata = dict(info.metadata)
            elif detail.Unpack(retry):
                delay = retry.retry_delay
                self.retry_after = delay.seconds + delay.nanos / 1e9

    def __str__(self) -> str:
        return f"{self.message} [{self.reason or self.code.name}]"


class InvalidRequest(Error):
    """INVALID_ARGUMENT: the request or the text is wrong; mend it."""


class NotFound(Error):
    """NOT_FOUND: nothing has that name."""


class Conflict(Error):
    """ABORTED: read again, decide again, append again.

    Attributes:
      failed: every chancery.v1.FailedCondition.
    """

    def _read(self, details) -> None:
        super()._read(details)
        self.failed: List[errors_pb2.FailedCondition] = []
        conflict = errors_pb2.AppendConflict()
        for detail in details:
            if detail.Unpack(conflict):
                self.failed = list(conflict.failed)


class AlreadyExists(Error):
    """ALREADY_EXISTS: the request id was used with other content."""


class FailedPrecondition(Error):
    """FAILED_PRECONDITION: something else has to be mended first."""


class OutOfRange(Error):
    """OUT_OF_RANGE: the log does not reach that far."""


class Unavailable(Error):
    """UNAVAILABLE: the server cannot be reached, or is shutting down."""


class DeadlineExceeded(Error):
    """DEADLINE_EXCEEDED: no answer in time; a write may have happened."""


class ResourceExhausted(Error):
    """RESOURCE_EXHAUSTED: too many requests wait."""


class DataLoss(Error):
    """DATA_LOSS: stop, and restore the server from a backup."""


_CLASSES = {
    grpc.StatusCode.INVALID_ARGUMENT: InvalidRequest,
    grpc.StatusCode.NOT_FOUND: NotFound,
    grpc.StatusCode.ABORTED: Conflict,
    grpc.StatusCode.ALREADY_EXISTS: AlreadyExists,
    grpc.StatusCode.FAILED_PRECONDITION: FailedPrecondition,
    grpc.StatusCode.OUT_OF_RANGE: OutOfRange,
    grpc.StatusCode.UNAVAILABLE: Unavailable,
    grpc.StatusCode.DEADLINE_EXCEEDED: DeadlineExceeded,
    grpc.StatusCode.RESOURCE_EXHAUSTED: ResourceExhausted,
    grpc.StatusCode.DATA_LOSS: DataLoss,
}


def from_rpc_error(error: grpc.RpcError) -> Error:
    """Returns the Error that a gRPC error stands for."""
    details = ()
    for key, value in error.trailing_metadata() or ():
        if key == _DETAILS_KEY:
            details = status_pb2.Status.FromString(value).details
    kind = _CLASSES.get(error.code(), Error)
    return kind(error.code(), error.details() or "", details)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Raises the Error of whatever gRPC error is raised inside."""
    try:
        yield
    except grpc.RpcError as error:
        raise from_rpc_error(error) from error
