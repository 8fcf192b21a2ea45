"""Taking back a workbook of answers, row by row: unchanged, taken, or a conflict that is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from servanda.instruments.models import Provision
from servanda.progress.actions import (
    About,
    Address,
    NewAnswer,
    Told,
    answer_to,
    save_draft,
    submit_answer,
)
from servanda.progress.actions.telling import told_of
from servanda.progress.importing.cells import Fault, Labels, cells_read
from servanda.progress.importing.making import cells_of, headings
from servanda.progress.importing.reading import BookFound, RowFound, read_book
from servanda.progress.models import Answer, Question, Round
from servanda.progress.rules.workbooks import (
    ANSWERED,
    Outcome,
    digest,
    merged,
)
from servanda.reading.edtf import EdtfError, bounds
from servanda.registers.actions import Mandate, NotAllowed
from servanda.registers.models import Desk


@dataclass(frozen=True)
class CellChange:
    """A cell that is taken: where it stands, of which column and commitment, what stood and what comes."""

    place: str
    column: str
    provision: str
    stood: str
    comes: str


@dataclass
class Taken:
    """What came of a workbook: the rows that changed nothing, that were taken, that differ, that fail."""

    round: str
    party: str
    unchanged: int = 0
    taken: list[str] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    """The cells of the rows that were taken."""
    conflicts: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    missing: int = 0
    """Rows that went out and did not come back: they are left as they stand."""

    def add(self, row: "_Row") -> None:
        """Count what came of one row."""
        self.unchanged += row.is_unchanged
        self.taken += filter(None, [row.taken])
        self.changes += row.changes
        self.conflicts += row.conflicts
        self.faults += row.faults


@dataclass(frozen=True)
class _Row:
    """What came of one row."""

    is_unchanged: bool = False
    taken: str = ""
    changes: list[CellChange] = field(default_factory=list)
    conflicts: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def take_workbook(mandate: Mandate, *, content: bytes, file_name: str) -> Taken:
    """Take a workbook back: what was changed in it is answered, in the name of who acts.

    A row that is wrong is set aside with its cell, and the others are taken. Raises ValidationError
    for a workbook of another register or a closed round, one whose keys were changed, and one with
    macros; DocumentError for a damaged file.
    """
    book = read_book(content, file_name)
    asked = _round_of(mandate, book)
    questions = _questions(mandate.desk, asked, book)
    party = next(iter(questions.values())).party.label if questions else ""
    came = Taken(asked.title, party)
    labels, base = Labels.of(asked.instrument), book.seal.rows
    seen: set[str] = set()
    for row in book.rows:
        if row.key in seen or row.key not in base or row.key not in questions:
            came.faults.append(_strange(row, is_twice=row.key in seen))
            continue
        seen.add(row.key)
        came.add(_take_row(mandate, row, questions[row.key], labels=labels, base=base[row.key]))
    came.missing = len(base.keys() - seen)
    return came


def look_at_workbook(mandate: Mandate, *, content: bytes, file_name: str) -> Taken:
    """Tell what would come of a workbook, and store nothing."""
    with transaction.atomic():
        came = take_workbook(mandate, content=content, file_name=file_name)
        transaction.set_rollback(True)
    return came


def _round_of(mandate: Mandate, book: BookFound) -> Round:
    register = mandate.desk.register
    if book.seal.register != str(register.uuid):
        raise ValidationError(
            _("This is a workbook of another register than “%(register)s”.")
            % {"register": register.title}
        )
    asked = Round.objects.filter(register=register, uuid=book.seal.round).first()
    if asked is None:
        raise ValidationError(_("The round of this workbook is not there any more."))
    if asked.closed_on is not None:
        raise ValidationError(
            _(
                "This is a workbook of the round “%(round)s”, which was closed on %(day)s: take the "
                "one of the present round."
            )
            % {"round": asked.title, "day": asked.closed_on}
        )
    return asked


def _questions(desk: Desk, asked: Round, book: BookFound) -> dict[str, Question]:
    """Return the questions of a workbook that the person may answer: their own, or all for who edits.

    Raises NotAllowed where there is none: what others answered is told to nobody.
    """
    seen = Provision.objects.visible_to(desk)
    found = Question.objects.filter(round=asked, party__uuid=book.seal.party, provision__in=seen)
    if not desk.can_edit:
        found = found.asked_of(desk)
    if not found.exists():
        raise NotAllowed(_("This is asked of somebody else."))
    related = found.select_related("round", "provision__instrument", "party")
    return {str(one.uuid): one for one in related}


def _strange(row: RowFound, *, is_twice: bool) -> Fault:
    if is_twice:
        why = _("this row stands there twice: only the first was looked at.")
    elif row.key:
        why = _("the key of this row is none of this workbook: it was set aside.")
    else:
        why = _("this row has no key, so nothing tells what it answers: it was set aside.")
    return Fault(_("Row %(number)d") % {"number": row.number}, why)


def _take_row(
    mandate: Mandate, row: RowFound, question: Question, *, labels: Labels, base: str
) -> _Row:
    """Do with a row what its three states ask for."""
    cells, faults = cells_read(row, labels)
    if faults:
        return _Row(faults=faults)
    answer = answer_to(question)
    ours = cells_of(answer, labels.shown["value"])
    outcome = merged(base=base, theirs=digest(cells), ours=digest(ours))
    if outcome is Outcome.UNCHANGED:
        return _Row(is_unchanged=True)
    is_seen = answer is None or Answer.objects.visible_to(mandate.desk).contains(answer)
    if outcome is Outcome.CONFLICT:
        told = list(_differences(row, cells, ours)) if is_seen else [_drafted(row)]
        return _Row(conflicts=told)
    try:
        with transaction.atomic():
            _answer(mandate, question, answer, cells)
    except (ValidationError, NotAllowed) as error:
        return _Row(faults=list(_faults(row, error)))
    changes = list(_changes(row, question, cells, ours if is_seen else {}, labels))
    return _Row(taken=question.provision.label, changes=changes)


def _differences(
    row: RowFound, theirs: Mapping[str, str], ours: Mapping[str, str]
) -> Iterator[Fault]:
    """Tell of each cell that differs what stands here now; nobody's words are overwritten."""
    for name in ANSWERED:
        wanted, stands = theirs.get(name, ""), ours.get(name, "")
        if wanted != stands:
            cell = row.cells.get(name)
            place = cell.address if cell else _("Row %(number)d") % {"number": row.number}
            told = {"wanted": wanted or "—", "stands": stands or "—"}
            yield Fault(
                place, _("here “%(wanted)s”, meanwhile “%(stands)s” in the register.") % told
            )


def _drafted(row: RowFound) -> Fault:
    """Tell that a draft stands here, without its words: nobody judges what was not handed in."""
    return Fault(
        _("Row %(number)d") % {"number": row.number},
        _("its party began a draft meanwhile: it was left as it stands."),
    )


def _changes(
    row: RowFound,
    question: Question,
    cells: Mapping[str, str],
    ours: Mapping[str, str],
    labels: Labels,
) -> Iterator[CellChange]:
    """Tell of each cell that is taken what stood there and what comes, as people read it."""
    heads = headings()
    for name in ANSWERED:
        stood, comes = ours.get(name, ""), cells.get(name, "")
        if stood != comes:
            cell = row.cells.get(name)
            place = cell.address if cell else _("Row %(number)d") % {"number": row.number}
            told = (labels.told(name, stood), labels.told(name, comes))
            yield CellChange(place, heads[name], question.provision.label, *told)


def _answer(
    mandate: Mandate, question: Question, present: Answer | None, cells: Mapping[str, str]
) -> None:
    new = NewAnswer(
        _told(question, present, cells),
        value=cells.get("value", ""),
        visibility=present.visibility if present else "register",
        address=_address(mandate, present, cells.get("address", "")),
        corrects=present.corrects if present else None,
        stated_on=present.stated_on if present else None,
        language=present.language if present else "",
        revision=present.saves if present else None,
    )
    act = submit_answer if new.value else save_draft
    act(mandate, about=About.of(question), new=new)


def _told(question: Question, present: Answer | None, cells: Mapping[str, str]) -> Told:
    step_by = cells.get("next_step_by", "")
    is_date = _is_date(step_by)
    texts = ("narrative", "challenges", "way_forward", "delay", "reason_for_delay", "next_step")
    spent = cells.get("spent")
    return replace(
        told_of(present) if present else Told(period=question.round.period),
        **{name: cells.get(name, "") for name in texts},
        percent=int(cells["percent"]) if cells.get("percent") else None,
        spent=Decimal(spent) if spent else None,
        currency=cells.get("currency", ""),
        next_step_by=step_by if is_date else None,
        next_step_by_words="" if is_date else step_by,
    )


def _address(mandate: Mandate, present: Answer | None, url: str) -> Address | None:
    if not url:
        return None
    if present is not None and present.address == url and present.seen_on is not None:
        return Address(url, present.seen_on)
    return Address(url, mandate.desk.today)


def _is_date(words: str) -> bool:
    try:
        return bool(words) and bounds(words) is not None
    except EdtfError:
        return False


def _faults(row: RowFound, error: ValidationError | NotAllowed) -> Iterator[Fault]:
    """Tell what an action refused, at the cell that it is about where there is one."""
    line = _("Row %(number)d") % {"number": row.number}
    if isinstance(error, NotAllowed):
        yield Fault(line, str(error))
        return
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, sentences in told.items():
        cell = row.cells.get(name)
        yield from (Fault(cell.address if cell else line, sentence) for sentence in sentences)
