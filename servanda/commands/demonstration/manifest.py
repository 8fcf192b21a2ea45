"""What the files of the founding case say: documents, provisions, assessments, silent points."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

FOLDER: Traversable = files("servanda.commands.demonstration")


@dataclass(frozen=True)
class DocumentFile:
    """One document: the file that holds its text, and what is known about it.

    `published` is EDTF, empty where the source bears no date; `note` says what the source is.
    """

    file: str
    title: str
    kind: str
    publisher: str
    url: str
    published: str
    language: str
    visibility: str
    note: str = ""


@dataclass(frozen=True)
class Quotation:
    """An exact part of the text of a document."""

    document: str
    quotation: str


@dataclass(frozen=True)
class EnteredProvision(Quotation):
    """A commitment entered by hand, because no sentence of a document states it as one."""

    key: str
    instrument: str
    period: str
    text: str
    by: list[str]
    verb: str = ""
    strength: str = "agreed"


@dataclass(frozen=True)
class Assessment(Quotation):
    """What one assessor said of one provision.

    The provision is a `key` of an entered one, or the one whose text has all words of `find`,
    agreed at `agreed` (EDTF). `stated_on` is EDTF, empty where the source bears no date.
    """

    assessor: str
    value: str
    stated_on: str
    narrative: str
    provision: str = ""
    find: tuple[str, ...] = ()
    agreed: str = ""


@dataclass(frozen=True)
class AdoptionEntry(Quotation):
    """That a party adopted the instrument whose name begins so, of a period (may be empty)."""

    instrument: str
    period: str
    party: str
    date: str


@dataclass(frozen=True)
class SeatEntry(Quotation):
    """A post, without the name of a person, at the meeting of a date (EDTF)."""

    meeting: str
    post: str
    organization: str


@dataclass(frozen=True)
class SilentPoint(Quotation):
    """A point of which no later word is known: the words that stand in its text."""

    find: tuple[str, ...]


@dataclass(frozen=True)
class FoundingCase:
    """Everything the founding case is built from, in the order of its files."""

    documents: list[DocumentFile]
    provisions: list[EnteredProvision]
    assessments: list[Assessment]
    adoptions: list[AdoptionEntry]
    seats: list[SeatEntry]
    silent: list[SilentPoint]


def founding_case() -> FoundingCase:
    """Read the files of the founding case that are shipped with the package."""
    assessments = tomllib.loads((FOLDER / "assessments.toml").read_text(encoding="utf-8"))
    return FoundingCase(
        documents=listed_documents((FOLDER / "documents.toml").read_text(encoding="utf-8")),
        provisions=[EnteredProvision(**row) for row in assessments["provision"]],
        assessments=[
            Assessment(**{**row, "find": tuple(row.get("find", ()))})
            for row in assessments["assessment"]
        ],
        adoptions=[AdoptionEntry(**row) for row in assessments["adoption"]],
        seats=[SeatEntry(**row) for row in assessments["seat"]],
        silent=[
            SilentPoint(**{**row, "find": tuple(row["find"])}) for row in assessments["silent"]
        ],
    )


def listed_documents(toml: str) -> list[DocumentFile]:
    """Return the documents a `documents.toml` lists, in its order."""
    return [DocumentFile(**row) for row in tomllib.loads(toml)["document"]]


def document_text(document: DocumentFile) -> str:
    """Return the text of a document of the founding case."""
    return (FOLDER / "documents" / document.file).read_text(encoding="utf-8")
