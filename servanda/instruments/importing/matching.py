"""Which parties the names in a plan mean: one, several of which a person chooses, or none that is known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from servanda.instruments.rules import Meant
from servanda.parties.models import Party, PartyName
from servanda.reading.same_names import same_keys
from servanda.registers.actions import lots
from servanda.registers.models import Desk


@dataclass(frozen=True)
class Choice:
    """A name that fits several parties, or none: how often the plan has it, and where it does first."""

    name: str
    times: int
    cell: str
    parties: tuple[Party, ...]


@dataclass(frozen=True)
class Matching:
    """The party that each name means, and the names of which it is not known."""

    parties: Mapping[str, Party]
    choices: Sequence[Choice] = field(default_factory=tuple)

    @property
    def several(self) -> list[Choice]:
        """The names that fit several parties."""
        return [choice for choice in self.choices if choice.parties]

    @property
    def unknown(self) -> list[Choice]:
        """The names that fit no party."""
        return [choice for choice in self.choices if not choice.parties]


def match_parties(desk: Desk, meant: Iterable[Meant], chosen: Mapping[str, Party]) -> Matching:
    """Match the names of a plan with the parties that a person sees: few queries for any number.

    `chosen` says of names which party they mean, whatever is known of them.
    """
    named = [one for told in meant for one in told.named]
    times = Counter(one.name for one in named)
    first = {one.name: one.cell.address for one in reversed(named)}
    keys = {name: same_keys(name) for name in times if name not in chosen}
    known = _parties_with(desk, {key for found in keys.values() for key in found})
    fitting = {name: _distinct(known, found) for name, found in keys.items()}
    parties = {name: found[0] for name, found in fitting.items() if len(found) == 1}
    choices = [
        Choice(name, times[name], first[name], tuple(found))
        for name, found in fitting.items()
        if len(found) != 1
    ]
    return Matching({**parties, **chosen}, choices)


def _parties_with(desk: Desk, keys: set[str]) -> Mapping[str, list[Party]]:
    """Return the parties that bear names with some keys, by their keys."""
    found: dict[str, list[Party]] = defaultdict(list)
    for lot in lots(sorted(keys)):
        names = PartyName.objects.filter(key__in=lot, of__in=Party.objects.visible_to(desk))
        for name in names.select_related("of__register").order_by("of__label", "of_id"):
            found[name.key].append(name.of)
    return found


def _distinct(known: Mapping[str, list[Party]], keys: Iterable[str]) -> list[Party]:
    return list({party.pk: party for key in keys for party in known.get(key, ())}.values())
