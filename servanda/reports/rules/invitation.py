"""The invitation to a meeting: who comes, delegation by delegation, in the order of the parties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.reports.rules.brief import MeetingLine, RegisterLine, Variant


@dataclass(frozen=True)
class Seat:
    """Who takes part: each as far as it is known, else empty."""

    organization: str
    person: str = ""
    post: str = ""


@dataclass(frozen=True)
class Delegation:
    """Those who come for one party; of some it is known only that it comes."""

    party: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class Invitation:
    """What those who come to a meeting are told of it."""

    register: RegisterLine
    variant: Variant
    handling: tuple[str, ...]
    meeting: MeetingLine
    series: str
    number: int | None
    host: str
    delegations: tuple[Delegation, ...]
    items: tuple[str, ...]


def delegations(seats: Iterable[Seat], parties: Sequence[str]) -> tuple[Delegation, ...]:
    """Return who comes by party: those of the series first, in its order, then as they were entered.

    Nobody is told twice: not a person without the post where another source names the post.
    """
    found: dict[str, list[Seat]] = {}
    for seat in seats:
        named = found.setdefault(seat.organization, [])
        if (seat.person or seat.post) and seat not in named:
            named.append(seat)
    ordered = sorted(found, key=lambda party: _place(party, parties))
    return tuple(Delegation(party, _once(found[party])) for party in ordered)


def _once(seats: list[Seat]) -> tuple[Seat, ...]:
    in_post = {seat.person for seat in seats if seat.person and seat.post}
    return tuple(seat for seat in seats if seat.post or seat.person not in in_post)


def _place(party: str, parties: Sequence[str]) -> int:
    return parties.index(party) if party in parties else len(parties)
