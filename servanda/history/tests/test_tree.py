"""The Merkle tree against the words of RFC 9162, and checkpoints against their key."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from servanda.history.rules import (
    EMPTY_ROOT,
    CheckpointError,
    CheckpointFacts,
    grown,
    joined,
    opened,
    parted,
    public_key,
    root_of,
    signed,
    verifier_key,
)

HERE = UUID(int=7)
FACTS = CheckpointFacts(HERE, 12, b"r" * 32, datetime(2026, 11, 24, 5, 12, tzinfo=UTC))


def told_by_the_standard(entries: list[bytes]) -> bytes:
    """The definition of RFC 9162, section 2.1.1, word for word."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\0" + entries[0]).digest()
    half = 1
    while half * 2 < len(entries):
        half *= 2
    left, right = told_by_the_standard(entries[:half]), told_by_the_standard(entries[half:])
    return hashlib.sha256(b"\1" + left + right).digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_a_tree_grown_leaf_by_leaf_has_the_root_of_the_standard(entries):
    peaks: tuple[bytes, ...] = ()
    for size, entry in enumerate(entries):
        peaks = grown(parted(joined(peaks)), size=size, entry=entry)
        assert len(peaks) == (size + 1).bit_count()
    assert root_of(peaks) == told_by_the_standard(entries)


def test_a_tree_without_leaves_has_the_hash_of_nothing():
    assert root_of(()) == EMPTY_ROOT == hashlib.sha256(b"").digest()


def test_a_checkpoint_is_opened_by_its_key_and_says_what_was_signed():
    key = Ed25519PrivateKey.generate()
    told = verifier_key(key.public_key())
    assert opened(signed(FACTS, key), public_key(told)) == FACTS


def test_a_checkpoint_that_came_by_mail_with_other_line_ends_is_still_opened():
    key = Ed25519PrivateKey.generate()
    note = signed(FACTS, key).replace("\n", "\r\n")
    assert opened(note, key.public_key()) == FACTS


@pytest.mark.parametrize(
    "alter",
    [
        lambda note: note.replace("\n12\n", "\n13\n"),
        lambda note: note.replace("2026", "2025"),
        lambda note: note.replace(str(HERE), str(UUID(int=8))),
        lambda note: note.partition("\n\n")[0],
        lambda note: note.partition("\n\n")[0] + "\n\n",
        lambda note: note.partition("\n\n")[0] + "\n\n— servanda not-base-64\n",
        lambda note: "",
        lambda note: "A letter.\n\nWith a second paragraph.\n",
    ],
)
def test_an_altered_checkpoint_is_refused(alter):
    key = Ed25519PrivateKey.generate()
    with pytest.raises(CheckpointError):
        opened(alter(signed(FACTS, key)), key.public_key())


def test_a_checkpoint_of_another_key_is_refused():
    mine, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    with pytest.raises(CheckpointError, match="did not sign"):
        opened(signed(FACTS, other), mine.public_key())


def test_words_that_are_signed_but_are_no_checkpoint_are_refused():
    key = Ed25519PrivateKey.generate()

    class Letter(CheckpointFacts):
        @property
        @override
        def text(self) -> str:
            return "A letter that the key signed\n"

    with pytest.raises(CheckpointError, match="lines"):
        opened(signed(Letter(**vars(FACTS)), key), key.public_key())


@pytest.mark.parametrize("told", ["", "servanda", "servanda+00000000+AAAA", "a+b+c"])
def test_what_is_no_public_key_is_refused(told):
    with pytest.raises(CheckpointError):
        public_key(told)
