"""The whole demonstration: two registers, one user, built once."""

from dataclasses import dataclass

from servanda.commands.demonstration.coverage import ensure_frameworks
from servanda.commands.demonstration.example import example
from servanda.commands.demonstration.example_register import example_steps
from servanda.commands.demonstration.founding_register import founding_steps
from servanda.commands.demonstration.manifest import founding_case
from servanda.commands.demonstration.sites import ensure_register, ensure_user
from servanda.commands.demonstration.steps import Building, Tell, build, silent
from servanda.registers.actions.registering import NewRegister
from servanda.registers.models import Account, Register

FOUNDING = "turkmenistan-iom"
FOUNDING_SIDES = {
    "turkmenistan": "Turkmenistan",
    "iom": "International Organization for Migration",
}
EXAMPLE = "example"
EXAMPLE_TITLE = "Velmora and the Organization for Human Mobility (fictional example)"
EXAMPLE_SIDES = {
    "velmora": "Republic of Velmora",
    "ohm": "Organization for Human Mobility",
}


@dataclass(frozen=True)
class Demonstration:
    """What was built: the user, and the two registers."""

    user: Account
    founding: Register
    example: Register


def build_demonstration(*, tell: Tell = silent) -> Demonstration:
    """Build what is missing of both registers, through the actions that everybody uses.

    Built once, nothing is done. Stopped in the middle, the next call goes on from there.
    """
    user = ensure_user()
    ensure_frameworks()
    founding, fictional = _founding(user), _example(user)
    build([founding, fictional], by=user, tell=tell)
    return Demonstration(user, founding.register, fictional.register)


def _founding(user: Account) -> Building:
    new = NewRegister(
        slug=FOUNDING,
        title="Turkmenistan and the International Organization for Migration",
        is_public=True,
    )
    register = ensure_register(new, sides=FOUNDING_SIDES, user=user)
    return Building(register, founding_steps(founding_case()))


def _example(user: Account) -> Building:
    """Return the building of the fictional register, as of the year in which it was begun."""
    new = NewRegister(slug=EXAMPLE, title=EXAMPLE_TITLE, is_public=True, is_fictional=True)
    register = ensure_register(new, sides=EXAMPLE_SIDES, user=user)
    return Building(register, example_steps(example(register.created_at.year)))
