"""The Merkle tree over the records of a chain, as RFC 9162, section 2.1, draws it.

A tree of a given size is known by its peaks: the roots of the full subtrees it is made of, the
largest first. Appending a leaf and telling the root take as many steps as the size has binary
digits, so each record carries the tree on without the earlier ones being read.
"""

import hashlib
from collections.abc import Sequence
from functools import reduce

EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one leaf."""
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash over two subtrees."""
    return hashlib.sha256(b"\1" + left + right).digest()


def grown(peaks: Sequence[bytes], *, size: int, entry: bytes) -> tuple[bytes, ...]:
    """Return the peaks of the tree that has one entry more than the tree of this size."""
    left, carried = list(peaks), leaf_hash(entry)
    while size & 1:
        carried = node_hash(left.pop(), carried)
        size >>= 1
    return (*left, carried)


def root_of(peaks: Sequence[bytes]) -> bytes:
    """Return the root over the peaks of a tree."""
    if not peaks:
        return EMPTY_ROOT
    return reduce(lambda right, left: node_hash(left, right), reversed(peaks))


def joined(peaks: Sequence[bytes]) -> bytes:
    """Return peaks as they are stored: 32 bytes each, one after the other."""
    return b"".join(peaks)


def parted(stored: bytes) -> tuple[bytes, ...]:
    """Return the peaks from what was stored."""
    return tuple(stored[at : at + 32] for at in range(0, len(stored), 32))
