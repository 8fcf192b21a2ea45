"""Accepting instruments."""

from servanda.instruments.actions import (
    NewInstrument,
    add_instrument_name,
    create_instrument,
    put_period,
)
from servanda.instruments.models import Instrument
from servanda.review.actions.acceptance import Acceptance, Decision
from servanda.review.actions.matching import instruments_alike, sure_match
from servanda.review.models import Proposal
from servanda.review.rules import names_of, several, words, words_of_date


def accept_instrument(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Instrument:
    """Make a proposal the instrument it names, new or known."""
    instrument = known_instrument(acceptance, proposal, decision)
    if instrument is None:
        new = _new_instrument(acceptance, proposal, decision)
        instrument = create_instrument(acceptance.mandate, new=new)
    else:
        _add_to_known(acceptance, instrument, proposal, decision)
    fields = decision.fields(proposal)
    other = {
        name for name in ("kind", "period") if words(fields, name) != getattr(instrument, name)
    }
    acceptance.settle(proposal, instrument, decision, other=other)
    return instrument


def known_instrument(
    acceptance: Acceptance, proposal: Proposal, decision: Decision
) -> Instrument | None:
    """Return the instrument the person chose, or the one of these names and this period."""
    instruments = Instrument.objects.visible_to(acceptance.desk).agreed_texts()
    if decision.match is not None:
        return instruments.get(uuid=decision.match)
    if decision.as_new:
        return None
    wanted = acceptance.wanted(proposal, decision)
    found = sure_match(instruments_alike(acceptance.desk, [wanted])[0])
    return instruments.get(uuid=found) if found else None


def _new_instrument(
    acceptance: Acceptance, proposal: Proposal, decision: Decision
) -> NewInstrument:
    fields = decision.fields(proposal)
    return NewInstrument(
        title=words(fields, "name"),
        kind=words(fields, "kind"),
        abbreviation=words(fields, "abbreviation"),
        aliases=several(fields, "aliases"),
        period=words(fields, "period") or None,
        period_words=words_of_date(proposal.found, fields, "period"),
        language=acceptance.document.language,
        visibility=acceptance.document.visibility,
    )


def _add_to_known(
    acceptance: Acceptance, instrument: Instrument, proposal: Proposal, decision: Decision
) -> None:
    if not acceptance.may_add_to(instrument):
        return
    fields = decision.fields(proposal)
    for name in names_of(fields):
        add_instrument_name(
            acceptance.mandate,
            instrument=instrument,
            text=name,
            language=acceptance.document.language,
        )
    period = words(fields, "period")
    if period:
        told = words_of_date(proposal.found, fields, "period")
        put_period(acceptance.mandate, instrument=instrument, period=period, words=told)
