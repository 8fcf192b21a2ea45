"""Ties of measures to objectives proposed by command, and made where it is asked; told in lines."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

from django.core.exceptions import PermissionDenied
from django.utils import translation

from servanda.commands.errors import CommandError
from servanda.instruments.actions import confirm_ties
from servanda.instruments.models import Instrument
from servanda.instruments.rules.frameworks import public_name
from servanda.instruments.rules.proposing import Sureness
from servanda.progress.views.coverage.frameworks import Outline, frameworks_there
from servanda.progress.views.coverage.offers import Offer, offers_in
from servanda.progress.views.coverage.proposals import SURENESS, ties_of
from servanda.registers.actions import mandate_for
from servanda.registers.models import Account, Desk, Register


def proposed(options: argparse.Namespace, account: Account) -> list[str]:
    """List the ties proposed in a register, the measure first; with `--tie` make them as one record.

    Raises CommandError for a register or a framework that is not there, and without the right.
    """
    register = Register.objects.filter(slug=options.register).first()
    if register is None:
        raise CommandError(f"There is no register “{options.register}”: check the name.")
    try:
        mandate = mandate_for(register, account)
        with translation.override("en"):
            framework = _framework(mandate.desk, options.framework)
            outline, offers = offers_in(mandate.desk, framework, "en")
            least = Sureness[options.sure.upper()]
            listed = [one for one in offers if one.proposed.sureness >= least]
            lines = list(_lines(mandate.desk, outline, listed))
            if options.tie:
                number = confirm_ties(mandate, ties=ties_of(mandate.desk, listed))
                return [*lines, f"{number} ties made, as one record of the history"]
    except PermissionDenied as error:
        raise CommandError(str(error)) from error
    others = len(offers) - len(listed)
    return [*lines, *_counted(listed, others), "nothing was tied: --tie does it"]


def _framework(desk: Desk, code: str) -> Instrument:
    """Return an installed framework by the code under which it ships, or by its title."""
    there = frameworks_there(desk)
    for one in there:
        if one.uuid == public_name(code) or one.label.casefold() == code.casefold():
            return one
    known = ", ".join(f"“{one.label}”" for one in there) or "none yet (servanda framework install)"
    raise CommandError(f"The framework “{code}” is not installed. Installed: {known}.")


def _lines(desk: Desk, outline: Outline, offers: Sequence[Offer]) -> Iterator[str]:
    for offer, tie in zip(offers, ties_of(desk, offers), strict=True):
        yield tie.provision.label
        told = outline.objectives[offer.aim].told
        yield f"    {told}  [{SURENESS[offer.proposed.sureness]}] {tie.reason}"


def _counted(offers: Sequence[Offer], others: int) -> Iterator[str]:
    counts = Counter(one.proposed.sureness for one in offers)
    told = ", ".join(f"{counts[one]} {SURENESS[one]}" for one in reversed(Sureness) if counts[one])
    yield f"{len(offers)} proposed ties{f': {told}' if told else ''}"
    if others:
        yield f"{others} less sure ones are not shown: --sure hint lists them"
