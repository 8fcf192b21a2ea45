"""What the demonstration's user adds by hand to what was read: commitments, adoptions, posts, news."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from servanda.commands.demonstration.entries import (
    NotThere,
    assessor_called,
    cite_first,
    cite_quotation,
    party_called,
    passage_of,
    scale_value,
    version_of,
)
from servanda.commands.demonstration.manifest import (
    AdoptionEntry,
    Assessment,
    EnteredProvision,
    FoundingCase,
    Quotation,
    SeatEntry,
)
from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    add_provision,
    adopt_instrument,
    create_instrument,
    ensure_statement,
)
from servanda.instruments.models import Instrument, InstrumentKind, Provision, ProvisionKind
from servanda.meetings.actions import Attendee, add_participation
from servanda.meetings.models import Meeting
from servanda.parties.actions import ensure_post
from servanda.progress.actions import NewUpdate, add_update
from servanda.reading.edtf import bounds
from servanda.registers.actions import Mandate
from servanda.sources.models import Version

PUBLIC = "public"


def is_added_to(case: FoundingCase, file: str) -> bool:
    """Tell whether anything is entered by hand from a document."""
    return any(one.document == file for one in _all(case))


def add_by_hand(case: FoundingCase, file: str, mandate: Mandate) -> None:
    """Enter what a person takes from one document beyond the reading, each with its words."""
    version = version_of(mandate, file)
    entered = {one.key: one for one in case.provisions}
    for told in _all(case):
        if told.document != file:
            continue
        if isinstance(told, EnteredProvision):
            _enter(mandate, told, version)
        elif isinstance(told, AdoptionEntry):
            _adopt(mandate, told, version)
        elif isinstance(told, SeatEntry):
            _seat(mandate, told, version)
        elif isinstance(told, Assessment):
            _assess(mandate, told, entered.get(told.provision), version)


def _all(case: FoundingCase) -> Iterator[Quotation]:
    return chain(case.provisions, case.adoptions, case.seats, case.assessments)


def _enter(mandate: Mandate, told: EnteredProvision, version: Version) -> None:
    """Enter a commitment that no sentence states as one."""
    new = NewProvision(
        text=told.text,
        kind=ProvisionKind.UNDERTAKING,
        by=tuple(party_called(mandate, name) for name in told.by),
        verb=told.verb,
        strength=told.strength,
        visibility=PUBLIC,
    )
    instrument = _carrier(mandate, told, version)
    provision = add_provision(mandate, instrument=instrument, new=new)
    cite_quotation(
        mandate,
        entry=provision,
        version=version,
        quotation=told.quotation,
        fields=["text", "by"],
    )


def _carrier(mandate: Mandate, told: EnteredProvision, version: Version) -> Instrument:
    """Return what a commitment hangs on: its instrument, or what the document states."""
    if not told.instrument:
        return ensure_statement(mandate, document=version.document)
    known = _known(mandate, told.instrument, told.period)
    return known or _enter_instrument(mandate, told, version)


def _known(mandate: Mandate, name: str, period: str) -> Instrument | None:
    """Return the instrument that was read, whose name begins so; None where the reading has none."""
    instruments = Instrument.objects.visible_to(mandate.desk).agreed_texts()
    bearing = instruments.filter(names__text__istartswith=name, period=period)
    return bearing.order_by("id").first()


def _enter_instrument(mandate: Mandate, told: EnteredProvision, version: Version) -> Instrument:
    new = NewInstrument(
        title=told.instrument,
        kind=InstrumentKind.ACTION_PLAN,
        period=told.period,
        language="en",
        visibility=PUBLIC,
    )
    instrument = create_instrument(mandate, new=new)
    cite_first(mandate, entry=instrument, name=told.instrument, versions=[version])
    return instrument


def _adopt(mandate: Mandate, told: AdoptionEntry, version: Version) -> None:
    instrument = _known(mandate, told.instrument, told.period)
    if instrument is None:
        raise NotThere(f"The register has no {told.instrument} of {told.period or 'no period'}.")
    party = party_called(mandate, told.party)
    adoption = adopt_instrument(mandate, instrument=instrument, party=party, date=told.date)
    for entry, field in ((adoption, "date"), (instrument, "adoptions")):
        cite_quotation(
            mandate, entry=entry, version=version, quotation=told.quotation, fields=[field]
        )


def _seat(mandate: Mandate, told: SeatEntry, version: Version) -> None:
    """Say which post took part in a meeting, where the source names no person."""
    meeting = Meeting.objects.visible_to(mandate.desk).filter(date=told.meeting).first()
    if meeting is None:
        raise NotThere(f"The register has no meeting of {told.meeting}.")
    organization = party_called(mandate, told.organization)
    post = ensure_post(mandate, title=told.post, organization=organization, visibility=PUBLIC)
    attendee = Attendee(party=organization, post=post)
    seat = add_participation(mandate, meeting=meeting, attendee=attendee)
    for entry, field in ((seat, "post"), (post, "label")):
        cite_quotation(
            mandate, entry=entry, version=version, quotation=told.quotation, fields=[field]
        )


def _assess(
    mandate: Mandate, told: Assessment, entered: EnteredProvision | None, version: Version
) -> None:
    new = NewUpdate(
        assessor=assessor_called(mandate, told.assessor),
        value=scale_value(told.value),
        stated_on=_stated_on(told.stated_on, mandate.desk.today),
        narrative=told.narrative,
        language="en",
        as_of=told.stated_on or None,
        visibility=PUBLIC,
    )
    add_update(
        mandate,
        provision=_assessed(mandate, told, entered),
        new=new,
        passages=[passage_of(mandate, version=version, quotation=told.quotation)],
    )


def _stated_on(edtf: str, today: date) -> date:
    """Return the last day it may have been said; where the source bears no date, today."""
    latest = bounds(edtf).latest if edtf else None
    return min(latest, today) if latest else today


def _assessed(mandate: Mandate, told: Assessment, entered: EnteredProvision | None) -> Provision:
    provisions = Provision.objects.visible_to(mandate.desk).commitments()
    if entered is not None:
        provisions = provisions.filter(label=entered.text)
    for words in told.find:
        provisions = provisions.filter(label__icontains=words)
    found = [one for one in provisions.order_by("id") if _is_agreed(one, told.agreed)]
    if len(found) != 1:
        raise NotThere(f"{len(found)} commitments fit {told.provision or told.find}, not one.")
    return found[0]


def _is_agreed(provision: Provision, day: str) -> bool:
    """Tell whether the instrument's edition is of the day, as far as a day is given."""
    if not day:
        return True
    asked, edition = bounds(day), provision.instrument.editions.order_by("number").last()
    if edition is None or edition.date_earliest is None or asked.earliest is None:
        return False
    return asked.earliest <= edition.date_earliest <= (asked.latest or date.max)
