"""What is below an entry follows its visibility, in every room."""

import pytest

from servanda.history.models import Change
from servanda.instruments.actions import NewProvision, add_provision, ensure_statement
from servanda.instruments.models import Wording
from servanda.registers.actions import change
from servanda.registers.rules import Ability, Visibility
from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.actions import DocumentFacts
from servanda.sources.tests.factories import make_version

pytestmark = pytest.mark.django_db


def test_what_a_document_states_closes_with_it_and_opens_again():
    clerk = administrator(make_register())
    document = make_version(clerk, facts=DocumentFacts(visibility="public")).document
    statement = ensure_statement(clerk, document=document)
    new = NewProvision("Open a school", "undertaking", visibility="public")
    provision = add_provision(clerk, instrument=statement, new=new)
    for visibility in (Visibility.RESTRICTED, Visibility.PUBLIC):
        document.visibility = visibility.value
        with change(clerk, "correct_document", Ability.EDIT) as changes:
            changes.update(document)
        provision.refresh_from_db()
        wording = Wording.objects.get(provision=provision)
        assert provision.effective_visibility == visibility
        assert wording.effective_visibility == visibility


def test_the_history_tells_what_closed_with_an_entry():
    clerk = administrator(make_register())
    document = make_version(clerk, facts=DocumentFacts(visibility="public")).document
    statement = ensure_statement(clerk, document=document)
    document.visibility = Visibility.RESTRICTED.value
    with change(clerk, "correct_document", Ability.EDIT) as changes:
        changes.update(document)
    told = Change.objects.filter(entry=statement.uuid, field="effective_visibility").last()
    assert (told.before, told.after) == ("public", "restricted")
