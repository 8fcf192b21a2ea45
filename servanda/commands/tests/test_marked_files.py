"""What leaves by a command bears the handling markings of what it tells."""

import json

import pytest
from django.conf import LazySettings

from servanda.commands.searching import as_json, as_text, find
from servanda.commands.verification.exporting import history_lines
from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import Mandate, Protection, operator, protect_entry
from servanda.registers.models import Register
from servanda.registers.tests.factories import administrator, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(settings: LazySettings, tmp_path) -> Mandate:
    settings.DATA_DIR = tmp_path
    clerk = administrator(make_register("r"))
    party = create_party(clerk, new=NewParty("Arvenia", "state"))
    told = Protection("public", handling="Confidential")
    protect_entry(clerk, entry=party, as_told=told, revision=party.revision)
    Register.objects.update(handling="For official use")
    return clerk


def test_an_exported_history_bears_the_markings_of_its_register_and_entries(clerk):
    head = json.loads(next(history_lines("r", is_sealed=False)))
    assert head["handling"] == ["For official use", "Confidential"]


def test_a_sealed_history_names_the_marking_of_its_register_alone(clerk):
    head = json.loads(next(history_lines("r", is_sealed=True)))
    assert head["handling"] == ["For official use"]


def test_hits_in_a_terminal_bear_the_markings_of_what_they_tell(clerk):
    found = find(operator(), "Arvenia", slug="r", most=20)
    assert as_text(found).splitlines()[0] == "r: 1 place · For official use · Confidential"
    assert json.loads(as_json(found))["registers"]["r"]["handling"] == (
        "For official use · Confidential"
    )
