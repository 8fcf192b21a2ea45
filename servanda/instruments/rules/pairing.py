"""Which row of a plan is which of the plan as it was: by number, by place, by likeness of words.

Rows that are the same in all are paired first, then those of the same number whose words are alike,
then those whose words are, wherever they stand. What could be one row or another is left to a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeAlias

from servanda.instruments.rules.likeness import likeness, words_of
from servanda.instruments.rules.neighbours import Near, Rare
from servanda.instruments.rules.plan_rows import Pairing
from servanda.reading.matrices.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from servanda.instruments.rules.plan_rows import PlanRow

ALIKE = 0.45
"""From here on a row of the same number, under the same one, is the row that it was."""
DOUBTFUL = 0.55
"""From here on a row under the same one may be the row that it was."""
SURE = 0.72
"""From here on a row under the same one is another's, where no second one comes near."""
SURE_ANYWHERE = 0.85
"""From here on a row that stands elsewhere is."""
NEAR = 0.1
"""A second one that is alike by so much less is near: a person chooses."""


def pair_rows(
    old: Sequence[PlanRow], new: Sequence[PlanRow], *, told: Mapping[int, int | None] | None = None
) -> Pairing:
    """Pair the rows of a plan with those of the plan as it was.

    `told` says of places of new rows which former one they are, None for none at all.
    """
    pairer = _Pairer(old, new)
    for place, former in (told or {}).items():
        pairer.decide(place, former)
    pairer.run()
    return pairer.result()


_Key: TypeAlias = "Callable[[PlanRow], Hashable]"
_Keys: TypeAlias = "Mapping[int, Hashable]"


class _Pairer:
    """Pairs rows step by step, the surest first, until no step finds any more."""

    def __init__(self, old: Sequence[PlanRow], new: Sequence[PlanRow]) -> None:
        self.old, self.new = old, new
        self.old_of: dict[int, int] = {}
        self.new_of: dict[int, int] = {}
        self.alone: set[int] = set()  # new rows of which a person says that they are new
        self.doubts: dict[int, set[int]] = defaultdict(set)

    def decide(self, place: int, former: int | None) -> None:
        """Take a pair as a person tells it."""
        if former is None:
            self.alone.add(place)
        else:
            self._pair(former, place)

    def run(self) -> None:
        """Go through all steps again as long as rows are paired, for under them more are."""
        self._pair_alike(_paths(self.old), _paths(self.new))
        found = -1
        while found != len(self.old_of):
            found = len(self.old_of)
            self._pair_alike(*self._under(_code_and_text))
            self._pair_alike(*self._under(_text))
            self._pair_numbered()
            self._pair_only(_code_and_text)
            self._pair_only(_text)
            self._pair_leading()
            if found == len(self.old_of):
                self._pair_by_words()

    def result(self) -> Pairing:
        """Return what was paired, and what of the rest may be one."""
        self._doubt_numbered()
        doubtful = {
            place: tuple(sorted(formers - self.new_of.keys()))
            for place, formers in sorted(self.doubts.items())
            if place not in self.old_of and place not in self.alone
        }
        doubtful = {place: formers for place, formers in doubtful.items() if formers}
        return Pairing(len(self.old), len(self.new), dict(sorted(self.old_of.items())), doubtful)

    def _pair(self, former: int, place: int) -> None:
        self.old_of[place], self.new_of[former] = former, place

    def _left_old(self) -> list[int]:
        return [at for at in range(len(self.old)) if at not in self.new_of]

    def _left_new(self) -> list[int]:
        taken = self.old_of.keys() | self.alone
        return [at for at in range(len(self.new)) if at not in taken]

    def _under(self, key: _Key) -> tuple[_Keys, _Keys]:
        """Give rows left their keys together with the pair of rows that they stand under."""
        olds = {
            at: (self.old[at].under, told) for at, told in _keys(self.old, self._left_old(), key)
        }
        news: dict[int, Hashable] = {}
        for at, told in _keys(self.new, self._left_new(), key):
            under = self.new[at].under
            if under is None or under in self.old_of:
                news[at] = (None if under is None else self.old_of[under], told)
        return olds, news

    def _anywhere(self, key: _Key) -> tuple[_Keys, _Keys]:
        """Give rows left their keys, wherever they stand."""
        return dict(_keys(self.old, self._left_old(), key)), dict(
            _keys(self.new, self._left_new(), key)
        )

    def _pair_alike(self, olds: _Keys, news: _Keys) -> None:
        """Pair rows of one key: in their order where there are as many, else those of the same cells."""
        by_key = _gathered(olds, but=self.new_of)
        for key, places in _gathered(news, but=self.old_of.keys() | self.alone).items():
            formers = by_key.get(key, [])
            if len(formers) == len(places):
                for former, place in zip(formers, places, strict=True):
                    self._pair(former, place)
            elif formers:
                self._pair_of_same_cells(formers, places)

    def _pair_of_same_cells(self, formers: Sequence[int], places: Sequence[int]) -> None:
        left = list(formers)
        for place in places:
            same = [one for one in left if _words(self.old[one]) == _words(self.new[place])]
            if same:
                left.remove(same[0])
                self._pair(same[0], place)
        for place in places:
            if place not in self.old_of:
                self.doubts[place] |= set(left)

    def _pair_numbered(self) -> None:
        """Pair rows that alone bear a number, under the same one or at all, if their words are alike."""
        for found, enough in ((self._under(_code), ALIKE), (self._anywhere(_code), SURE)):
            olds, news = map(Near, self._under(_nothing))
            for former, place in _single(*found):
                score = self._likeness(former, place)
                if place in self.old_of or score < enough:
                    continue
                if not self._has_rival((former, place), score, olds.to(former), news.to(place)):
                    self._pair(former, place)

    def _has_rival(
        self, pair: tuple[int, int], score: float, olds: Sequence[int], news: Sequence[int]
    ) -> bool:
        """Tell whether of the rows left near one of two another one is more like the other."""
        former, place = pair
        rivals = [(other, place) for other in olds if other not in self.new_of]
        rivals += [(former, other) for other in news if other not in self.old_of]
        return any(self._likeness(*rival) > score for rival in rivals)

    def _doubt_numbered(self) -> None:
        for former, place in _single(*self._under(_code)):
            self.doubts[place].add(former)
        for former, place in _single(*self._anywhere(_code)):
            if self._likeness(former, place) >= ALIKE:
                self.doubts[place].add(former)

    def _likeness(self, former: int, place: int) -> float:
        return likeness(self.old[former].text, self.new[place].text)

    def _pair_only(self, key: _Key) -> None:
        """Pair the rows left that alone have a key in the whole plan."""
        for former, place in _single(*self._anywhere(key)):
            self._pair(former, place)

    def _pair_leading(self) -> None:
        """Pair rows that lead the same rows: most of what stands under the one stood under the other."""
        led: dict[int, Counter[int]] = defaultdict(Counter)
        for place, former in self.old_of.items():
            above, before = self.new[place].under, self.old[former].under
            if above is not None and before is not None and above not in self.old_of:
                led[above][before] += 1
        for above, counted in led.items():
            before, number = counted.most_common(1)[0]
            is_sure = 2 * number > counted.total() and self.new[above].kind == self.old[before].kind
            if is_sure and before not in self.new_of and above not in self.alone:
                self._pair(before, above)

    def _pair_by_words(self) -> None:
        """Pair the rows left whose words are alike: under the same one, then wherever they stand."""
        olds, news = self._under(_nothing)
        near = Near(olds)
        compared = {place: near.under(above) for place, above in news.items()}
        self._pair_most_alike(compared, sure=SURE, doubt=DOUBTFUL)
        rare = Rare(self.old, self._left_old())
        anywhere = {place: rare.sharing(self.new[place].text) for place in self._left_new()}
        self._pair_most_alike(anywhere, sure=SURE_ANYWHERE, doubt=SURE)

    def _pair_most_alike(
        self, compared: Mapping[int, Iterable[int]], *, sure: float, doubt: float
    ) -> None:
        """Pair each row with the one most like it, if both are that to one another by far."""
        scores = {
            (former, place): self._likeness(former, place)
            for place, formers in compared.items()
            for former in formers
        }
        of_old, of_new = defaultdict(list), defaultdict(list)
        for (former, place), score in scores.items():
            of_old[former].append(score)
            of_new[place].append(score)
        for (former, place), score in scores.items():
            rivals = sorted([*of_old[former], *of_new[place]], reverse=True)[2:3]
            is_alone = not rivals or rivals[0] <= score - NEAR
            is_most = score == max(of_old[former]) == max(of_new[place])
            if score >= sure and is_most and is_alone:
                self._pair(former, place)
            elif score >= doubt:
                self.doubts[place].add(former)


def _paths(rows: Sequence[PlanRow]) -> dict[int, Hashable]:
    """Give each row the numbers and the words of all above it and of itself."""
    found: dict[int, Hashable] = {}

    def path(at: int) -> Hashable:
        if at not in found:
            under = rows[at].under
            found[at] = (None if under is None else path(under), _code_and_text(rows[at]))
        return found[at]

    for at in range(len(rows)):
        path(at)
    return found


def _keys(
    rows: Sequence[PlanRow], left: Iterable[int], key: _Key
) -> Iterator[tuple[int, Hashable]]:
    """Give some rows their keys; those that have none are left out."""
    told = ((at, key(rows[at])) for at in left)
    return (one for one in told if one[1] is not None)


def _code(row: PlanRow) -> Hashable:
    """Return the number of a row without the dot at its end, None for a row without one."""
    return folded(row.code).rstrip(".)") or None


def _text(row: PlanRow) -> Hashable:
    return " ".join(words_of(row.text)) or None


def _code_and_text(row: PlanRow) -> Hashable:
    told = (_code(row), _text(row))
    return told if any(told) else None


def _nothing(_row: PlanRow) -> Hashable:
    return ""


def _words(row: PlanRow) -> Counter[tuple[str, str]]:
    return Counter((folded(cell.heading), folded(cell.raw)) for cell in row.cells)


def _gathered(keys: _Keys, *, but: Iterable[int]) -> dict[Hashable, list[int]]:
    left_out, found = set(but), defaultdict[Hashable, list[int]](list)
    for at, key in keys.items():
        if at not in left_out:
            found[key].append(at)
    return found


def _single(olds: _Keys, news: _Keys) -> list[tuple[int, int]]:
    """Return the pairs of one former and one new row that alone have a key."""
    formers, places = _gathered(olds, but=()), _gathered(news, but=())
    return [
        (formers[key][0], there[0])
        for key, there in places.items()
        if len(there) == 1 and len(formers.get(key, ())) == 1
    ]
