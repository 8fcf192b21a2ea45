"""A building in steps: each is one transaction, told in the history, and never done twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from servanda.history.models import Record
from servanda.registers.actions import Mandate, mandate_for
from servanda.registers.models import Account, Register

REASON = "Demonstration: "


@dataclass(frozen=True)
class Step:
    """One part of a building: the name by which the history tells that it was done, and the deed."""

    name: str
    do: Callable[[Mandate], None]


@dataclass(frozen=True)
class Told:
    """How far a building is: which step was done, the how manieth it is, and of how many."""

    name: str
    number: int
    total: int


Tell = Callable[[Told], None]


def silent(_told: Told) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Building:
    """A register and the steps that build it, in their order."""

    register: Register
    steps: Sequence[Step]

    def missing(self) -> list[Step]:
        """Return the steps of which the history of the register tells nothing yet."""
        reasons = Record.objects.of_register(self.register.uuid).values_list("reason", flat=True)
        done = set(reasons.distinct().order_by())
        return [step for step in self.steps if REASON + step.name not in done]


def build(buildings: Sequence[Building], *, by: Account, tell: Tell) -> None:
    """Do the steps that are missing, each in one transaction; killed in between, it goes on later."""
    missing = [(one.register, step) for one in buildings for step in one.missing()]
    for number, (register, step) in enumerate(missing, start=1):
        with transaction.atomic():
            step.do(mandate_for(register, by, reason=REASON + step.name))
        tell(Told(step.name, number, len(missing)))
