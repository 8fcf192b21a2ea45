"""The provisions of an instrument with what became of them: all of a short text, a long one by branches."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from servanda.instruments.models import Instrument, Wording, tree_with_names
from servanda.instruments.rules import Level, opened, whole
from servanda.parties.models import Succession
from servanda.progress.views.counted import Stretch, stands_counted
from servanda.progress.views.points import Point, last_words_on, points_with
from servanda.progress.views.text.asking import Asked, asking
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at

SHORT = 150
"""A text of so many provisions at most is shown as a whole."""


@dataclass
class Branch:
    """A provision in the tree with those below it; `open_url` shows those that the page does not."""

    point: Point
    branches: "list[Branch]" = field(default_factory=list)
    below: int = 0
    open_url: str = ""
    portions: "Portions | None" = None


@dataclass(frozen=True)
class Portions:
    """The addresses of the portions beside the one that is shown, empty where there is none."""

    before_url: str
    after_url: str
    first: int
    last: int
    total: int


class PresentText:
    """The present text of an instrument, which the person sees, as far as its page shows it.

    It takes seven queries. Who acts by now in the place of a party stands behind it.
    """

    def __init__(self, desk: Desk, instrument: Instrument, asked: Asked) -> None:
        self.desk, self.instrument = desk, instrument
        wordings = Wording.objects.visible_to(desk).present()
        wordings = wordings.filter(provision__instrument=instrument)
        self.tree, self.names = tree_with_names(wordings)
        if len(self.tree.nodes) <= SHORT or asked.is_whole:
            self.level = whole(self.tree)
        else:
            at = next((key for key, name in self.names.items() if name == asked.opened), None)
            self.level = opened(self.tree, at, asked.portion)
        shown = wordings.filter(is_seen_at(desk, "provision__"), provision__in=self.level.keys())
        self.points = self._points(list(shown.select_related("provision", "timing")))
        self._by_key = {point.provision.pk: point for point in self.points}

    @property
    def branches(self) -> list[Branch]:
        """The branches of the page, from the top."""
        return list(self._branches(self.level))

    @property
    def portions(self) -> Portions | None:
        """The portions of the top, where it has several."""
        return self._portions(self.level)

    def counts(self) -> dict[str, int]:
        """Count the commitments by standing, those as well that the page does not show."""
        nothing_more = Stretch(0, 0)
        return stands_counted(self.desk, instrument=self.instrument, stretch=nothing_more).counts

    def _points(self, wordings: list[Wording]) -> list[Point]:
        for wording in wordings:
            wording.provision.instrument = self.instrument
        listed = [wording.provision for wording in wordings]
        return points_with(
            self.desk,
            listed,
            wordings=wordings,
            said=last_words_on(self.desk, [provision.pk for provision in listed]),
            followed=Succession.objects.as_followed(self.desk),
        )

    def _branches(self, level: Level) -> Iterable[Branch]:
        for branch in level.branches:
            point = self._by_key.get(branch.key)
            if point is None:
                continue
            is_closed = branch.below and branch.level is None
            yield Branch(
                point,
                list(self._branches(branch.level)) if branch.level else [],
                branch.below,
                f"{self._url(branch.key, 1)}#p-{point.provision.uuid}" if is_closed else "",
                self._portions(branch.level) if branch.level else None,
            )

    def _portions(self, level: Level) -> Portions | None:
        if level.before is None and level.after is None:
            return None
        return Portions(
            self._url(level.under, level.before),
            self._url(level.under, level.after),
            level.first + 1,
            level.first + len(level.branches),
            level.total,
        )

    def _url(self, under: int | None, portion: int | None) -> str:
        if portion is None:
            return ""
        return asking(self.names[under] if under else "", portion)
