"""Registers, who works in them, and what every entry has."""

from servanda.registers.models.counted import kept_until_changed
from servanda.registers.models.dates import YearOf, check_date, put_date
from servanda.registers.models.entries import Entry, EntryQuerySet, Name, Row, Text
from servanda.registers.models.invitations import Invitation
from servanda.registers.models.notes import Note
from servanda.registers.models.people import Account, Assignment, Side
from servanda.registers.models.registers import Desk, Register
from servanda.registers.models.saved_views import OwnView, SharedView

__all__ = [
    "Account",
    "Assignment",
    "Desk",
    "Entry",
    "EntryQuerySet",
    "Invitation",
    "Name",
    "Note",
    "OwnView",
    "Register",
    "Row",
    "SharedView",
    "Side",
    "Text",
    "YearOf",
    "check_date",
    "kept_until_changed",
    "put_date",
]
