"""Reading a version into proposals: at once, or as a task."""

from collections.abc import Iterable
from dataclasses import fields as dataclass_fields
from importlib.metadata import version as installed_version

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.reading import model, read
from servanda.reading.explaining import Part, parts_of, plain_part, with_every_date
from servanda.registers.actions import Mandate, NotAllowed, change, mandate_for
from servanda.registers.models import Account, Register
from servanda.registers.rules import Ability
from servanda.review.actions.newness import not_told_before
from servanda.review.models import Proposal, ReadingRun
from servanda.review.rules import DATE_FIELDS, DATE_WORDS, LISTS, Found
from servanda.sources.models import Version
from servanda.tasks.actions import ask_for
from servanda.tasks.models import Task, TaskState

PLACE = frozenset({"quote", "start", "end"})
IN_VERSION = frozenset({"words", "entry"})
READ = "servanda.review.actions.read_task"


def engine() -> str:
    """Return the name and version of what reads."""
    return f"servanda {installed_version('servanda')}"


def read_version(mandate: Mandate, *, version: Version) -> ReadingRun:
    """Read a version's text into proposals; read once by one engine, it is not read again.

    Of a newer version only what its earlier ones did not tell becomes a proposal.
    The text is read before anything is locked: others work on while a long one is read.
    """
    if not mandate.desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    present = _present_run(version)
    if present is not None:
        return present
    document = version.document
    reading = read(
        version.text, published=document.published or None, language=document.language or None
    )
    whole = with_every_date(reading, version.text)
    run = ReadingRun(
        version=version, engine=engine(), read_at=timezone.now(), visibility=document.visibility
    )
    with change(mandate, "read_version", Ability.EDIT) as changes:
        Version.objects.select_for_update().only("pk").get(pk=version.pk)
        present = _present_run(version)
        if present is not None:
            return present
        found = _proposals(run, whole)
        new = not_told_before(found, version)
        run.told_before = len(found) - len(new)
        changes.create(run)
        changes.create_all(new)
    return run


def ask_for_reading(mandate: Mandate, *, version: Version) -> Task:
    """Ask for a version to be read by a worker; asked twice it is read once, failed it is asked anew."""
    if not mandate.desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    latest = reading_task(version)
    if latest is not None and latest.state != TaskState.FAILED:
        return latest
    return ask_for(
        READ,
        key=f"{_task_key(version)}{_tasks(version).count() + 1}",
        arguments={
            "register": str(version.register.uuid),
            "version": str(version.uuid),
            "account": str(mandate.desk.actor or ""),
        },
        at=timezone.now(),
        register=version.register.uuid,
    )


def reading_task(version: Version) -> Task | None:
    """Return the latest task that reads a version with the present engine, if any."""
    return _tasks(version).order_by("-id").first()


def read_task(arguments: dict[str, str]) -> None:
    """Do the work that `ask_for_reading` asked for, in the name of who asked."""
    register = Register.objects.get(uuid=arguments["register"])
    account = Account.objects.get(uuid=arguments["account"])
    version = Version.objects.select_related("document", "register").get(
        uuid=arguments["version"], register=register
    )
    read_version(mandate_for(register, account), version=version)


def _task_key(version: Version) -> str:
    return f"read:{version.uuid}:{engine()}:"


def _tasks(version: Version) -> QuerySet[Task]:
    return Task.objects.filter(key__startswith=_task_key(version))


def _present_run(version: Version) -> ReadingRun | None:
    runs = ReadingRun.objects.filter(version=version, engine=engine(), merged_into=None)
    return runs.order_by("-id").first()


def _proposals(run: ReadingRun, reading: model.Reading) -> list[Proposal]:
    """Return what was found as proposals; `reading` holds every date expression of the text."""
    text = run.version.text
    return [
        Proposal(
            run=run,
            kind=kind,
            order=order,
            found=_found(item, reading),
            start=item.start,
            end=item.end,
            quote=item.quote,
            grounds=[_ground(part) for part in parts_of(item, reading, text)],
            visibility=run.visibility,
        )
        for kind, name in LISTS.items()
        for order, item in enumerate(getattr(reading, name))
    ]


def _ground(part: Part) -> dict[str, object]:
    """Return words that a proposal rests on; the words themselves stand in the version."""
    return {name: value for name, value in plain_part(part).items() if name not in IN_VERSION}


def _found(item: model.Item, reading: model.Reading) -> Found:
    """Return an item's fields as JSON has them; its place stands in columns of its own."""
    told = {f.name: getattr(item, f.name) for f in dataclass_fields(item) if f.name not in PLACE}
    found: Found = {name: list(v) if isinstance(v, tuple) else v for name, v in told.items()}
    found[DATE_WORDS] = dict(_words_of_dates(item, found, reading))
    return found


def _words_of_dates(
    item: model.Item, found: Found, reading: model.Reading
) -> Iterable[tuple[str, str]]:
    """Give the source's own words for the dates of an item, where its quotation holds them."""
    for name in DATE_FIELDS & found.keys():
        for date in reading.dates:
            if date.edtf and date.edtf == found[name] and date.text in item.quote:
                yield name, date.text
