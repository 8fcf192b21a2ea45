"""Writing down who owes which report."""

from dataclasses import dataclass

from servanda.instruments.models import Instrument, Provision
from servanda.parties.models import Party
from servanda.registers.actions import Mandate, change
from servanda.registers.models import put_date
from servanda.registers.rules import Ability
from servanda.reports.models import ReportingDuty


@dataclass(frozen=True)
class NewDuty:
    """What a reporting duty is made from. `due` is EDTF, `due_words` the source's words for it."""

    label: str
    debtor: Party | None = None
    recipient: str = ""
    due: str | None = None
    due_words: str = ""
    rule: str = ""
    instrument: Instrument | None = None
    provision: Provision | None = None
    visibility: str = "register"


def create_duty(mandate: Mandate, *, new: NewDuty) -> ReportingDuty:
    """Bring a reporting duty into the register."""
    duty = ReportingDuty(
        label=new.label,
        debtor=new.debtor,
        recipient=new.recipient,
        rule=new.rule,
        instrument=new.instrument,
        provision=new.provision,
        visibility=new.visibility,
    )
    put_date(duty, "due", edtf=new.due, words=new.due_words)
    with change(mandate, "create_duty", Ability.EDIT) as changes:
        return changes.create(duty)
