"""Reading a version into proposals: at once, or as a task."""

from dataclasses import fields as dataclass_fields
from importlib.metadata import version as installed_version

from django.utils import timezone

from servanda.reading import model, read
from servanda.registers.actions import Mandate, change, mandate_for
from servanda.registers.models import Account, Register
from servanda.registers.rules import Ability
from servanda.review.models import Proposal, ReadingRun
from servanda.review.rules import Found
from servanda.sources.models import Version
from servanda.tasks.actions import ask_for
from servanda.tasks.models import Task

LISTS = {
    "party": "parties",
    "body": "bodies",
    "person": "people",
    "instrument": "instruments",
    "meeting": "meetings",
    "commitment": "commitments",
}
PLACE = frozenset({"quote", "start", "end"})
READ = "servanda.review.actions.read_task"


def read_version(mandate: Mandate, *, version: Version) -> ReadingRun:
    """Read a version's text into proposals; read once by one engine, it is not read again."""
    engine = f"servanda {installed_version('servanda')}"
    document = version.document
    found_run = ReadingRun.objects.visible_to(mandate.desk).filter(version=version, engine=engine)
    present = found_run.order_by("-id").first()
    if present is not None:
        return present
    reading = read(
        version.text, published=document.published or None, language=document.language or None
    )
    run = ReadingRun(
        version=version, engine=engine, read_at=timezone.now(), visibility=document.visibility
    )
    with change(mandate, "read_version", Ability.EDIT) as changes:
        changes.create(run, under=[document])
        changes.create_all(_proposals(run, reading), under=[run])
    return run


def ask_for_reading(mandate: Mandate, *, version: Version) -> Task:
    """Ask for a version to be read by a worker; asked twice, it is read once."""
    return ask_for(
        READ,
        key=f"read:{version.uuid}",
        arguments={
            "register": str(version.register.uuid),
            "version": str(version.uuid),
            "account": str(mandate.desk.actor or ""),
        },
        at=timezone.now(),
        register=version.register.uuid,
    )


def read_task(arguments: dict[str, str]) -> None:
    """Do the work that `ask_for_reading` asked for, in the name of who asked."""
    register = Register.objects.get(uuid=arguments["register"])
    account = Account.objects.get(uuid=arguments["account"])
    version = Version.objects.select_related("document", "register").get(
        uuid=arguments["version"], register=register
    )
    read_version(mandate_for(register, account), version=version)


def _proposals(run: ReadingRun, reading: model.Reading) -> list[Proposal]:
    return [
        Proposal(
            run=run,
            kind=kind,
            order=order,
            found=_found(item),
            start=item.start,
            end=item.end,
            quote=item.quote,
            visibility=run.visibility,
        )
        for kind, name in LISTS.items()
        for order, item in enumerate(getattr(reading, name))
    ]


def _found(item: model.Item) -> Found:
    """Return an item's fields as JSON has them; its place stands in columns of its own."""
    told = {f.name: getattr(item, f.name) for f in dataclass_fields(item) if f.name not in PLACE}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in told.items()}
