"""Bringing documents in, and finding in a register what the files of the demonstration name."""

from collections.abc import Iterable

from servanda.commands.demonstration.manifest import DocumentFile
from servanda.parties.actions import NewParty, create_party
from servanda.parties.models import Party, PartyKind
from servanda.registers.actions import Mandate
from servanda.registers.models import Entry
from servanda.sources.actions import (
    DocumentFacts,
    Place,
    Upload,
    Words,
    cite,
    cite_words,
    ingest,
    passage_at,
)
from servanda.sources.models import Passage, Version

VALUES = {"partly": "partly_done"}
"""Values of the files that the scale of progress calls otherwise."""


class NotThere(Exception):
    """What a file of the demonstration names is not in the register."""


def bring_in(mandate: Mandate, document: DocumentFile, *, text: str) -> Version:
    """Ingest a document of the demonstration as anybody would; return its version."""
    facts = DocumentFacts(
        kind=document.kind,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        published=document.published or None,
        language=document.language,
        visibility=document.visibility,
    )
    return ingest(mandate, upload=Upload(text.encode(), document.file), facts=facts).version


def version_of(mandate: Mandate, file: str) -> Version:
    """Return the version of a document of the demonstration, by the name of its file."""
    versions = Version.objects.select_related("document")
    found = versions.filter(register=mandate.desk.register, file_name=file).first()
    if found is None:
        raise NotThere(f"The document {file} is not in the register.")
    return found


def quoted(version: Version, quotation: str) -> tuple[int, int]:
    """Return where a quotation stands in the text of a version; it stands there exactly once."""
    if version.text.count(quotation) != 1:
        raise NotThere(f"{version.file_name} does not say exactly once: {quotation}")
    start = version.text.index(quotation)
    return start, start + len(quotation)


def cite_quotation(
    mandate: Mandate, *, entry: Entry, version: Version, quotation: str, fields: Iterable[str]
) -> None:
    """Let fields of an entry stand on the words of a document."""
    words = Words(version, *quoted(version, quotation))
    cite_words(mandate, entry=entry, words=words, fields=fields)


def cite_first(mandate: Mandate, *, entry: Entry, name: str, versions: Iterable[Version]) -> None:
    """Let the name of an entry stand on the first of the documents that bears it, if one does."""
    for version in versions:
        start = version.text.find(name)
        if start >= 0:
            places = [Place("name", start, start + len(name))]
            cite(mandate, entry=entry, version=version, places=places)
            return


def passage_of(mandate: Mandate, *, version: Version, quotation: str) -> Passage:
    """Return the passage that holds a quotation."""
    return passage_at(mandate, version, *quoted(version, quotation))


def party_called(mandate: Mandate, name: str) -> Party:
    """Return the party of this name; raises NotThere when the register has none."""
    found = Party.objects.visible_to(mandate.desk).named(name).order_by("id").first()
    if found is None:
        raise NotThere(f"The register has no party called {name}.")
    return found


def assessor_called(mandate: Mandate, name: str) -> Party:
    """Return the party of this name, made when no document named it as one."""
    try:
        return party_called(mandate, name)
    except NotThere:
        new = NewParty(name, PartyKind.GOVERNMENT_AGENCY, language="en", visibility="public")
        return create_party(mandate, new=new)


def scale_value(value: str) -> str:
    """Return the value of the scale of progress for a value of the files."""
    return VALUES.get(value, value)
