"""Every action has its name in the history, and every field of an entry its word."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.functional import Promise

import servanda
from servanda.portal.views.deeds import DEEDS, DEEDS_OF_INSTALLATION
from servanda.portal.views.entries import KINDS
from servanda.portal.views.parts import PARTS
from servanda.portal.views.telling import DERIVED, FIELD_WORDS, SILENT, field_of
from servanda.registers.actions.telling import NOT_TOLD
from servanda.registers.models import Row

ROOT = Path(servanda.__file__).parent
OPENED = re.compile(r"(?:change|_acceptance)\(\s*(?:self\.)?mandate,\s*[\"'](\w+)[\"']")
OF_INSTALLATION = re.compile(r"record_deed\(\s*\"(\w+)\"")


def actions(written=OPENED):
    """Return the names under which changes are opened anywhere in the code."""
    for path in ROOT.glob("**/*.py"):
        if "tests" not in path.parts:
            yield from written.findall(path.read_text(encoding="utf-8"))


def fields():
    """Return model and name of each field that a page of history may show."""
    models = {kind.model for kind in KINDS.values()}
    for model in sorted(models, key=lambda model: model.__name__):
        for column in model._meta.concrete_fields:
            name = column.name
            if name not in NOT_TOLD | SILENT and not name.endswith(DERIVED):
                yield model, name


def test_actions_are_found_at_all():
    assert {"ingest", "accept_all", "add_update"} <= set(actions())


def test_every_action_has_its_words():
    assert set(actions()) <= DEEDS.keys()


def test_no_action_is_told_that_does_not_exist():
    assert not DEEDS.keys() - {"erase_words"} - set(actions())  # the history writes that itself


def test_every_action_on_people_and_registers_has_its_words_and_no_other():
    assert set(actions(OF_INSTALLATION)) == DEEDS_OF_INSTALLATION.keys()


@pytest.mark.parametrize(("model", "name"), list(fields()), ids=str)
def test_every_field_has_its_word(model, name):
    own = field_of(model, name).verbose_name
    assert isinstance(own, Promise) or name in FIELD_WORDS


def test_every_part_is_told_by_fields_it_has():
    wrong = {
        (part.kind, name)
        for part in PARTS
        for name in part.told
        if field_of(part.model, name) is None
    }
    assert not wrong


def test_every_table_with_rows_of_a_register_is_an_entry_or_a_part_of_one():
    told = {kind.model for kind in KINDS.values()} | {part.model for part in PARTS}
    kept = {kind for kind in rows_of_registers() if kind not in told}
    assert {model.__name__ for model in kept} == {
        "Answer",  # of nobody's concern before it is an update
        "AnswerEvidence",
        "Citation",
        "ColumnMapping",
        "Difference",
        "Question",
        "Representation",
        "Round",
        "Scale",
        "ScaleValue",
        "SharedView",
        "Standing",
        "Trace",
    }


def rows_of_registers():
    return [model for model in apps.get_models() if issubclass(model, Row)]
