"""One file into a register: document, reading, acceptance, all of it or nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from servanda.commands.errors import CommandError
from servanda.reading.errors import ReadingError
from servanda.registers.actions import Mandate, create_register, mandate_for
from servanda.registers.actions.registering import NewRegister
from servanda.registers.models import Account, Register
from servanda.review.actions import Undecided, accept_sure, read_version
from servanda.review.models import ReadingRun
from servanda.sources.actions import DocumentFacts, Ingested, Upload, add_version, ingest
from servanda.sources.models import Document

WORDS = {
    "party": ("party", "parties"),
    "body": ("body", "bodies"),
    "person": ("person", "persons"),
    "instrument": ("instrument", "instruments"),
    "meeting": ("meeting", "meetings"),
    "commitment": ("commitment", "commitments"),
    "date": ("date", "dates"),
}
"""Each kind of proposal, for one and for many, in the order they are told."""


@dataclass(frozen=True)
class Order:
    """What a call of the command asks for, whatever the file."""

    account: Account
    slug: str
    may_create: bool
    published: str | None
    publisher: str
    url: str
    accepts_all: bool
    version_of: str = ""


def take_in(path: Path, *, order: Order) -> str:
    """Take one file in, and return the lines that tell what came of it.

    Raises CommandError with the sentence why not; then nothing of it is in the register, and no
    register was made for it.
    """
    upload = _upload(path)
    try:
        with transaction.atomic():
            mandate = mandate_for(_register(order), order.account)
            done = _brought(mandate, upload=upload, order=order)
            run = read_version(mandate, version=done.version)
            left = accept_sure(mandate, run=run)[1] if order.accepts_all else Undecided()
    except ValidationError as error:
        raise CommandError(f"{path}: {sentences(error)}") from error
    except PermissionDenied as error:
        raise CommandError(f"{path}: {error}") from error
    except ReadingError as error:
        raise CommandError(str(error)) from error
    return "\n".join(_told(path, done=done, run=run, left=left))


def _brought(mandate: Mandate, *, upload: Upload, order: Order) -> Ingested:
    """Bring the file in, as a document of its own or as the newest version of a known one."""
    if order.version_of:
        document = _document(mandate, order.version_of)
        return add_version(mandate, document=document, upload=upload)
    facts = DocumentFacts(published=order.published, publisher=order.publisher, url=order.url)
    return ingest(mandate, upload=upload, facts=facts)


def _document(mandate: Mandate, named: str) -> Document:
    """Return the document whose address, or the last part of it, is given."""
    try:
        name = UUID(named.rstrip("/").rpartition("/")[2])
    except ValueError as error:
        raise CommandError(
            f"“{named}” names no document: copy the address of its page, /r/…/document/…/."
        ) from error
    document = Document.objects.visible_to(mandate.desk).filter(uuid=name).first()
    if document is None:
        raise CommandError(f"There is no document {name} in this register: check its address.")
    return document


def _register(order: Order) -> Register:
    """Return the register, made where that is allowed and there is none."""
    register = Register.objects.filter(slug=order.slug).first()
    if register is not None:
        return register
    if not order.may_create:
        raise CommandError(
            f"There is no register “{order.slug}”: check the name, or add --create to make it."
        )
    try:
        return create_register(by=order.account, new=NewRegister(slug=order.slug, title=order.slug))
    except (IntegrityError, ValidationError) as error:
        made = Register.objects.filter(slug=order.slug).first()  # another command made it meanwhile
        if made is None and "slug" in getattr(error, "error_dict", {}):
            raise CommandError(
                f"“{order.slug}” cannot be the short name of a register: write up to sixty"
                " letters of the English alphabet, numbers, - and _."
            ) from error
        if made is None:
            raise
        return made


def _upload(path: Path) -> Upload:
    """Return the file, at most one byte more of it than is taken."""
    try:
        with path.open("rb") as file:
            return Upload(file.read(settings.UPLOAD_LIMIT_BYTES + 1), path.name)
    except FileNotFoundError as error:
        raise CommandError(f"There is no file {path}: check the name.") from error
    except IsADirectoryError as error:
        raise CommandError(f"{path} is a folder: name the files in it.") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be opened: {error.strerror}.") from error


def _told(path: Path, *, done: Ingested, run: ReadingRun, left: Undecided) -> Iterator[str]:
    counts = Counter(run.proposals.values_list("kind", "state"))
    kinds = {kind: sum(n for (k, _), n in counts.items() if k == kind) for kind in WORDS}
    found = [f"{n} {WORDS[kind][n != 1]}" for kind, n in kinds.items() if n]
    is_open = sum(n for (_, state), n in counts.items() if state == "open")
    yield f"{path}: {_how(done)} “{done.document.title}”"
    yield from (f"  {warning}" for warning in done.version.told_warnings())
    yield f"  found: {', '.join(found) or 'nothing'}"
    yield f"  left to review: {is_open}"
    register = run.register.slug
    if left.likely:
        yield from _undecided(left)
        page = reverse("review", kwargs={"slug": register, "uuid": done.version.uuid})
        yield f"  choose for each on {page}, then run this again for the rest"
    yield f"  {reverse('document', kwargs={'slug': register, 'uuid': done.document.uuid})}"


def _undecided(left: Undecided) -> Iterator[str]:
    """Tell what may be about an entry that is known, and what waits for it."""
    for proposal, match in left.likely:
        kind, _many = WORDS[proposal.kind]
        words = " ".join(proposal.quote.split())[:80]
        yield f"    {kind} “{words}” may be “{match.label}”: {match.why}"
    waiting = len(left.waiting)
    if waiting:
        yield f"    {waiting} more that {'names' if waiting == 1 else 'name'} one of these"


def _how(done: Ingested) -> str:
    """Tell what a file has become."""
    if not done.is_new:
        return "already in the register as"
    number = done.version.number
    return "taken in as" if number == 1 else f"taken in as version {number} of"


def sentences(error: ValidationError) -> str:
    """Return what is wrong, each sentence after the name of what it is about."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    told = error.message_dict.items()
    return " ".join(f"{name}: {' '.join(sentences)}" for name, sentences in told)
