"""What the demonstration shows at the terminal: its brief on two days, and how to sign in."""

from datetime import date
from pathlib import Path

from django.conf import settings

from servanda.commands.briefing import Order, make_brief
from servanda.commands.demonstration.building import Demonstration, build_demonstration
from servanda.commands.demonstration.entries import NotThere
from servanda.commands.demonstration.sites import USER, SlugTaken, password
from servanda.commands.demonstration.steps import Tell
from servanda.commands.errors import CommandError

DAYS = (date(2021, 2, 17), None)
"""The day of the founding article, and today."""


def built(*, tell: Tell) -> Demonstration:
    """Return the demonstration, built where it is not; CommandError tells why it could not be."""
    try:
        return build_demonstration(tell=tell)
    except (SlugTaken, NotThere) as error:
        raise CommandError(f"The demonstration could not be built. {error}") from error


def briefs(demonstration: Demonstration) -> list[str]:
    """Return the internal brief of the founding register on each of the days, as terminal text."""
    return [
        make_brief(
            Order(
                account=demonstration.user,
                slug=demonstration.founding.slug,
                series=None,
                on=day,
                variant="internal",
                format="text",
            )
        ).decode()
        for day in DAYS
    ]


def sign_in(address: str | None) -> str:
    """Return the address of the running site and who signs in; without one, how it is served."""
    who = f"Sign in as {USER} with the password {password()}"
    if address is None:
        folder = Path(settings.DATA_DIR)
        return f"{who}\nTo serve the site: servanda serve --data {folder}"
    return f"The site: {address}\n{who}\nCtrl+C stops it."
