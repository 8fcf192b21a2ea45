"""Saved views on pages: kept, opened, renamed, shared, removed, and what others see of them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from servanda.parties.actions import NewParty, create_party
from servanda.registers.actions import mandate_for, remove_view, save_view, share_view
from servanda.registers.models import OwnView, SharedView
from servanda.registers.rules.lists import ListQuery
from servanda.registers.tests.factories import make_register, person
from tests.world import make_world

pytestmark = pytest.mark.django_db

PRESS = ListQuery("document", words="officers", columns=("title", "published"))


@pytest.fixture
def register():
    return make_world("r", is_public=True).register


@pytest.fixture
def reader(register, client):
    account = person(register, "reader")
    client.force_login(account)
    return mandate_for(register, account)


@pytest.fixture
def editor(register):
    return mandate_for(register, person(register, "editor"))


def address(name, **values):
    return reverse(name, kwargs={"slug": "r", **values})


def main_of(answer):
    return answer.content.decode().partition("<main")[2]


def listed(client, query=""):
    return main_of(client.get(f"{address('list', kind='document')}?{query}"))


def test_a_list_is_saved_as_its_address_asks_and_stands_above_the_list(client, reader):
    page = listed(client, "words=officers&sort=-title")
    there = f"{address('view-new', kind='document')}?words=officers&sort=-title"
    assert f'href="{there.replace("&", "&amp;")}"' in page
    answer = client.post(there, {"name": "Officers"}, follow=True)
    assert answer.redirect_chain[-1][0] == (
        f"{address('list', kind='document')}?words=officers&sort=-title"
    )
    view = OwnView.objects.get()
    shown = main_of(answer)
    assert "Saved as “Officers”." in shown
    assert f'<a href="{address("saved-view", uuid=view.uuid)}" dir="auto" aria-current="true">' in (
        shown
    )
    assert 'aria-current="true">Officers' not in listed(client)


def test_what_the_address_asks_in_vain_is_told_and_not_saved(client, reader):
    there = f"{address('view-new', kind='document')}?words=officers&colour=red&column=nothing"
    page = main_of(client.get(there))
    assert "This list has no filter “colour”." in page
    client.post(there, {"name": "Officers"})
    assert OwnView.objects.get().query == "words=officers"


def test_a_reader_is_not_offered_to_share_and_cannot(client, reader):
    there = address("view-new", kind="document")
    assert "Share it with the people" not in main_of(client.get(there))
    client.post(there, {"name": "Mine", "is_shared": "on"})
    assert (OwnView.objects.count(), SharedView.objects.filter(name="Mine").count()) == (1, 0)


def test_an_editor_saves_for_the_register_at_once(client, editor, register):
    client.force_login(editor.desk.account)
    there = address("view-new", kind="document")
    assert "Share it with the people" in main_of(client.get(there))
    client.post(f"{there}?words=plan", {"name": "Plans", "is_shared": "on"})
    client.force_login(person(register, "reader"))
    assert ">Plans</a>" in listed(client)
    home = main_of(client.get(address("register")))
    assert ">Plans</a>" in home
    assert "Views of the register" in home


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "required"), ("n" * 101, "at most 100"), ("MINE", "There is a view “MINE” of this list")],
)
def test_a_name_that_cannot_be_is_told_at_the_field(client, reader, name, told):
    save_view(reader, query=PRESS, name="Mine")
    answer = client.post(address("view-new", kind="document"), {"name": name})
    assert answer.status_code == 422
    assert told in main_of(answer)


def test_a_view_leads_to_the_list_as_it_was(client, reader):
    view = save_view(reader, query=PRESS, name="Mine")
    answer = client.get(address("saved-view", uuid=view.uuid))
    assert answer.url == (
        f"{address('list', kind='document')}?words=officers&column=title&column=published"
    )


def test_a_view_of_another_person_is_not_there(client, reader, editor):
    view = save_view(editor, query=PRESS, name="Theirs")
    for name in ("saved-view", "saved-view-edit"):
        assert client.get(address(name, uuid=view.uuid)).status_code == 404
    for name in ("saved-view-edit", "saved-view-share", "saved-view-remove"):
        assert client.post(address(name, uuid=view.uuid), {"name": "x"}).status_code == 404
    assert "Theirs" not in listed(client)
    assert OwnView.objects.get().name == "Theirs"


def test_a_visitor_sees_no_views_and_no_way_to_save_one(client, editor):
    view = share_view(editor, query=PRESS, name="Canary")
    for page in (listed(client), main_of(client.get(address("register")))):
        assert "Canary" not in page
        assert "Save this view" not in page
    assert client.get(address("saved-view", uuid=view.uuid)).status_code == 404
    assert "Canary" not in main_of(client.get(address("history")))


def test_what_a_list_does_not_know_any_more_is_told_and_the_rest_opens(client, reader):
    view = save_view(reader, query=PRESS, name="Mine")
    OwnView.objects.filter(pk=view.pk).update(
        query="colour=red&words=officers&column=weight&column=title&sort=-weight"
    )
    answer = client.get(address("saved-view", uuid=view.uuid), follow=True)
    assert answer.redirect_chain[-1][0].endswith("?words=officers&column=title")
    page = main_of(answer)
    for told in (
        "This list has no filter “colour”.",
        "This list has no column “weight”.",
        "This list cannot be ordered by “weight”.",
    ):
        assert told in page


def test_a_view_of_a_list_that_is_no_more_says_so(client, reader):
    view = save_view(reader, query=ListQuery("spoon"), name="Spoons")
    page = main_of(client.get(address("saved-view", uuid=view.uuid), follow=True))
    assert "The list of this view is not there any more." in page
    assert client.get(address("saved-view-edit", uuid=view.uuid)).status_code == 200
    client.post(address("saved-view-remove", uuid=view.uuid))
    assert not OwnView.objects.exists()
    assert client.get(address("view-new", kind="spoon")).status_code == 404


def test_what_is_hidden_from_the_reader_of_a_shared_view_leaves_no_trace(client, reader, editor):
    secret = create_party(editor, new=NewParty("Quill", "company", visibility="restricted"))
    never = uuid4()
    told: list[bool] = []
    for uuid in (secret.uuid, never):
        query = ListQuery("update", chosen={"assessor": (str(uuid),)})
        view = share_view(editor, query=query, name=f"View {len(told)}")
        answer = client.get(address("saved-view", uuid=view.uuid), follow=True)
        assert answer.redirect_chain[-1][0] == address("list", kind="update")
        page = main_of(answer)
        assert str(uuid) not in page
        assert "Quill" not in page
        told.append("narrows by something that is not there, or not shown to you" in page)
    assert told == [True, True]


def test_a_view_is_renamed_and_removed_on_its_page(client, reader):
    view = save_view(reader, query=PRESS, name="Mine")
    there = address("saved-view-edit", uuid=view.uuid)
    page = main_of(client.get(there))
    assert 'value="Mine"' in page
    assert "Share with the register" not in page
    shown = main_of(client.post(there, {"name": "Better", "seen": "Mine"}, follow=True))
    assert "The view is named “Better” now." in shown
    client.post(address("saved-view-remove", uuid=view.uuid))
    assert "The view “Better” is removed." in listed(client)
    assert "Better" not in listed(client)


def test_a_name_given_meanwhile_is_told_before_it_is_replaced(client, editor):
    client.force_login(editor.desk.account)
    view = share_view(editor, query=PRESS, name="Now")
    there = address("saved-view-edit", uuid=view.uuid)
    answer = client.post(there, {"name": "Mine", "seen": "Before"})
    assert answer.status_code == 409
    assert "Somebody else named it “Now” since you opened this page." in main_of(answer)
    assert 'name="seen" value="Now"' in main_of(answer)
    client.post(there, {"name": "Mine", "seen": "Now"})
    assert SharedView.objects.filter(name="Mine").exists()


def test_a_view_is_shared_from_its_page_and_told_in_the_history(client, editor, register):
    client.force_login(editor.desk.account)
    view = save_view(editor, query=PRESS, name="Ours")
    assert "Share with the register" in main_of(
        client.get(address("saved-view-edit", uuid=view.uuid))
    )
    shown = main_of(client.post(address("saved-view-share", uuid=view.uuid), follow=True))
    assert "The people of the register find “Ours” above the list." in shown
    client.force_login(person(register, "reader"))
    history = main_of(client.get(address("history")))
    assert "Shared a view of a list" in history
    assert "Ours" in history
    assert ">Ours</a>" in listed(client)


def test_a_name_the_register_has_already_is_told_when_sharing(client, editor):
    client.force_login(editor.desk.account)
    share_view(editor, query=PRESS, name="Ours")
    view = save_view(editor, query=PRESS, name="Ours")
    shown = main_of(client.post(address("saved-view-share", uuid=view.uuid), follow=True))
    assert "There is a view “Ours” of this list already" in shown
    assert OwnView.objects.count() == 1


def test_a_removed_view_of_the_register_is_brought_back_from_the_history(client, editor):
    client.force_login(editor.desk.account)
    view = share_view(editor, query=PRESS, name="Ours")
    client.post(address("saved-view-remove", uuid=view.uuid))
    history = main_of(client.get(address("history")))
    assert "Removed a shared view" in history
    record = history.partition("/record/")[2].partition("/")[0]
    client.post(reverse("undo", kwargs={"slug": "r", "uuid": record}), {"reason": "Needed."})
    assert SharedView.objects.filter(uuid=view.uuid, name="Ours").exists()


def test_a_view_that_somebody_removed_meanwhile_is_not_there(client, editor, monkeypatch):
    view = share_view(editor, query=ListQuery("document"), name="Ours")
    monkeypatch.setattr("servanda.portal.views.saved_views._own_to_change", lambda *_: view)
    client.force_login(editor.desk.account)
    remove_view(editor, view=SharedView.objects.get(pk=view.pk))
    for name, sent in (
        ("saved-view-edit", {"name": "After", "seen": "Ours"}),
        ("saved-view-remove", {}),
    ):
        there = reverse(name, kwargs={"slug": "r", "uuid": view.uuid})
        assert client.post(there, sent).status_code == 404


def test_a_view_of_another_register_is_not_there(client, reader):
    there = make_register("there")
    elsewhere = mandate_for(there, person(there, "editor"))
    for view in (
        share_view(elsewhere, query=PRESS, name="Canary"),
        save_view(elsewhere, query=PRESS, name="Canary"),
    ):
        assert client.get(address("saved-view", uuid=view.uuid)).status_code == 404
    assert "Canary" not in listed(client)


def test_words_that_would_be_markup_are_only_words(client, reader):
    name = '"><script>alert(1)</script>{{ 7|add:7 }}'
    save_view(reader, query=PRESS, name=name)
    page = listed(client)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page
