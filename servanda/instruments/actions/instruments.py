"""Instruments with their names and first edition; the statement that a document makes."""

from dataclasses import dataclass
from uuid import UUID

from servanda.instruments.models import (
    Edition,
    Instrument,
    InstrumentKind,
    InstrumentName,
)
from servanda.registers.actions import Mandate, change
from servanda.registers.models import Entry, put_date
from servanda.registers.models.entries import NameKind
from servanda.registers.rules import Ability, writable
from servanda.sources.actions import Words, cite_words
from servanda.sources.models import Document

CITED_AS = {"title": "label", "period_words": "period"}
"""Facts of an instrument whose sources are cited under another name."""


@dataclass(frozen=True)
class NewInstrument:
    """What an instrument is made from.

    `period` and `date` (of its first edition) are EDTF; `under` are entries, beside the document,
    that it is no more open than. `uuid` is its public name where that is settled before: a framework
    is named alike in all installations.
    """

    title: str
    kind: str
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    period: str | None = None
    period_words: str = ""
    date: str | None = None
    date_words: str = ""
    symbol: str = ""
    is_draft: bool = False
    language: str = ""
    visibility: str = "register"
    made_from: Document | None = None
    under: tuple[Entry, ...] = ()
    uuid: UUID | None = None


@dataclass(frozen=True)
class InstrumentFacts:
    """What a person may change of an instrument; `period` is EDTF, empty where it is unknown."""

    title: str
    kind: str
    symbol: str = ""
    period: str = ""
    period_words: str = ""
    is_draft: bool = False

    @classmethod
    def of(cls, instrument: Instrument) -> "InstrumentFacts":
        """Return the facts of an instrument as they stand."""
        return cls(
            title=instrument.label,
            kind=instrument.kind,
            symbol=instrument.symbol,
            period=instrument.period,
            period_words=instrument.period_words,
            is_draft=instrument.is_draft,
        )


def create_instrument(
    mandate: Mandate, *, new: NewInstrument, source: Words | None = None
) -> Instrument:
    """Bring an instrument into the register, with its names and its first edition."""
    instrument = Instrument(
        label=new.title,
        kind=new.kind,
        symbol=new.symbol,
        is_draft=new.is_draft,
        visibility=new.visibility,
        made_from=new.made_from,
    )
    put_date(instrument, "period", edtf=new.period, words=new.period_words)
    if new.uuid is not None:
        instrument.uuid = new.uuid
    with change(mandate, "create_instrument", Ability.EDIT) as changes:
        changes.create(instrument, under=new.under)
        edition = Edition(instrument=instrument, visibility=new.visibility)
        put_date(edition, "date", edtf=new.date, words=new.date_words)
        changes.create(edition)
        changes.create_all(_names(instrument, new))
        cite_words(mandate, entry=instrument, words=source, fields=["label", "kind"])
    return instrument


def _names(instrument: Instrument, new: NewInstrument) -> list[InstrumentName]:
    kinds = dict.fromkeys(new.aliases, NameKind.ALIAS)
    if new.abbreviation:
        kinds[new.abbreviation] = NameKind.ABBREVIATION
    kinds[new.title] = NameKind.FULL
    names = []
    for text, kind in kinds.items():
        name = InstrumentName(of=instrument, kind=kind, language=new.language)
        name.put_text(text)
        names.append(name)
    return names


def add_instrument_name(
    mandate: Mandate,
    *,
    instrument: Instrument,
    text: str,
    language: str = "",
    kind: str = NameKind.ALIAS,
) -> InstrumentName:
    """Add a name to an instrument; a name it already bears is returned as it is."""
    with change(mandate, "add_instrument_name", Ability.EDIT) as changes:
        text = writable(text)
        found = InstrumentName.objects.filter(of=instrument, text=text).first()
        if found is not None:
            return found
        name = InstrumentName(of=instrument, kind=kind, language=language)
        name.put_text(text)
        return changes.create(name)


def put_period(mandate: Mandate, *, instrument: Instrument, period: str, words: str) -> None:
    """Say for which period an instrument runs, where that was unknown."""
    if instrument.period:
        return
    put_date(instrument, "period", edtf=period, words=words)
    with change(mandate, "put_period", Ability.EDIT) as changes:
        changes.update(instrument)


def change_instrument(
    mandate: Mandate,
    *,
    instrument: Instrument,
    facts: InstrumentFacts,
    revision: int,
    source: Words | None = None,
) -> Instrument:
    """Replace the facts of an instrument; `revision` is the one the person saw.

    Raises EditConflict when somebody changed it since, ValidationError for a period that is none.
    A new title is found under the old one as well. What was changed stands on the `source`.
    """
    with change(mandate, "change_instrument", Ability.EDIT) as changes:
        former = InstrumentFacts.of(instrument)
        changed = [name for name, value in vars(facts).items() if getattr(former, name) != value]
        if instrument.label != facts.title:
            add_instrument_name(mandate, instrument=instrument, text=facts.title)
        instrument.label = facts.title
        instrument.kind, instrument.symbol = facts.kind, facts.symbol
        instrument.is_draft = facts.is_draft
        put_date(instrument, "period", edtf=facts.period or None, words=facts.period_words)
        changes.update(instrument, revision=revision)
        cited = [CITED_AS.get(name, name) for name in changed or ["title"]]
        cite_words(mandate, entry=instrument, words=source, fields=cited)
    return instrument


def ensure_statement(mandate: Mandate, *, document: Document) -> Instrument:
    """Return the statement that gathers what a document tells outside any meeting."""
    with change(mandate, "ensure_statement", Ability.EDIT):
        statements = Instrument.objects.filter(register=mandate.desk.register)
        found = statements.filter(kind=InstrumentKind.STATEMENT, made_from=document).first()
        if found is not None:
            return found
        new = NewInstrument(
            title=document.title,
            kind=InstrumentKind.STATEMENT,
            date=document.published or None,
            date_words=document.published_words,
            language=document.language,
            visibility=document.visibility,
            made_from=document,
        )
        return create_instrument(mandate, new=new)
