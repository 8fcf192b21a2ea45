"""Taking back a workbook of answers, row by row: unchanged, taken, or a conflict that is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.instruments.models import Instrument
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
from servanda.progress.importing.making import cells_of, delay_labels, value_labels
from servanda.progress.importing.reading import BookFound, CellFound, RowFound, read_book
from servanda.progress.models import Answer, Question, Round
from servanda.progress.rules.workbooks import (
    ANSWERED,
    Outcome,
    WrongCell,
    amount_of,
    digest,
    merged,
    percent_of,
)
from servanda.reading.edtf import EdtfError, bounds
from servanda.registers.actions import Mandate, NotAllowed


@dataclass(frozen=True)
class Fault:
    """What could not be taken: the cell or the row, and the sentence why."""

    place: str
    why: str


@dataclass
class Taken:
    """What came of a workbook: the rows that changed nothing, that were taken, that differ, that fail."""

    round: str
    party: str
    unchanged: int = 0
    taken: list[str] = field(default_factory=list)
    conflicts: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    missing: int = 0
    """Rows that went out and did not come back: they are left as they stand."""

    def add(self, row: "_Row") -> None:
        """Count what came of one row."""
        self.unchanged += row.is_unchanged
        self.taken += filter(None, [row.taken])
        self.conflicts += row.conflicts
        self.faults += row.faults


@dataclass(frozen=True)
class _Row:
    """What came of one row."""

    is_unchanged: bool = False
    taken: str = ""
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
    questions = _questions(asked, book)
    party = next(iter(questions.values())).party.label if questions else ""
    came = Taken(asked.title, party)
    labels, base = _Labels.of(asked.instrument), book.seal.rows
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


@dataclass(frozen=True)
class _Labels:
    """Which words of any language of the pages mean which code."""

    values: Mapping[str, str]
    reasons: Mapping[str, str]

    @classmethod
    def of(cls, instrument: Instrument) -> "_Labels":
        values: dict[str, str] = {}
        reasons: dict[str, str] = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                values |= {label.casefold(): c for c, label in value_labels(instrument).items()}
                reasons |= {label.casefold(): c for c, label in delay_labels().items()}
        values |= {code.casefold(): code for code in values.values()}
        return cls(values, reasons | {code: code for code in reasons.values()})


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


def _questions(asked: Round, book: BookFound) -> dict[str, Question]:
    found = Question.objects.filter(round=asked, party__uuid=book.seal.party)
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
    mandate: Mandate, row: RowFound, question: Question, *, labels: _Labels, base: str
) -> _Row:
    """Do with a row what its three states ask for."""
    cells, faults = _cells_read(row, labels)
    if faults:
        return _Row(faults=faults)
    answer = answer_to(question)
    ours = cells_of(answer)
    outcome = merged(base=base, theirs=digest(cells), ours=digest(ours))
    if outcome is Outcome.UNCHANGED:
        return _Row(is_unchanged=True)
    if outcome is Outcome.CONFLICT:
        return _Row(conflicts=list(_differences(row, cells, ours)))
    try:
        with transaction.atomic():
            _answer(mandate, question, answer, cells)
    except (ValidationError, NotAllowed) as error:
        return _Row(faults=list(_faults(row, error)))
    return _Row(taken=question.provision.label)


def _cells_read(row: RowFound, labels: _Labels) -> tuple[dict[str, str], list[Fault]]:
    """Return what the cells of a row mean, and each that means nothing."""
    read: dict[str, str] = {}
    faults: list[Fault] = []
    for name, cell in row.cells.items():
        if cell.is_formula:
            faults.append(Fault(cell.address, _("it holds a formula: write the value itself.")))
            continue
        try:
            read[name] = _meant(name, cell, labels)
        except WrongCell:
            faults.append(Fault(cell.address, _wrong(name) % {"words": cell.words[:60]}))
    return {name: words for name, words in read.items() if words}, faults


def _meant(name: str, cell: CellFound, labels: _Labels) -> str:
    if name in {"value", "delay"}:
        known = labels.values if name == "value" else labels.reasons
        if cell.words.casefold() not in known:
            raise WrongCell(cell.words)
        return known[cell.words.casefold()]
    if name == "percent":
        return percent_of(cell.words)
    if name == "spent":
        return amount_of(cell.words)
    return cell.words.upper() if name == "currency" else cell.words


def _wrong(name: str) -> str:
    told = {
        "value": _("“%(words)s” is none of the values to choose from."),
        "delay": _("“%(words)s” is none of the reasons to choose from."),
        "percent": _("“%(words)s” is no whole number from 0 to 100."),
    }
    return told.get(name, _("“%(words)s” is no clear amount: write it as 1200 or 1200.50."))


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
