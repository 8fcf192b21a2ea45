"""Where an instrument stands in its period on a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from servanda.reports.rules.brief import InstrumentLine, Term
from servanda.reports.rules.grounds import VagueDate

SOON = timedelta(days=365)
"""An instrument that ends within this time is shown as ending."""

ORDER = tuple(Term)


def term_of(period: VagueDate, *, on: date) -> Term:
    """Return where a day lies in a period; an open or unknown end does not end."""
    if period.earliest is None and period.latest is None:
        return Term.UNKNOWN
    if period.latest is not None and period.latest < on:
        return Term.ENDED
    if period.earliest is not None and period.earliest > on:
        return Term.NOT_BEGUN
    if period.latest is not None and period.latest - on <= SOON:
        return Term.ENDING
    return Term.IN_FORCE


def in_order(lines: Iterable[InstrumentLine]) -> tuple[InstrumentLine, ...]:
    """Return what ends soon first, then what is in force, last what has ended, latest end first."""
    return tuple(sorted(lines, key=_place))


def _place(line: InstrumentLine) -> tuple[int, int, str]:
    latest = (line.period.latest or date.max).toordinal()
    return ORDER.index(line.term), -latest if line.term == Term.ENDED else latest, line.name
