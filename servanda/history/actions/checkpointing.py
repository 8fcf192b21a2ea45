"""Signing where a chain stands, with the key of this installation."""

import os
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils import timezone

from servanda.history.models import Chain, Checkpoint, Record
from servanda.history.rules import CheckpointFacts, parted, root_of, signed, verifier_key


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs checkpoints, made where there is none.

    It lies in `keys/history.key` of the data folder (32 bytes, Ed25519, RFC 8032), readable by the
    owner alone, outside the database: whoever has only the database cannot sign.
    """
    place = Path(settings.DATA_DIR) / "keys" / "history.key"
    if not place.exists():
        _make_key(place)
    return Ed25519PrivateKey.from_private_bytes(place.read_bytes())


def verifier() -> str:
    """Return the public key, as an outsider notes it down to verify by."""
    return verifier_key(signing_key().public_key())


def current_note(register: UUID) -> str:
    """Return the signed note of where the chain of a register stands, without keeping it.

    Its time is that of the last record, so the same history gives the same note.
    """
    chain = Chain.objects.filter(register=register).first()
    last = Record.objects.of_register(register).order_by("-sequence").first()
    if chain is None or last is None or chain.sequence != last.sequence:
        return ""
    root = root_of(parted(bytes(chain.peaks)))
    return signed(CheckpointFacts(register, chain.sequence, root, last.recorded_at), signing_key())


def make_checkpoint(register: UUID) -> Checkpoint:
    """Sign where the chain of a register stands and keep the note; the same size is signed once."""
    chain = Chain.objects.filter(register=register).first()
    size, peaks = (chain.sequence, parted(bytes(chain.peaks))) if chain else (0, ())
    found = Checkpoint.objects.filter(register=register, size=size).first()
    if found is not None:
        return found
    facts = CheckpointFacts(register, size, root_of(peaks), timezone.now())
    made, _is_new = Checkpoint.objects.get_or_create(
        register=register,
        size=size,
        defaults={"root": facts.root, "at": facts.at, "note": signed(facts, signing_key())},
    )
    return made


def _make_key(place: Path) -> None:
    """Write a new key whole or not at all; of two that do so at once, the first one's stays."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    try:
        place.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
