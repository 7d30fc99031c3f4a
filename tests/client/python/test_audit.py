"""AuditService against a verifier that shares no code with the server."""

import random

import grpc
import pytest

import rfc6962
from chancery.v1 import audit_service_pb2 as audit
from chancery.v1 import audit_service_pb2_grpc, event_pb2
from conftest import sample


@pytest.fixture
def auditor(server):
    with grpc.insecure_channel(server.address) as channel:
        yield audit_service_pb2_grpc.AuditServiceStub(channel)


def fill(client, count):
    """Ingests readouts of as many sources."""
    for n in range(count):
        name = ("2004-02", "2004-07", "2007-03")[n % 3]
        client.ingest(sample(f"ministers-call-{name}"), f"test:{n}")


def head_of(answer):
    return rfc6962.read_head(answer.head.note, answer.head.verifier_key)


def check(proof, root):
    rfc6962.check_event(
        proof.leaf, proof.leaf_index, proof.salt, proof.payload
    )
    rfc6962.check_inclusion(
        rfc6962.leaf_hash(proof.leaf),
        proof.leaf_index,
        proof.tree_size,
        root,
        proof.hashes,
    )


def test_every_event_is_proven_in_the_signed_tree(client, auditor):
    fill(client, 12)
    _, size, root = head_of(auditor.GetTreeHead(audit.GetTreeHeadRequest()))
    events = list(client.read())
    assert len(events) == size > 100
    leaves = []
    for recorded in events:
        proof = auditor.GetInclusionProof(
            audit.GetInclusionProofRequest(
                sequence=recorded.sequence, tree_size=size
            )
        )
        check(proof, root)
        leaves.append(rfc6962.leaf_hash(proof.leaf))
        assert event_pb2.Event.FromString(proof.payload) == recorded.event
    assert rfc6962.root_of(leaves) == root


def test_every_earlier_tree_is_the_beginning_of_later_ones(client, auditor):
    heads = [head_of(auditor.GetTreeHead(audit.GetTreeHeadRequest()))]
    for n in range(8):
        client.ingest(sample("harbour-call"), f"test:{n}")
        heads.append(head_of(auditor.GetTreeHead(audit.GetTreeHeadRequest())))
    for i, (_, first, first_root) in enumerate(heads):
        for _, second, second_root in heads[i:]:
            proof = auditor.GetConsistencyProof(
                audit.GetConsistencyProofRequest(
                    first_size=first, second_size=second
                )
            )
            rfc6962.check_consistency(
                first, first_root, second, second_root, proof.hashes
            )


def test_no_mutated_proof_is_accepted(client, auditor):
    fill(client, 6)
    answer = auditor.GetInclusionProof(
        audit.GetInclusionProofRequest(sequence=17)
    )
    _, size, root = head_of(answer)
    assert size == answer.tree_size
    check(answer, root)
    chance = random.Random(20040301)
    for _ in range(3000):
        mutated = audit.GetInclusionProofResponse()
        mutated.CopyFrom(answer)
        field = chance.choice(["leaf", "salt", "payload", "hashes", "index"])
        if field == "index":
            mutated.leaf_index = chance.choice(
                [n for n in range(size) if n != 17]
            )
        elif field == "hashes":
            at = chance.randrange(len(mutated.hashes))
            mutated.hashes[at] = flipped(mutated.hashes[at], chance)
        else:
            setattr(mutated, field, flipped(getattr(mutated, field), chance))
        with pytest.raises(rfc6962.Refused):
            check(mutated, root)


def test_no_mutated_head_is_accepted(client, auditor):
    fill(client, 1)
    head = auditor.GetTreeHead(audit.GetTreeHeadRequest()).head
    chance = random.Random(20040302)
    note = head.note.encode()
    for _ in range(300):
        mutated = flipped(note, chance)
        with pytest.raises((rfc6962.Refused, ValueError)):
            rfc6962.read_head(mutated.decode(), head.verifier_key)


def flipped(value: bytes, chance) -> bytes:
    at = chance.randrange(len(value))
    bit = 1 << chance.randrange(8)
    return value[:at] + bytes([value[at] ^ bit]) + value[at + 1 :]


def test_what_is_not_there_cannot_be_proven(client, auditor):
    fill(client, 1)
    for request, method in [
        (audit.GetInclusionProofRequest(sequence=9999), "GetInclusionProof"),
        (
            audit.GetInclusionProofRequest(sequence=1, tree_size=9999),
            "GetInclusionProof",
        ),
        (
            audit.GetConsistencyProofRequest(first_size=9999),
            "GetConsistencyProof",
        ),
    ]:
        with pytest.raises(grpc.RpcError) as raised:
            getattr(auditor, method)(request)
        assert raised.value.code() == grpc.StatusCode.OUT_OF_RANGE
        assert b"BEYOND_END" in dict(raised.value.trailing_metadata())[
            "grpc-status-details-bin"
        ]
