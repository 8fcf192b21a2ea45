"""The provisions of a text as a page shows them: a tree whose branches are opened one by one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from servanda.instruments.models import (
    Edition,
    Instrument,
    ProvisionKind,
    ResponsibilityRole,
    Wording,
    lines_of,
    tree_with_names,
)
from servanda.instruments.rules import (
    Answers,
    Branch,
    Level,
    Line,
    MoneyTold,
    alternatives_together,
    opened,
    whole,
)
from servanda.progress.views.deadlines import told_beside
from servanda.progress.views.points import HIDDEN, Tie, party_ties
from servanda.progress.views.text.asking import Asked, asking
from servanda.registers.models import Desk

KINDS: Mapping[str, str | Promise] = dict(ProvisionKind.choices)
ROLES: Mapping[str, str | Promise] = dict(ResponsibilityRole.choices)


@dataclass(frozen=True)
class Row:
    """A provision in the text of an edition, with those below it that the page shows."""

    line: Line
    url: str
    kind: str | Promise
    who: "list[WhoAnswers]"
    counted: str
    money: list[str]
    below: int
    open_url: str
    rows: "Rows | None"

    @property
    def seen(self) -> str:
        """What a person has before them who chooses this row: itself, its wording and its state."""
        return f"{self.line.uuid}.{self.line.wording}.{self.line.revision}"

    @property
    def language(self) -> str:
        return self.line.original


@dataclass(frozen=True)
class WhoAnswers:
    """A party that answers for a provision; one behind others, of whom one is enough, is said by *or*."""

    tie: Tie
    is_alternative: bool


@dataclass(frozen=True)
class Rows:
    """A portion of those under one provision; the addresses of the portions beside it, if any."""

    rows: list[Row]
    before_url: str
    after_url: str
    first: int
    last: int
    total: int


class TextOnPage:
    """The text of an edition as far as a page shows it: six queries at most, for any number of provisions."""

    def __init__(self, desk: Desk, edition: Edition, asked: Asked) -> None:
        self.desk, self.edition = desk, edition
        wordings = Wording.objects.visible_to(desk).of_edition(edition)
        self.tree, self.names = tree_with_names(wordings)
        self.level = self._level(asked)
        shown = self.level.keys()
        lines = wordings if asked.is_whole else wordings.filter(provision__in=shown)
        self.lines = {line.key: line for line in lines_of(lines)}
        self.ties = party_ties(desk, parties_of(self.lines.values()))

    @property
    def rows(self) -> Rows:
        """The rows of the page, from the top."""
        return self._rows(self.level)

    @property
    def number(self) -> int:
        """How many provisions the edition has."""
        return len(self.tree.nodes)

    def handling(self) -> Iterator[str]:
        """Give the handling markings of what is shown."""
        return (marking for line in self.lines.values() for marking in line.handling)

    def _level(self, asked: Asked) -> Level:
        if asked.is_whole:
            return whole(self.tree)
        at = next((key for key, name in self.names.items() if name == asked.opened), None)
        return opened(self.tree, at, asked.portion)

    def _rows(self, level: Level) -> Rows:
        return Rows(
            [self._row(branch) for branch in level.branches],
            before_url=self._url(level.under, level.before),
            after_url=self._url(level.under, level.after),
            first=level.first + 1,
            last=level.first + len(level.branches),
            total=level.total,
        )

    def _row(self, branch: Branch) -> Row:
        line = self.lines[branch.key]
        is_closed = branch.below and branch.level is None
        return Row(
            line,
            url=provision_url(self.desk, self.edition, str(line.uuid)),
            kind=KINDS.get(line.kind, line.kind),
            who=who_answers(line, self.ties),
            counted=told_beside(line.due),
            money=[told_money(one) for one in line.money],
            below=branch.below,
            open_url=f"{self._url(branch.key, 1)}#p-{line.uuid}" if is_closed else "",
            rows=self._rows(branch.level) if branch.level is not None else None,
        )

    def _url(self, under: int | None, portion: int | None) -> str:
        if portion is None:
            return ""
        given = asking(self.names[under] if under else "", portion)
        return f"{edition_url(self.desk, self.edition)}{given}"


def edition_url(desk: Desk, edition: Edition, name: str = "edition") -> str:
    """Return a permanent address of an edition."""
    names = {"slug": desk.register.slug, "uuid": edition.instrument.uuid, "number": edition.number}
    return reverse(name, kwargs=names)


def provision_url(desk: Desk, edition: Edition, uuid: str) -> str:
    """Return the permanent address of a provision in an edition."""
    names = {"slug": desk.register.slug, "uuid": uuid, "number": edition.number}
    return reverse("provision-in-edition", kwargs=names)


def last_edition_seen(desk: Desk, instrument: Instrument) -> Edition | None:
    """Return the last edition of an instrument that a person may see."""
    editions = Edition.objects.visible_to(desk).filter(instrument=instrument)
    return editions.select_related("instrument").order_by("number").last()


def editions_seen(desk: Desk, uuid: UUID) -> list[Edition]:
    """Return the editions of an instrument that a person may see, in their order: one query."""
    instruments = Instrument.objects.visible_to(desk).filter(uuid=uuid)
    editions = Edition.objects.visible_to(desk).filter(instrument__in=instruments)
    return list(editions.select_related("instrument", "made_from").order_by("number"))


def parties_of(lines: Iterable[Line]) -> list[int]:
    """Return the keys of the parties that answer for some provisions."""
    return [answers.party for line in lines for answers in line.answering]


def who_answers(line: Line, ties: Mapping[int, Tie]) -> list[WhoAnswers]:
    """Return the parties that answer for a provision, those of whom one is enough side by side."""
    together = alternatives_together(line.answering, lambda one: one.alternative)
    return [WhoAnswers(named(one, ties), is_alternative) for one, is_alternative in together]


def named(answers: Answers, ties: Mapping[int, Tie]) -> Tie:
    """Return a party that answers for something, with its role where that is not the lead."""
    tie = ties.get(answers.party, HIDDEN)
    role = "" if answers.role == ResponsibilityRole.LEAD else str(ROLES.get(answers.role, ""))
    told = filter(None, [role, consent_of(answers), answers.condition])
    return Tie(tie.text, tie.url, ", ".join(told))


def consent_of(answers: Answers) -> str:
    """Return the words for a party that answers for something if it consents."""
    return _("by consent") if answers.by_consent else ""


def told_money(one: MoneyTold) -> str:
    """Return a line of money in words; that nothing is said of it is another thing than not covered."""
    amount = told_amount(one.amount) if one.amount is not None else ""
    covered = {True: _("covered"), False: _("not covered"), None: ""}[one.is_covered]
    told = [f"{amount} {one.currency}".strip(), str(one.year or ""), one.source, covered]
    words = _("“%(words)s”") % {"words": one.words} if one.words else ""
    return ", ".join(filter(None, [*told, words]))


def told_amount(amount: Decimal) -> str:
    """Return an amount with its digits in groups."""
    return f"{amount:,.2f}".replace(",", "\N{NO-BREAK SPACE}")
