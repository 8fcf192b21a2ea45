"""What is below an entry follows its visibility, in every room."""

import pytest

from servanda.history.models import Change
from servanda.instruments.actions import NewProvision, add_provision, ensure_statement
from servanda.instruments.models import Wording
from servanda.parties.actions import NewParty, create_party, ensure_post
from servanda.parties.models import Post
from servanda.registers.actions import EditConflict, change
from servanda.registers.rules import Ability, Visibility
from servanda.registers.tests.factories import administrator, make_register, mandate
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


def test_an_entry_is_made_no_more_open_than_what_it_names_as_its_parents():
    clerk = administrator(make_register())
    hidden = create_party(clerk, new=NewParty("Quiet group", "other", visibility="restricted"))
    with change(clerk, "create_post", Ability.EDIT) as changes:
        changes.create(Post(label="Chair", key="chair", organization=hidden, visibility="public"))
    assert Post.objects.get().effective_visibility == Visibility.RESTRICTED


def test_a_wording_is_no_more_open_than_the_edition_it_stands_in():
    clerk = administrator(make_register())
    document = make_version(clerk, facts=DocumentFacts(visibility="public")).document
    statement = ensure_statement(clerk, document=document)
    edition = statement.editions.get()
    edition.visibility = "restricted"
    with change(clerk, "close_edition", Ability.EDIT) as changes:
        changes.update(edition)
    new = NewProvision("Open a school", "undertaking", visibility="public")
    add_provision(clerk, instrument=statement, new=new)
    assert Wording.objects.get().effective_visibility == Visibility.RESTRICTED


def test_an_entry_moved_below_a_hidden_one_is_hidden_with_it():
    clerk = administrator(make_register())
    hidden = create_party(clerk, new=NewParty("Quiet group", "other", visibility="restricted"))
    post = ensure_post(clerk, title="Chair", organization=None, visibility="public")
    post.organization = hidden
    with change(clerk, "move_post", Ability.EDIT) as changes:
        changes.update(post)
    assert Post.objects.get().effective_visibility == Visibility.RESTRICTED
    post.organization = None
    with change(clerk, "move_post", Ability.EDIT) as changes:
        changes.update(post)
    assert Post.objects.get().effective_visibility == Visibility.PUBLIC


def test_an_entry_fetched_before_its_parent_closed_does_not_open_it_again():
    clerk = administrator(make_register())
    party = create_party(clerk, new=NewParty("Group", "other", visibility="public"))
    post = ensure_post(clerk, title="Chair", organization=party, visibility="public")
    old = Post.objects.get()
    party.visibility = Visibility.RESTRICTED.value
    with change(clerk, "close_party", Ability.EDIT) as changes:
        changes.update(party)
    old.label = "Chairperson"
    with pytest.raises(EditConflict), change(clerk, "rename_post", Ability.EDIT) as changes:
        changes.update(old)
    post.refresh_from_db()
    assert post.effective_visibility == Visibility.RESTRICTED


def test_what_hangs_on_an_entry_of_one_side_is_of_that_side_and_open_again_of_none():
    register = make_register()
    clerk = mandate(register, "administrator", side="ours")
    theirs = mandate(register, "administrator", side="theirs")
    document = make_version(clerk, facts=DocumentFacts(visibility="public")).document
    statement = ensure_statement(clerk, document=document)
    for visibility, side, seen_there in (
        ("own_side", clerk.desk.side_id, False),
        ("public", None, True),
    ):
        document.visibility = visibility
        document.side_id = side
        with change(clerk, "correct_document", Ability.EDIT) as changes:
            changes.update(document)
        statement.refresh_from_db()
        assert (statement.effective_visibility, statement.side_id) == (visibility, side)
        assert type(statement).objects.visible_to(clerk.desk).exists()
        assert type(statement).objects.visible_to(theirs.desk).exists() is seen_there
