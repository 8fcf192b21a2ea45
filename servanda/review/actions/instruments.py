"""Accepting instruments."""

from servanda.instruments.actions import (
    NewInstrument,
    add_instrument_name,
    create_instrument,
    put_period,
)
from servanda.instruments.models import Instrument
from servanda.reading.names import name_key
from servanda.review.actions.acceptance import Acceptance, Decision, names_of
from servanda.review.models import Proposal
from servanda.review.rules import several, words


def accept_instrument(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Instrument:
    """Make a proposal the instrument it names, new or known."""
    fields = decision.fields(proposal)
    period = words(fields, "period")
    instrument = known_instrument(acceptance, proposal, decision)
    if instrument is None:
        new = NewInstrument(
            title=words(fields, "name"),
            kind=words(fields, "kind"),
            abbreviation=words(fields, "abbreviation"),
            aliases=several(fields, "aliases"),
            period=period or None,
            language=acceptance.document.language,
            visibility=acceptance.document.visibility,
        )
        instrument = create_instrument(acceptance.mandate, new=new)
    else:
        _add_to_known(acceptance, instrument, names_of(fields), period)
    acceptance.settle(proposal, instrument, decision)
    return instrument


def known_instrument(
    acceptance: Acceptance, proposal: Proposal, decision: Decision
) -> Instrument | None:
    """Return the instrument the person chose, or the one of these names and this period.

    Two plans of one name and other years are two instruments; an abbreviation alone ("CT NAP")
    does not tell which.
    """
    instruments = Instrument.objects.visible_to(acceptance.desk).agreed_texts()
    if decision.match is not None:
        return instruments.get(uuid=decision.match)
    if decision.as_new:
        return None
    fields = decision.fields(proposal)
    period = words(fields, "period")
    full = [words(fields, "name"), *several(fields, "aliases")]
    alike = instruments.filter(names__key__in=[name_key(n) for n in full]).distinct()
    if period:
        alike = alike.filter(period__in=[period, ""])
    return alike.order_by("id").first()


def _add_to_known(
    acceptance: Acceptance, instrument: Instrument, names: tuple[str, ...], period: str
) -> None:
    for name in names:
        add_instrument_name(
            acceptance.mandate,
            instrument=instrument,
            text=name,
            language=acceptance.document.language,
        )
    if period:
        put_period(acceptance.mandate, instrument=instrument, period=period, words="")
