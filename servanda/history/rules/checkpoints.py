"""Checkpoints: how long a chain was at a time, and its root, signed, to be kept elsewhere.

The form is that of transparency logs, so that tools made for them read it too: a checkpoint
(C2SP, tlog-checkpoint) inside a signed note (C2SP, signed-note), signed with Ed25519 (RFC 8032):

    servanda/0199f6c0-…          whose chain: the register's public name
    1234                         records in it
    q1vK…=                       root of the tree over them, base64
    2026-11-24T05:12:00+00:00    when it was signed

    — servanda 5Zk3…=            who signed: four bytes of the key's hash, then the signature
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

KEY_NAME = "servanda"
_ED25519 = b"\x01"
_DASH = "\N{EM DASH} "


class CheckpointError(ValueError):
    """A text that is no checkpoint, or one that the key did not sign."""


@dataclass(frozen=True)
class CheckpointFacts:
    """What a checkpoint says: of whose chain, how many records, their root, and when."""

    register: UUID
    size: int
    root: bytes
    at: datetime

    @property
    def text(self) -> str:
        """The words that are signed, with their line end."""
        lines = [
            f"servanda/{self.register}",
            str(self.size),
            base64.b64encode(self.root).decode(),
            self.at.astimezone(UTC).isoformat(timespec="seconds"),
        ]
        return "\n".join(lines) + "\n"


def verifier_key(public: Ed25519PublicKey) -> str:
    """Return the public key as signed notes tell it: name, hash, type and key, joined by `+`."""
    told = base64.b64encode(_ED25519 + public.public_bytes_raw()).decode()
    return f"{KEY_NAME}+{_key_hash(KEY_NAME, public).hex()}+{told}"


def public_key(verifier: str) -> Ed25519PublicKey:
    """Return the public key that `verifier_key` told. Raises CheckpointError for anything else."""
    name, _, rest = verifier.strip().partition("+")
    told_hash, _, told_key = rest.partition("+")
    try:
        raw = base64.b64decode(told_key, validate=True)
        public = Ed25519PublicKey.from_public_bytes(raw[1:])
    except (binascii.Error, ValueError) as error:
        raise CheckpointError("This is no public key of a history.") from error
    if raw[:1] != _ED25519 or _key_hash(name, public).hex() != told_hash:
        raise CheckpointError("This is no public key of a history.")
    return public


def signed(facts: CheckpointFacts, key: Ed25519PrivateKey) -> str:
    """Return the signed note of a checkpoint."""
    text = facts.text
    signature = _key_hash(KEY_NAME, key.public_key()) + key.sign(text.encode())
    return f"{text}\n{_DASH}{KEY_NAME} {base64.b64encode(signature).decode()}\n"


def opened(note: str, key: Ed25519PublicKey) -> CheckpointFacts:
    """Return what a signed note says, once the signature is found to be that of the key.

    Raises CheckpointError, with a sentence, for a note that the key did not sign.
    """
    text, gap, signatures = note.replace("\r\n", "\n").partition("\n\n")
    if not gap:
        raise CheckpointError("This is no checkpoint: it bears no signature.")
    if not any(_is_by(key, line, text + "\n") for line in signatures.splitlines()):
        raise CheckpointError("The key of this history did not sign this checkpoint.")
    return _told(text)


def _told(text: str) -> CheckpointFacts:
    try:
        origin, size, root, at = text.split("\n")
        return CheckpointFacts(
            UUID(origin.removeprefix("servanda/")),
            int(size),
            base64.b64decode(root, validate=True),
            datetime.fromisoformat(at),
        )
    except ValueError as error:  # also what base64 finds wrong
        raise CheckpointError("This is no checkpoint: its lines are not those of one.") from error


def _is_by(key: Ed25519PublicKey, line: str, text: str) -> bool:
    """Tell whether a line of a signed note bears the signature of a key."""
    name, _, told = line.removeprefix(_DASH).partition(" ")
    try:
        bare = base64.b64decode(told, validate=True)
        if bare[:4] != _key_hash(name, key):
            return False
        key.verify(bare[4:], text.encode())
    except (binascii.Error, InvalidSignature):
        return False
    return True


def _key_hash(name: str, public: Ed25519PublicKey) -> bytes:
    told = name.encode() + b"\n" + _ED25519 + public.public_bytes_raw()
    return hashlib.sha256(told).digest()[:4]
