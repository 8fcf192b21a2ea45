"""What a provision says changed under the last edition: text, number, kind, time, who, money."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.history.rules import JsonValue
from servanda.instruments.actions.amending import (
    Seen,
    amended,
    keep_present,
    last_edition,
    lasting_wording,
)
from servanda.instruments.actions.deadlines import due_asked, put_due
from servanda.instruments.actions.provisions import Answering
from servanda.instruments.models import (
    MoneyLine,
    Provision,
    Responsibility,
    Wording,
    WordingText,
)
from servanda.instruments.rules import DueTold, MoneyTold
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.rules import Ability, is_same_text, writable

CENTS = Decimal("0.01")
ANSWERING_COLUMNS = ("role", "by_consent", "words", "alternative", "condition")
"""What is said of a party that answers, in the order of Answering."""


@dataclass(frozen=True)
class Amendment:
    """What is to be otherwise in a provision; what is None stays as it is. `texts` are by language."""

    texts: Mapping[str, str] | None = None
    code: str | None = None
    kind: str | None = None
    due: DueTold | None = None
    answering: Sequence[Answering] | None = None
    money: Sequence[MoneyTold] | None = None
    cells: dict[str, JsonValue] | None = None
    """The row of a plan that it comes from, as its wording keeps it."""

    @classmethod
    def of(cls, wording: Wording) -> "Amendment":
        """Return what a wording says, as somebody would have asked for it."""
        answering = wording.responsibilities.select_related("party").order_by("pk")
        return cls(
            texts={text.language: writable(text.text) for text in wording.texts.order_by("pk")},
            code=wording.code,
            kind=wording.kind or wording.provision.kind,
            due=due_asked(wording),
            answering=tuple(
                Answering(one.party, *(getattr(one, name) for name in ANSWERING_COLUMNS))
                for one in answering
            ),
            money=tuple(
                MoneyTold(m.amount, m.currency, m.year, m.source, m.is_covered, m.words)
                for m in wording.money_lines.order_by("pk")
            ),
            cells=wording.cells,
        )


def amend_provision(
    mandate: Mandate, *, provision: Provision, amendment: Amendment, seen: Seen | None = None
) -> bool:
    """Change what a provision says under the last edition; tell whether anything is otherwise now.

    Raises EditConflict where its wording is not as it was seen; ValidationError for a provision that
    was withdrawn, a text without words, a date that is none, and money without its currency.
    """
    with change(mandate, "amend_provision", Ability.EDIT) as changes:
        amendment = _written(amendment)
        wording = lasting_wording(provision, seen)
        wanted = _changed(amendment, Amendment.of(wording))
        if not wanted:
            return False
        edition = last_edition(provision.instrument)
        wording = amended(changes, wording, edition)
        for put in wanted:
            put(changes, wording, amendment)
        keep_present(changes, wording, edition)
        return True


def _written(amendment: Amendment) -> Amendment:
    """Return an amendment with its texts as they are written."""
    if amendment.texts is None:
        return amendment
    texts = {language: writable(text) for language, text in amendment.texts.items()}
    return replace(amendment, texts=texts)


def _changed(
    amendment: Amendment, stands: Amendment
) -> list[Callable[[Changes, Wording, Amendment], None]]:
    """Return what is to be done for what is asked for and does not stand so."""
    texts = amendment.texts or {}
    if any(not text.strip() for text in texts.values()):
        raise ValidationError(
            {"text": _("A provision has words: withdraw it where none are left.")}
        )
    found = [
        put
        for name, put in _PUTS.items()
        if getattr(amendment, name) not in (None, getattr(stands, name))
    ]
    return list(dict.fromkeys(found))


def _put_texts(changes: Changes, wording: Wording, amendment: Amendment) -> None:
    """Set the texts that are given; a language that is new is a translation of what is there."""
    there, written = {text.language: text for text in wording.texts.all()}, []
    for language, told in (amendment.texts or {}).items():
        text = there.get(language)
        if text is None:
            new = WordingText(of=wording, language=language, text=told, is_original=not there)
            new.is_authoritative = new.is_original
            changes.create(new)
        elif not is_same_text(text.text, told):
            text.text, text.checked_by = told, None
            changes.rewrite(text)
        else:
            continue
        written.append(language)
    renew(changes, wording, languages=written)


def renew(changes: Changes, wording: Wording, *, languages: Iterable[str]) -> None:
    """Note of translations that were written now which words of the original they render."""
    texts = {text.language: text for text in wording.texts.order_by("pk")}
    original = next((text for text in texts.values() if text.is_original), None)
    for language in languages:
        text = texts.get(language)
        if text is not None and original is not None and not text.is_original:
            text.renders = original.text
            changes.rewrite(text)


def _put_on_wording(changes: Changes, wording: Wording, amendment: Amendment) -> None:
    """Set number, kind and cells, which stand on the wording itself."""
    if amendment.code is not None:
        wording.code = amendment.code.strip()
    if amendment.kind is not None:
        wording.kind = amendment.kind
    if amendment.cells is not None:
        wording.cells = amendment.cells
    changes.update(wording)


def _put_due(changes: Changes, wording: Wording, amendment: Amendment) -> None:
    put_due(changes, wording, amendment.due or DueTold())


def _put_answering(changes: Changes, wording: Wording, amendment: Amendment) -> None:
    """Let others answer for a provision; what stays keeps all that is said of it."""
    asked = {(one.party.pk, one.role): one for one in amendment.answering or ()}
    for row in wording.responsibilities.order_by("pk"):
        one = asked.pop((row.party_id, row.role), None)
        if one is None:
            changes.remove(row)
        else:
            changes.rewrite(_answering_as(row, one))
    for one in asked.values():
        row = Responsibility(wording=wording, party=one.party)
        changes.create(_answering_as(row, one))


def _answering_as(row: Responsibility, one: Answering) -> Responsibility:
    for name in ANSWERING_COLUMNS:
        setattr(row, name, getattr(one, name))
    return row


def _put_money(changes: Changes, wording: Wording, amendment: Amendment) -> None:
    for row in wording.money_lines.order_by("pk"):
        changes.remove(row)
    for one in amendment.money or ():
        if one.amount is not None and not one.currency:
            raise ValidationError({"money": _("An amount needs its currency.")})
        line = MoneyLine(wording=wording, **vars(one))
        if one.amount is not None:
            line.amount = one.amount.quantize(CENTS)
        changes.create(line)


_Put = Callable[[Changes, Wording, Amendment], None]
_PUTS: Mapping[str, _Put] = {
    "texts": _put_texts,
    "code": _put_on_wording,
    "kind": _put_on_wording,
    "cells": _put_on_wording,
    "due": _put_due,
    "answering": _put_answering,
    "money": _put_money,
}
