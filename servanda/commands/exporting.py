"""The test cases of a register as lines for a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.commands.errors import CommandError
from servanda.registers.actions import NotAllowed, mandate_for
from servanda.registers.models import Register
from servanda.review.actions import cases_of
from servanda.review.rules.cases import written_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from servanda.registers.models import Account


def case_lines(slug: str, account: Account) -> Iterator[str]:
    """Return the lines of the file, for what a person may see; raises CommandError."""
    register = Register.objects.filter(slug=slug).first()
    if register is None:
        raise CommandError(f"There is no register “{slug}” here: check its short name.")
    try:
        return written_cases(slug, cases_of(mandate_for(register, account).desk))
    except NotAllowed as error:
        raise CommandError(
            f"{account} may not review in the register “{slug}”: name another with --as."
        ) from error
