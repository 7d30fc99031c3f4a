"""A second verifier of Chancery's proofs, written from the specifications alone.

RFC 6962 section 2.1 (the tree), RFC 9162 sections 2.1.3.2 and 2.1.4.2 (how a
proof is checked), C2SP signed-note and tlog-checkpoint (the head), and
storage/log/FORMAT.md (what a leaf is). It shares no code with the C++ one, so
that a mistake in either shows. Everything raises Refused.
"""

import base64
import hashlib
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Refused(Exception):
    """The proof does not show what it claims."""


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: list) -> bytes:
    """MTH(D[n]) of leaf hashes, by definition."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_of(leaves[:k]), root_of(leaves[k:]))


def check_inclusion(leaf, index, size, root, hashes) -> None:
    if index >= size:
        raise Refused("the leaf is not in the tree")
    fn, sn, r = index, size - 1, leaf
    for p in hashes:
        if sn == 0:
            raise Refused("too many hashes")
        if fn % 2 == 1 or fn == sn:
            r = node_hash(p, r)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise Refused("too few hashes")
    if r != root:
        raise Refused("another root")


def check_consistency(first, first_root, second, second_root, hashes) -> None:
    if first > second:
        raise Refused("the tree shrank")
    if first == 0 or first == second:
        known = root_of([]) if first == 0 else second_root
        if hashes or first_root != known:
            raise Refused("not the same tree")
        return
    path = list(hashes)
    if first & (first - 1) == 0:
        path.insert(0, first_root)
    if not path:
        raise Refused("too few hashes")
    fn, sn = first - 1, second - 1
    while fn % 2 == 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            raise Refused("too many hashes")
        if fn % 2 == 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise Refused("too few hashes")
    if fr != first_root or sr != second_root:
        raise Refused("another root")


def read_head(note: str, verifier_key: str):
    """Returns (origin, size, root) of a head that the key has signed."""
    name, key_id, encoded = verifier_key.split("+", 2)
    key = base64.b64decode(encoded, validate=True)
    if key[:1] != b"\x01":
        raise Refused("not an Ed25519 key")
    digest = hashlib.sha256(name.encode() + b"\n" + key).digest()
    if digest[:4].hex() != key_id:
        raise Refused("the key's id does not fit")
    text, separator, signatures = note.rpartition("\n\n")
    if not separator:
        raise Refused("no signatures")
    text += "\n"
    for line in signatures.splitlines():
        dash, signer, value = line.split(" ", 2)
        raw = base64.b64decode(value, validate=True)
        if dash != "\u2014" or signer != name or raw[:4] != digest[:4]:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key[1:]).verify(
                raw[4:], text.encode()
            )
        except InvalidSignature as error:
            raise Refused("a wrong signature") from error
        origin, size, root = text.splitlines()[:3]
        if origin != name:
            raise Refused("another log's head")
        return origin, int(size), base64.b64decode(root, validate=True)
    raise Refused("not signed by that key")


def check_event(leaf: bytes, index: int, salt: bytes, payload: bytes) -> None:
    """The leaf is event number `index`, and `payload` is what it says."""
    version, sequence = struct.unpack_from(">BQ", leaf)
    if version != 1 or sequence != index:
        raise Refused("another event's leaf")
    if leaf[29:61] != hashlib.sha256(salt + payload).digest():
        raise Refused("another payload")
