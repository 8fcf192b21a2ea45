"""Reading a version by a model: a person lets the text go, a worker asks, quotes are proposed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.reading.names import name_key, person_key
from servanda.registers.actions import Mandate, NotAllowed, change, mandate_for
from servanda.registers.models import Account, Register
from servanda.registers.rules import Ability
from servanda.review.actions.modelling.asking import ask
from servanda.review.actions.modelling.endpoint import (
    Endpoint,
    ModelTrouble,
    endpoint,
    is_narrower,
)
from servanda.review.actions.modelling.parts import LONGEST_TEXT, parts_of
from servanda.review.models import ModelReading, Proposal, ReadingRun
from servanda.review.rules import likeness, names_of, words
from servanda.review.rules.model_answers import (
    FOUND_BEFORE,
    Answer,
    LeftOut,
    ModelItem,
    read_answer,
)
from servanda.tasks.actions import ask_for
from servanda.tasks.models import Task

READ_WITH_MODEL = "servanda.review.actions.read_with_model_task"
MOST_LEFT_OUT = 500
SAME_PARTY = frozenset({"party", "body"})


@dataclass(frozen=True)
class Permission:
    """What a person ticked: the host they were told, and that a document few see may go there."""

    host: str
    even_narrow: bool = False


def ask_for_model_reading(mandate: Mandate, *, run: ReadingRun, permission: Permission) -> Task:
    """Let the text of a version go to the model that the administrator named; a worker sends it.

    Who let it go, where to and when stands in the history before anything is sent. Raises
    ValidationError where no model is named, another host than the person was told, the text is too
    long, or fewer people see the document than may be let out unasked.
    """
    if not mandate.desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    found = _endpoint_told(run, permission)
    reading = ModelReading(
        run=run, name=found.name[:100], host=found.host[:255], visibility=run.visibility
    )
    with change(mandate, "ask_for_model_reading", Ability.EDIT) as changes:
        changes.create(reading)
        return ask_for(
            READ_WITH_MODEL,
            key=f"model:{reading.uuid}",
            arguments={
                "register": str(run.register.uuid),
                "reading": str(reading.uuid),
                "account": str(mandate.desk.actor or ""),
            },
            at=timezone.now(),
            register=run.register.uuid,
        )


def read_with_model_task(arguments: dict[str, str]) -> Callable[[], None]:
    """Do the work that `ask_for_model_reading` asked for; return the step that writes it."""
    register = Register.objects.get(uuid=arguments["register"])
    account = Account.objects.get(uuid=arguments["account"])
    reading = ModelReading.objects.select_related("run__version__document", "register").get(
        uuid=arguments["reading"], register=register
    )
    found = endpoint()
    if found is None or (found.host, found.name) != (reading.host, reading.name):
        raise ModelTrouble(_("Another model is named now: ask again, for the new one."))
    mandate = mandate_for(register, account)
    if not mandate.desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    answer = _answered(found, reading.run)
    return lambda: _write(mandate, reading, found, answer)


def model_task(reading: ModelReading) -> Task | None:
    """Return the task of a reading by a model."""
    return Task.objects.filter(key=f"model:{reading.uuid}").first()


def _endpoint_told(run: ReadingRun, permission: Permission) -> Endpoint:
    found = endpoint()
    if found is None:
        raise ValidationError(_("No model is named on this installation: nothing was sent."))
    if permission.host != found.host:
        raise ValidationError(
            _("The text would go to %(host)s: tick that it may.") % {"host": found.host}
        )
    document = run.version.document
    if is_narrower(document) and not permission.even_narrow:
        raise ValidationError(
            _("Not everybody may see this document: tick that its text may leave all the same.")
        )
    if len(run.version.text) > LONGEST_TEXT:
        told = {"most": LONGEST_TEXT}
        raise ValidationError(_("The text is longer than %(most)s characters.") % told)
    return found


def _answered(found: Endpoint, run: ReadingRun) -> Answer:
    """Ask for each part of the text and gather what was quoted; nothing is locked meanwhile."""
    text, language = run.version.text, run.version.document.language
    whole = Answer()
    for start, end in parts_of(text):
        content = ask(found, text[start:end], language=language)
        answer = read_answer(content, text, start=start, end=end)
        whole.items += answer.items
        whole.left_out += answer.left_out
    return whole


def _write(mandate: Mandate, reading: ModelReading, found: Endpoint, answer: Answer) -> None:
    """Lay the quoted things beside what the rules found; what they found already is left out."""
    run = reading.run
    with change(mandate, "read_with_model", Ability.EDIT) as changes:
        stored = ModelReading.objects.select_for_update().get(pk=reading.pk)
        if stored.read_at is not None:
            return
        present = list(run.proposals.all())
        new, known = _new_items(answer.items, present)
        made = _proposals(run, new, present, rule=found.rule)
        changes.create_all(made)
        left_out = [*answer.left_out, *known]
        stored.read_at, stored.proposed = timezone.now(), len(made)
        stored.left_out = [asdict(one) for one in left_out[:MOST_LEFT_OUT]]
        changes.update(stored)


def _new_items(
    items: Iterable[ModelItem], present: Sequence[Proposal]
) -> tuple[list[ModelItem], list[LeftOut]]:
    told: list[ModelItem | Proposal] = list(present)
    new: list[ModelItem] = []
    known: list[LeftOut] = []
    for item in items:
        if any(_is_the_same(item, other) for other in told):
            known.append(LeftOut(item.kind, item.quote, FOUND_BEFORE))
            continue
        new.append(item)
        told.append(item)
    return new, known


def _is_the_same(item: ModelItem, other: ModelItem | Proposal) -> bool:
    """Tell whether two are one: by a name, or by words in the same place."""
    fields = other.fields if isinstance(other, ModelItem) else other.found
    kinds = SAME_PARTY if item.kind in SAME_PARTY else {item.kind}
    if other.kind not in kinds:
        return False
    if item.kind == "person":
        return person_key(words(item.fields, "name")) == person_key(words(fields, "name"))
    if words(item.fields, "name"):
        return bool(
            set(map(name_key, names_of(item.fields))) & set(map(name_key, names_of(fields)))
        )
    common = min(item.end, other.end) - max(item.start, other.start)
    if 2 * common > min(item.end - item.start, other.end - other.start):
        return True
    return likeness(words(item.fields, "text"), words(fields, "text")) > 0.5


def _proposals(
    run: ReadingRun, items: Sequence[ModelItem], present: Sequence[Proposal], *, rule: str
) -> list[Proposal]:
    orders: dict[str, int] = {}
    for proposal in present:
        orders[proposal.kind] = max(orders.get(proposal.kind, 0), proposal.order + 1)
    made = []
    for item in items:
        order = orders.get(item.kind, 0)
        orders[item.kind] = order + 1
        made.append(
            Proposal(
                run=run,
                kind=item.kind,
                order=order,
                found={**item.fields, **_beside(item), "rule": rule},
                start=item.start,
                end=item.end,
                quote=item.quote,
                visibility=run.visibility,
            )
        )
    return made


def _beside(item: ModelItem) -> dict[str, object]:
    """Return the fields that rules give a commitment and a model is not asked for."""
    if item.kind != "commitment":
        return {}
    return {"strength": item.fields["status"], "verb": "", "meeting": None, "speaker": None}
