"""Verify an exported history of Servanda, without Servanda.

    python3 verify_history.py history.jsonl [--key KEY] [--checkpoint FILE]...

Needs Python 3.11 and the library `cryptography`. Give the key and the checkpoints that you noted
down yourself: those in the file come from whoever gave you the file. Ends with 0 when all fits.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Json = Any  # what a line of the file holds


class DoesNotFit(Exception):
    """The first thing that does not fit, in a sentence."""


def canonical(value: Json) -> bytes:
    """Write JSON with sorted keys and without spaces; whole numbers without a point."""
    told = json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return told.encode()


def plain(value: Json) -> Json:
    """Tell 1e16 as a whole number, as databases write it in either way."""
    if isinstance(value, float) and value.is_integer():
        return int(Decimal(repr(value)))
    if isinstance(value, list):
        return [plain(one) for one in value]
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def sha(told: bytes) -> bytes:
    """Return SHA-256 of some bytes."""
    return hashlib.sha256(told).digest()


def opened(note: str, key: str) -> tuple[str, int, bytes]:
    """Return register, size and root of a checkpoint that the key signed (C2SP, signed-note)."""
    text, _, signatures = note.replace("\r\n", "\n").partition("\n\n")
    name, _, rest = key.strip().partition("+")
    raw = base64.b64decode(rest.partition("+")[2])
    own = sha(name.encode() + b"\n" + raw)[:4]
    told = [base64.b64decode(line.rpartition(" ")[2]) for line in signatures.splitlines()]
    try:
        signature = next(one[4:] for one in told if one[:4] == own)
        Ed25519PublicKey.from_public_bytes(raw[1:]).verify(signature, f"{text}\n".encode())
    except (StopIteration, InvalidSignature) as error:
        raise DoesNotFit("A checkpoint is not signed by the key.") from error
    origin, size, root, _at = text.split("\n")
    return origin.removeprefix("servanda/"), int(size), base64.b64decode(root)


class Chain:
    """The records so far: how many, the digest of the last, the peaks of the tree over them."""

    def __init__(self, register: str) -> None:
        self.register, self.size, self.digest = register, 0, b"\0" * 32
        self.peaks: list[bytes] = []
        self.emptied: set[tuple[Json, ...]] = set()

    @property
    def root(self) -> bytes:
        root = self.peaks[-1] if self.peaks else sha(b"")
        for peak in reversed(self.peaks[:-1]):
            root = sha(b"\1" + peak + root)
        return root

    def take(self, record: Json) -> None:
        """Hold a record against its digest, and grow the tree of RFC 9162, section 2.1."""
        moment = datetime.fromisoformat(record["at"]).astimezone(UTC).isoformat()
        header = [self.register, self.size + 1, moment, record["actor"], record["action"]]
        digests = [change["digest"] for change in record["changes"]]
        told = canonical([*header, record["reason_digest"], digests])
        self.digest = sha(self.digest + told)
        if record["sequence"] != self.size + 1 or self.digest.hex() != record["digest"]:
            raise DoesNotFit(f"Record {self.size + 1} is missing or was altered.")
        carried, size = sha(b"\0" + self.digest), self.size
        while size & 1:
            carried = sha(b"\1" + self.peaks.pop() + carried)
            size >>= 1
        self.peaks.append(carried)
        self.size += 1

    def check_words(self, record: Json) -> None:
        """Hold reason and changes against their digests; note emptied ones until erasures come."""
        number, reason = record["sequence"], record["reason"]
        proof = (record["reason_salt"], record["reason_digest"])
        self.check((number, "reason", "", ""), proof, reason, is_empty=not reason)
        for change in record["changes"]:
            where = [change["kind"], change["entry"], change["field"]]
            values = [change["before"], change["after"]]
            proof, is_empty = (change["salt"], change["digest"]), values == [None, None]
            self.check((number, *where), proof, [*where, *values], is_empty=is_empty)
            if change["field"] == "erased" and change["salt"]:
                self.emptied -= {tuple(place) for place in change["after"] or []}

    def check(self, place: Json, proof: Json, told: Json, *, is_empty: bool) -> None:
        salt, digest = proof
        found = sha(bytes.fromhex(salt or "") + canonical(told)).hex()
        if not is_empty if salt is None else found != digest:
            raise DoesNotFit(f"Record {place[0]}: {' '.join(place[1:]).strip()} was altered.")
        if salt is None and digest is not None:
            self.emptied.add(place)


def verify(lines: Iterator[str], key: str, notes: list[str]) -> Chain:
    """Walk the records past every checkpoint; return the chain once all fits."""
    head = json.loads(next(lines))
    known = [opened(note, key or head["key"]) for note in [head["checkpoint"], *notes]]
    roots = {(size, root) for register, size, root in known if register == head["register"]}
    chain, met = Chain(head["register"]), {(0, sha(b""))}
    for line in lines:
        record = json.loads(line)
        if not head["sealed"]:
            chain.check_words(record)
        chain.take(record)
        met |= {end for end in roots if end == (chain.size, chain.root)}
    if len(roots) < len(set(known)) or not roots <= met:
        raise DoesNotFit("A checkpoint was signed for other records than these, or for more.")
    if chain.emptied:
        raise DoesNotFit(f"Record {min(chain.emptied)[0]}: words were removed without an erasure.")
    return chain


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Verify an exported history of Servanda.")
    parser.add_argument("history", type=Path)
    parser.add_argument("--key", default="")
    parser.add_argument("--checkpoint", type=Path, action="append", default=[])
    given = parser.parse_args()
    try:
        with given.history.open(encoding="utf-8") as file:
            kept = [place.read_text(encoding="utf-8") for place in given.checkpoint]
            end = verify(iter(file), given.key, kept)
    except (DoesNotFit, ArithmeticError, LookupError, OSError, TypeError, ValueError) as error:
        sys.exit(f"DOES NOT FIT. {error}")
    sys.stdout.write(f"All fits: {end.size} records, root {end.root.hex()}\n")
