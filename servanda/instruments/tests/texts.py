"""A text as tests write and read it: provisions by their words, an edition as lines of text."""

from servanda.instruments.actions import (
    Amendment,
    NewEdition,
    NewInstrument,
    NewProvision,
    Seen,
    add_provisions,
    amend_provision,
    create_instrument,
    lasting_tree,
    move_provisions,
    open_edition,
    put_in_force,
)
from servanda.instruments.models import Edition, Provision, Wording, lines_of
from servanda.instruments.rules import Line, tree_of
from servanda.registers.actions import Mandate


class Written:
    """An action plan in the register of a mandate, in force from 2020, and what it is made of."""

    def __init__(self, clerk: Mandate) -> None:
        self.clerk = clerk
        new = NewInstrument(
            title="Plan of Arvenia", kind="action_plan", date="2020", visibility="public"
        )
        self.plan = create_instrument(clerk, new=new)

    def add(self, *texts: str, under=None, after=None, **told) -> list[Provision]:
        told.setdefault("visibility", "public")
        news = [NewProvision(text=text, kind="measure", **told) for text in texts]
        return add_provisions(self.clerk, instrument=self.plan, after=after, under=under, news=news)

    def open(self, date: str = "2021", reason: str = "The annex was replaced.") -> Edition:
        new = NewEdition(reason=reason, date=date)
        return open_edition(self.clerk, instrument=self.plan, new=new)

    def put_in_force(self, edition: Edition, date: str = "2021") -> None:
        put_in_force(self.clerk, edition=Edition.objects.get(pk=edition.pk), date=date)

    def next_edition(self, date: str = "2021") -> Edition:
        """Open an edition and put it in force at once: what is changed then stands in it."""
        edition = self.open(date)
        self.put_in_force(edition, date)
        return edition

    def amend(self, provision: Provision, **told) -> bool:
        return amend_provision(self.clerk, provision=provision, amendment=Amendment(**told))

    def move(self, how: str, *provisions: Provision) -> int:
        return move_provisions(
            self.clerk, instrument=self.plan, seen=self.seen(*provisions), how=how
        )

    def seen(self, *provisions: Provision) -> dict[Provision, Seen]:
        return {one: Seen.of(self.wording(one)) for one in provisions}

    def wording(self, provision: Provision) -> Wording:
        return Wording.objects.get(provision=provision, to_edition=None)

    def lines(self, number: int) -> list[Line]:
        edition = Edition.objects.get(instrument=self.plan, number=number)
        return lines_of(Wording.objects.of_edition(edition))

    def told(self, number: int) -> list[str]:
        """Return an edition as it is read: a dash for each step that a provision stands below."""
        lines = {line.key: line for line in self.lines(number)}
        walked = tree_of(lines.values()).walk()
        return [
            "-" * depth + f"{lines[key].code} {lines[key].text}".strip() for key, depth in walked
        ]

    def tree(self) -> list[str]:
        labels = dict(Provision.objects.values_list("pk", "label"))
        return ["-" * depth + labels[key] for key, depth in lasting_tree(self.plan).walk()]
