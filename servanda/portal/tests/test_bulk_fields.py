"""What may be changed of many entries at once is named alike by list, action and form."""

import pytest

from servanda.portal.actions import changeable
from servanda.portal.forms.bulk import ValueForm
from servanda.portal.lists import ENTRY_LISTS
from servanda.portal.views.list_steps import fields_changed


@pytest.mark.parametrize("kind", sorted(ENTRY_LISTS))
def test_each_field_that_a_list_offers_has_an_action_and_a_form(kind):
    for name in fields_changed(ENTRY_LISTS[kind]):
        assert changeable(kind, name)
        assert ValueForm(kind=kind, name=name).fields["value"].label
