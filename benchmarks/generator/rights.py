"""Who may see a generated entry: its own visibility, and what counts of it under its parents."""

from dataclasses import dataclass, replace

from generator.chance import Chance, Weighted
from servanda.registers.rules import Visibility, strictest

OWN_SIDE = Visibility.OWN_SIDE.value
PAST, FUTURE = "2022-05-02", "2031-05-02"
VISIBILITIES = Weighted({"public": 58, "register": 32, "restricted": 8, "own_side": 2})


@dataclass(frozen=True, slots=True)
class Rights:
    """The five columns of an entry that say who sees it; `kept_back` is the latest embargo above it, or its own."""

    visibility: str
    effective: str
    side: int | None
    embargo: str | None = None
    kept_back: str | None = None

    @property
    def columns(self) -> tuple[str, str, int | None, str | None, str | None]:
        return self.visibility, self.effective, self.side, self.embargo, self.kept_back


COLUMNS = ("visibility", "effective_visibility", "side_id", "embargo_until", "effective_embargo")
OPEN = Rights("public", "public", None)
_SHARED: dict[tuple[str, Rights | None], Rights] = {}


def some_rights(chance: Chance, sides: tuple[int, ...], under: Rights | None = None) -> Rights:
    """Return rights by chance; of some entries one side's alone, of some kept back until a day."""
    own = VISIBILITIES.one(chance)
    if own == OWN_SIDE and (under is None or under.effective != OWN_SIDE):
        kept_back = under.kept_back if under else None
        return Rights(OWN_SIDE, OWN_SIDE, chance.any_of(sides), kept_back=kept_back)
    plain = under_parent("register" if own == OWN_SIDE else own, under)
    if not chance.is_one_of(120):
        return plain
    embargo = FUTURE if chance.is_one_of(3) else PAST
    return replace(plain, embargo=embargo, kept_back=_latest(embargo, plain.kept_back))


def under_parent(own: str, under: Rights | None) -> Rights:
    """Return the rights of an entry under a parent: it is never more open."""
    key = (own, under)
    if key not in _SHARED:
        strict = strictest([own, under.effective]) if under else Visibility(own)
        side = under.side if under and strict is Visibility.OWN_SIDE else None
        kept_back = under.kept_back if under else None
        _SHARED[key] = Rights(own, strict.value, side, kept_back=kept_back)
    return _SHARED[key]


def strictest_of(*parents: Rights) -> Rights:
    """Return the rights of the strictest of some parents, kept back as long as any of them."""
    strict = strictest(parent.effective for parent in parents)
    found = next(parent for parent in parents if parent.effective == strict)
    return replace(found, kept_back=_latest(*(parent.kept_back for parent in parents)))


def _latest(*days: str | None) -> str | None:
    return max((day for day in days if day), default=None)
