"""Where a person meets a word of hidden entries: pages, papers, searches, addresses."""

import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import parse_qsl
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from servanda.portal.views.entries import KINDS, WITHOUT_PAGE
from servanda.reading.formats import open_document
from servanda.registers.models import Entry, Register
from tests.leaks.hidden_world import WORD, HiddenWorld

FORMS = ("text", "json", "html", "md", "docx", "pdf")
LINK = re.compile(r'(?:href|action)="(/r/[^"#]*)')


def pages(client: Client, start: str) -> Iterator[tuple[str, str]]:
    """Open every page of a register that a link leads to; yield address and text of each.

    Of the lists, every narrowing and every order is opened alone, and those asked for together once
    for each set of them: a party of some kind that someone sees, not each kind with each who sees it.
    """
    waiting, seen = [start], {_asked(start)}
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        text = text_of(address, content_of(answer))
        yield address, f"{answer.headers.items()} {text}"
        for found in [*LINK.findall(text), answer.headers.get("Location", "").partition("#")[0]]:
            link = found.replace("&amp;", "&")
            if link.startswith("/r/") and _asked(link) not in seen and "sign-" not in link:
                seen.add(_asked(link))
                waiting.append(link)


def _asked(link: str) -> tuple[str, ...]:
    """Return what an address asks for: of a list narrowed in several ways, which ways they are."""
    path, _, query = link.partition("?")
    ways = sorted({name for name, _value in parse_qsl(query)})
    return (path, *ways) if "/list/" in path and len(ways) > 1 else (link,)


def text_of(address: str, content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(n).decode(errors="replace") for n in archive.namelist())
    if content.startswith(b"%PDF"):
        return open_document(content, file_name="brief.pdf").text
    return content.decode()


def found_by(client: Client, register: Register, hidden: HiddenWorld) -> list[str]:
    """Return where a person meets the word or the public name of a hidden entry."""
    slug = register.slug
    names = [str(entry.uuid) for entry in hidden.made]
    start = reverse("register", kwargs={"slug": slug})
    found, opened = [], 0
    for address, text in pages(client, start):
        opened += 1
        if WORD.casefold() in text.casefold() or any(name in text for name in names):
            found.append(address)
    found += searched(client, slug)
    brief = reverse("brief", kwargs={"slug": slug})
    for form in FORMS:
        for on in ("2020-12-01", "2030-01-01") if form == "json" else ("2030-01-01",):
            answer = client.get(brief, {"format": form, "on": on})
            if WORD.casefold() in text_of(brief, answer.content).casefold():
                found.append(f"{form} of {on}")
    for entry in hidden.made:
        found += [
            address for address in own_addresses(slug, entry) if status_of(client, address) != 404
        ]
    assert opened > 30
    return found


def searched(client: Client, slug: str) -> list[str]:
    """Return the beginnings of the word that a search finds, in the register or in all."""
    found = []
    for search in (reverse("search", kwargs={"slug": slug}), reverse("search-all")):
        for typed in (f"{WORD[:-1]}*", f"{WORD[:5]}*"):
            page = client.get(search, {"q": typed}).content.decode()
            if WORD in page or "0 places" not in page:
                found.append(f"{search} {typed}")
    return found


def status_of(client: Client, address: str) -> int:
    answer = client.get(address)
    content_of(answer)
    return int(answer.status_code)


def content_of(answer: HttpResponseBase) -> bytes:
    """Return what an answer holds; one that streams is read to its end, which closes its file."""
    if isinstance(answer, StreamingHttpResponse):
        return answer.getvalue()
    return answer.content if isinstance(answer, HttpResponse) else b""


def own_addresses(slug: str, entry: Entry) -> list[str]:
    """Return the addresses under which an entry would be found, with those it must not be mistaken for."""
    names = {"slug": slug, "uuid": UUID(str(entry.uuid))}
    words = {"update-new", "meeting-of-record"}
    if entry.KIND == "document":
        words |= {"document-file", "document-edit", "document-compare", "document-version-new"}
    if entry.KIND == "difference":
        words.add("difference")
    if entry.KIND in KINDS:
        words |= {entry.KIND} - WITHOUT_PAGE
    found = [reverse(word, kwargs=names) for word in sorted(words)]
    return [*found, reverse("entry-history", kwargs={**names, "kind": entry.KIND})]
