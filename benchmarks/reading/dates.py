"""Dates found and how fast, side by side with the peers, text by text and round by round."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from statistics import median

from reading.peers import Answer, DateFinder, Found, peers, servanda
from reading.texts import AnnotatedText, english_texts
from reading.values import is_plain

ROUNDS = 15
SLOW = 0.5  # seconds a text; what takes longer is asked once
OWN = "Servanda"


@dataclass
class Measured:
    """What one program did: the seconds of each text by round, and what it found."""

    seconds: list[list[float]] = field(default_factory=list)  # by round, by text
    found: list[tuple[Found, ...]] = field(default_factory=list)

    def add(self, answers: Sequence[Answer]) -> None:
        self.seconds.append([answer.seconds for answer in answers])
        self.found = [answer.dates for answer in answers]

    @property
    def is_slow(self) -> bool:
        return bool(self.seconds) and median(self.seconds[0]) > SLOW

    def first_pass(self) -> float:
        """Give the seconds of the first round, in which nothing is warm."""
        return sum(self.seconds[0])

    def warm_pass(self) -> float:
        """Give the seconds of a round, text by text the median of all rounds but the first."""
        rounds = self.seconds[1:] or self.seconds
        return float(sum(median(of_text) for of_text in zip(*rounds, strict=True)))


def measure(*, with_peers: bool) -> tuple[list[AnnotatedText], dict[str, Measured]]:
    """Ask every program for the dates of the English texts, in turn, some rounds."""
    texts = english_texts()
    asked = [(one.text, one.published) for one in texts]
    with ExitStack() as running:
        programs = [servanda(), *(peers() if with_peers else [])]
        for program in programs:
            running.enter_context(closing(program))
        measured = {program.name: Measured() for program in programs}
        for _round in range(ROUNDS if with_peers else 1):
            for program in programs:
                _ask(program, measured[program.name], asked)
    return texts, measured


def _ask(program: DateFinder, measured: Measured, asked: list[tuple[str, str | None]]) -> None:
    if not measured.is_slow:
        sys.stderr.write(f"{program.name} reads {len(asked)} texts\n")
        measured.add(program.find(asked))


def accuracy_rows(texts: list[AnnotatedText], measured: dict[str, Measured]) -> list[list[str]]:
    """Give a row for each program: the share of dates told exactly, of the plain ones and of all."""
    rows = []
    for name, one in measured.items():
        plain = [
            _right(text, found, plain_only=True)
            for text, found in zip(texts, one.found, strict=True)
        ]
        every = [
            _right(text, found, plain_only=False)
            for text, found in zip(texts, one.found, strict=True)
        ]
        rows.append([name, *_shares(plain), *_shares(every), _extra(texts, one)])
    return rows


def _right(text: AnnotatedText, found: tuple[Found, ...], *, plain_only: bool) -> tuple[int, int]:
    """Count the dates of a text, and those that are found where they stand with their value."""
    gold = [date for date in text.dates if is_plain(date.edtf) or not plain_only]
    right = sum(
        any(
            one.edtf == date.edtf and one.start < date.end and date.start < one.end for one in found
        )
        for date in gold
    )
    return right, len(gold)


def _shares(counted: list[tuple[int, int]]) -> list[str]:
    right, wanted = (sum(column) for column in zip(*counted, strict=True))
    return [f"{right} of {wanted}", f"{right / wanted:.3f}" if wanted else "-"]


def _extra(texts: list[AnnotatedText], measured: Measured) -> str:
    """Count the values that stand over no marked date."""
    return str(
        sum(
            one.edtf is not None
            and not any(one.start < date.end and date.start < one.end for date in text.dates)
            for text, found in zip(texts, measured.found, strict=True)
            for one in found
        )
    )


def speed_rows(texts: list[AnnotatedText], measured: dict[str, Measured]) -> list[list[str]]:
    """Give a row for each program: kilobytes a second, and how many times as fast Servanda is."""
    kilobytes = sum(len(one.text.encode()) for one in texts) / 1024
    own = measured[OWN]
    return [
        [
            name,
            f"{kilobytes / one.first_pass():,.1f}",
            f"{kilobytes / one.warm_pass():,.1f}",
            f"{one.first_pass() / own.first_pass():,.2f}",
            f"{one.warm_pass() / own.warm_pass():,.2f}",
            str(len(one.seconds)),
        ]
        for name, one in measured.items()
    ]
