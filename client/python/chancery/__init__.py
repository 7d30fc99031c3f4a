"""Client of Chancery, the record of what states say they agreed.

    import chancery

    with chancery.connect("127.0.0.1:7311") as client:
        client.ingest_file("talks.txt")
        for event in client.subscribe():
            print(chancery.describe(event))

Answers are the messages of ``chancery.v1``; errors are subclasses of ``Error``
with the server's ``reason`` and ``metadata``.
"""

from chancery._client import Client, connect, file_source
from chancery._describe import describe, record_of
from chancery._errors import (
    AlreadyExists,
    Conflict,
    DataLoss,
    DeadlineExceeded,
    Error,
    FailedPrecondition,
    InvalidRequest,
    NotFound,
    OutOfRange,
    ResourceExhausted,
    Unavailable,
)
from chancery._streams import IssueWatch, Subscription

__all__ = [
    "AlreadyExists",
    "Client",
    "Conflict",
    "DataLoss",
    "DeadlineExceeded",
    "Error",
    "FailedPrecondition",
    "InvalidRequest",
    "IssueWatch",
    "NotFound",
    "OutOfRange",
    "ResourceExhausted",
    "Subscription",
    "Unavailable",
    "connect",
    "describe",
    "file_source",
    "record_of",
]
