"""Making the workbook of a party: what a round asks of it, with what it answered so far."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import Instrument, Provision, Wording
from servanda.parties.models import Party
from servanda.progress.actions import answer_to, last_word, scales_of
from servanda.progress.importing.book import (
    HEADING,
    LOCKED,
    OPEN,
    Choices,
    Page,
    Written,
    book_bytes,
    letters_of,
)
from servanda.progress.models import (
    Answer,
    Core,
    DelayReason,
    Question,
    Round,
    ScaleKind,
)
from servanda.progress.rules.workbooks import ANSWERED, digest, plain_amount, plain_text
from servanda.registers.actions import NotAllowed
from servanda.registers.models import Desk

MARK = "servanda"
"""The name of the hidden sheet, and what stands in its first cell."""
SALT = "servanda.progress.importing"
PIECE = 30_000
"""So many signs of the seal stand in one cell."""
HEADS = 2
SHOWN = ("number", "provision", "due", "last")
"""The columns that are for reading."""
WIDTHS = (0, 10, 40, 14, 30, 20, 40, 12, 30, 24, 30, 30, 30, 16, 14, 10, 30)


def make_workbook(desk: Desk, *, asked: Round, party: Party) -> bytes:
    """Return the workbook in which a party answers a round, in the language that is active.

    Raises NotAllowed for who neither speaks for the party nor edits, ValidationError where
    nothing is asked of the party, or all of it is hidden from the person.
    """
    represents = Party.objects.represented_by(desk).filter(pk=party.pk).exists()
    if not desk.can_edit and not represents:
        raise NotAllowed(_("You do not speak for this party today."))
    questions = questions_of(desk, asked, party)
    if not questions:
        raise ValidationError(_("This round asks nothing of this party."))
    values = value_labels(asked.instrument)
    rows = [_row(desk, one, values) for one in questions]
    return book_bytes(
        [_answers(rows, values), _notes(asked, party), _sealed(asked, party, rows, values)]
    )


def questions_of(desk: Desk, asked: Round, party: Party) -> list[Question]:
    """Return what a round asks of a party, as far as the person may see it."""
    seen = Provision.objects.visible_to(desk)
    found = Question.objects.filter(round=asked, party=party, provision__in=seen)
    return list(found.select_related("round", "provision__instrument", "party").order_by("pk"))


def value_labels(instrument: Instrument) -> dict[str, str]:
    """Return the values of an instrument's scale of status by code, in the language that is active."""
    status = next((s for s in scales_of(instrument) if s.kind == ScaleKind.STATUS), None)
    if status is not None:
        return {value.code: value.told for value in status.values.all()}
    return {core.value: str(core.label).capitalize() for core in Core}


def delay_labels() -> dict[str, str]:
    """Return the kinds of reason for delay by code, in the language that is active."""
    return {code: str(label) for code, label in DelayReason.choices}


def cells_of(answer: Answer | None, values: Container[str]) -> dict[str, str]:
    """Return what an answer says, cell by cell, as it goes out and as it is compared.

    A value that is none of `values`, given on a scale that the instrument had before, is left out.
    """
    if answer is None:
        return {}
    told = {name: plain_text(str(getattr(answer, name))) for name in ANSWERED if name != "value"}
    code = answer.value.code if answer.value else ""
    told["value"] = code if code in values else ""
    told["percent"] = "" if answer.percent is None else str(answer.percent)
    told["spent"] = "" if answer.spent is None else plain_amount(answer.spent)
    told["next_step_by"] = answer.next_step_by or plain_text(answer.next_step_by_words)
    return {name: words for name, words in told.items() if words}


@dataclass(frozen=True)
class _Row:
    """A question as its row shows it, and what was answered so far."""

    key: UUID
    shown: Sequence[str]
    cells: Mapping[str, str]


def _row(desk: Desk, question: Question, values: Mapping[str, str]) -> _Row:
    wordings = Wording.objects.visible_to(desk).present().select_related("timing")
    wording = wordings.filter(provision=question.provision).first()
    timing = getattr(wording, "timing", None)
    last = last_word(desk, question)
    said = f"{last.value.told}, {last.stated_on.isoformat()}\n{last.narrative}" if last else ""
    shown = (
        wording.code if wording else "",
        question.provision.label,
        (timing.due or timing.due_words) if timing else "",
        said.strip(),
    )
    return _Row(question.uuid, shown, cells_of(_answer_seen(desk, question), values))


def _answer_seen(desk: Desk, question: Question) -> Answer | None:
    """Return the answer so far as the person may see it: nobody else's draft."""
    answer = answer_to(question)
    if answer is None or Answer.objects.visible_to(desk).contains(answer):
        return answer
    return None


def _answers(rows: Sequence[_Row], values: Mapping[str, str]) -> Page:
    columns = ("key", *SHOWN, *ANSWERED)
    reasons = delay_labels()
    heads = [
        Written([f"{MARK}:{name}" for name in columns], [LOCKED] * len(columns), is_hidden=True),
        Written([headings()[name] for name in columns], [HEADING] * len(columns)),
    ]
    looks = [LOCKED] * (len(SHOWN) + 1) + [OPEN] * len(ANSWERED)
    written = []
    for row in rows:
        cells = dict(row.cells)
        cells["value"] = values.get(cells.get("value", ""), "")
        cells["delay"] = reasons.get(cells.get("delay", ""), "")
        filled = [cells.get(name, "") for name in ANSWERED]
        written.append(Written([str(row.key), *row.shown, *filled], looks))
    last = HEADS + len(rows)
    choices = [
        Choices(_span(columns.index("value"), last), f"{MARK}!$B$1:$B${len(values)}"),
        Choices(_span(columns.index("delay"), last), f"{MARK}!$C$1:$C${len(reasons)}"),
    ]
    return Page(_("Answers"), [*heads, *written], WIDTHS, choices, heads=HEADS)


def headings() -> dict[str, str]:
    """Return what stands over each column, in the language that is active."""
    return {
        "key": "",
        "number": _("Number"),
        "provision": _("Commitment"),
        "due": _("Due"),
        "last": _("Last said"),
        "value": _("How it stands"),
        "narrative": _("What was done"),
        "percent": _("Per cent done"),
        "challenges": _("What stood in the way"),
        "delay": _("Kind of reason for delay"),
        "reason_for_delay": _("Reason for delay"),
        "way_forward": _("Way forward"),
        "next_step": _("Next step"),
        "next_step_by": _("Next step by"),
        "spent": _("Money spent"),
        "currency": _("Currency"),
        "address": _("An address as evidence"),
    }


def _notes(asked: Round, party: Party) -> Page:
    told = [
        f"{asked.title}: {party.label}",
        _("Answers are due on %(day)s.") % {"day": asked.due.isoformat()},
        *asked.words.splitlines(),
        _("Fill in the white cells; the grey ones are for reading and come back as they are."),
        _("How it stands, and the kind of reason, are chosen from their lists."),
        _("Dates: 2026-09-30, 2026-09 or 2026. Money: 1200.50, and its currency beside it: USD."),
        _("Rows may be moved and columns hidden. A row that you delete is left as it stands."),
        _("Write values, no formulas. No names of victims or migrants: counts only."),
        _("Send the file back to the secretariat. What was changed there meanwhile is not lost."),
    ]
    return Page(_("Notes"), [Written([line], [LOCKED]) for line in told], (110,))


def _sealed(asked: Round, party: Party, rows: Sequence[_Row], values: Mapping[str, str]) -> Page:
    """Return the hidden sheet: of what it is the workbook, what each row said, the lists."""
    told = {
        "register": str(asked.register.uuid),
        "round": str(asked.uuid),
        "party": str(party.uuid),
        "rows": {str(row.key): digest(row.cells) for row in rows},
    }
    seal = signing.dumps(told, salt=SALT, compress=True)
    pieces = [MARK, *(seal[at : at + PIECE] for at in range(0, len(seal), PIECE))]
    columns = zip_longest(pieces, values.values(), delay_labels().values(), fillvalue="")
    lines = [Written(line, [LOCKED] * 3) for line in columns]
    return Page(MARK, lines, is_hidden=True)


def _span(place: int, last: int) -> str:
    letters = letters_of(place + 1)
    return f"{letters}{HEADS + 1}:{letters}{last}"
