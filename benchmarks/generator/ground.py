"""The register itself with its sides and people, and what everything generated in it shares."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from generator.chance import BEGIN, Chance
from generator.filling import Table, Value
from generator.prose import Prose
from generator.rights import COLUMNS
from generator.sizes import Size
from servanda.registers.actions import create_account, operator
from servanda.registers.models import Account, Assignment, Register, Row, Side
from servanda.registers.rules import RoleKind

SIDES = {"north": "Northern side", "south": "Southern side"}
PEOPLE = {
    "reader": RoleKind.READER,
    "focal": RoleKind.FOCAL_POINT,
    "officer": RoleKind.EDITOR,
    "secretary": RoleKind.SECRETARIAT,
    "admin": RoleKind.ADMINISTRATOR,
}
"""Who may sign in where a password is given, and as what; all are on the first side."""


@dataclass
class Ground:
    """What all generated rows stand on: the register, its sides, chance and words."""

    size: Size
    register: Register
    sides: tuple[int, ...]
    chance: Chance
    prose: Prose
    digests: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    models: list[type[Row]] = field(default_factory=list)

    def rows(self, model: type[Row], *varying: str, **given: Value) -> Table:
        """Open the table of a kind of rows for this register; `uuid` varies as well."""
        return Table(model, "uuid", *varying, register_id=self.register.pk, **given)

    def entries(self, model: type[Row], *varying: str, **given: Value) -> Table:
        """Open the table of a kind of entries: the four columns of rights follow the uuid."""
        return self.rows(model, *COLUMNS, *varying, **given)

    def close(self, *tables: Table) -> None:
        """Write what is left of some tables, and keep their count and digest."""
        for table in tables:
            table.write()
            self.digests[table.model.__name__] = table.digest.hexdigest()
            self.counts[table.model.__name__] = table.count
            self.models.append(table.model)  # type: ignore[arg-type]  # opened by rows()


def slug_of(size: Size) -> str:
    """Return the name under which the register of a size stands in addresses."""
    return f"generated-{size.name.lower()}"


def lay_ground(size: Size, *, seed: int, password: str | None) -> Ground:
    """Make the register with its sides and people; the operator is its first administrator."""
    chance = Chance(seed)
    slug = slug_of(size)
    made_at = datetime(BEGIN.year, BEGIN.month, BEGIN.day, tzinfo=UTC)
    register = Register.objects.create(
        uuid=UUID(chance.uuid(BEGIN)),
        slug=slug,
        title=f"Generated register {size.name} (fictional)",
        is_public=True,
        is_fictional=True,
        created_at=made_at,
    )
    sides = [
        Side.objects.create(uuid=UUID(chance.uuid(BEGIN)), register=register, key=key, title=title)
        for key, title in SIDES.items()
    ]
    _assign(operator(), register, RoleKind.ADMINISTRATOR, None, UUID(chance.uuid(BEGIN)))
    for name, role in PEOPLE.items():
        account = _account(f"{slug}-{name}", password)
        _assign(account, register, role, sides[0], UUID(chance.uuid(BEGIN)))
    return Ground(size, register, tuple(side.pk for side in sides), chance, Prose(chance))


def _account(name: str, password: str | None) -> Account:
    return create_account(by=operator(), username=name, password=password, name=name)


def _assign(
    account: Account, register: Register, role: RoleKind, side: Side | None, uuid: UUID
) -> None:
    Assignment.objects.create(
        uuid=uuid, account=account, register=register, role=role.value, side=side
    )
