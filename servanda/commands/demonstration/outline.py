"""The outline of the Global Compact in the founding register, and the line of its three plans."""

import re
import tomllib
from dataclasses import dataclass
from functools import partial

from servanda.commands.demonstration.entries import bring_in, cite_quotation, quoted, version_of
from servanda.commands.demonstration.manifest import (
    FOLDER,
    DocumentFile,
    Quotation,
    listed_documents,
)
from servanda.commands.demonstration.steps import Step
from servanda.instruments.actions import (
    InstrumentFacts,
    NewProvision,
    NewRelation,
    add_provision,
    change_instrument,
    hold_text,
    relate_instruments,
    translate_provision,
)
from servanda.instruments.models import HeldPart, Instrument, Provision, ProvisionKind, RelationKind
from servanda.registers.actions import Mandate
from servanda.sources.actions import Words

SYMBOL = "A/RES/73/195"
COMPACT = "Global Compact on Migration"
PLANS = "National Action Plan on Combatting Trafficking in Persons"
_OBJECTIVE = re.compile(r"(?m)^Par(?:a)?\. (\d+)\. Object\w+ \d+ ?: (.+)$")


@dataclass(frozen=True)
class Following(Quotation):
    """The plan of a period follows that of an earlier one, by the words of a document."""

    later: str
    earlier: str


def outline_documents() -> list[DocumentFile]:
    """Return the documents that hold the outline, in English and in French."""
    return listed_documents((FOLDER / "outline.toml").read_text(encoding="utf-8"))


def outline_text(document: DocumentFile) -> str:
    """Return the text of a document of the outline."""
    return (FOLDER / "outlines" / document.file).read_text(encoding="utf-8")


def objectives_in(text: str) -> dict[str, str]:
    """Return the titles of the objectives that a text tells, by their paragraphs."""
    return dict(_OBJECTIVE.findall(text))


def outline_steps() -> list[Step]:
    """Return the steps that add the outline and tie the plans, after all documents were read."""
    told = tomllib.loads((FOLDER / "outline.toml").read_text(encoding="utf-8"))["follows"]
    return [
        Step("outline of the Global Compact", _add_outline),
        *(
            Step(f"the plan of {one['later']} follows", partial(_tie, Following(**one)))
            for one in told
        ),
    ]


def _add_outline(mandate: Mandate) -> None:
    english, french = outline_documents()
    version = bring_in(mandate, english, text=outline_text(english))
    translated = bring_in(mandate, french, text=outline_text(french))
    compact = Instrument.objects.visible_to(mandate.desk).named(COMPACT).get()
    facts = InstrumentFacts(compact.label, compact.kind, symbol=SYMBOL)
    words = Words(version, *quoted(version, f"({SYMBOL})"))
    change_instrument(
        mandate, instrument=compact, facts=facts, revision=compact.revision, source=words
    )
    hold_text(mandate, instrument=compact, document=version.document, part=HeldPart.TEXT)
    hold_text(mandate, instrument=compact, document=translated.document, part=HeldPart.TRANSLATION)
    titles = objectives_in(translated.text)
    for paragraph, title in objectives_in(version.text).items():
        made = _objective(mandate, compact, paragraph, title)
        cite_quotation(mandate, entry=made, version=version, quotation=title, fields=["text"])
        if paragraph in titles:
            translate_provision(
                mandate, provision=made, language="fr", text=titles[paragraph], seen=""
            )


def _objective(mandate: Mandate, compact: Instrument, paragraph: str, title: str) -> Provision:
    """Add an objective: in the Compact's own terms it binds nobody, so it has no standing."""
    new = NewProvision(
        text=title,
        kind=ProvisionKind.OBJECTIVE,
        code=paragraph,
        language="en",
        binds=False,
        visibility="public",
    )
    return add_provision(mandate, instrument=compact, new=new)


def _tie(told: Following, mandate: Mandate) -> None:
    plans = Instrument.objects.visible_to(mandate.desk).filter(label__startswith=PLANS)
    version = version_of(mandate, told.document)
    relate_instruments(
        mandate,
        instrument=plans.get(period=told.later),
        other=plans.get(period=told.earlier),
        new=NewRelation(RelationKind.FOLLOWS),
        source=Words(version, *quoted(version, told.quotation)),
    )
