"""A list kept under a name: whose it is, what is refused, and what the history tells of it."""

import pytest
from django.core.exceptions import ValidationError

from servanda.history.models import Change, Record
from servanda.registers.actions import (
    ChangedMeanwhile,
    NotAllowed,
    StandsInTheWay,
    mandate_for,
    remove_view,
    rename_view,
    save_view,
    share_own_view,
    share_view,
    undo,
)
from servanda.registers.models import OwnView, SharedView
from servanda.registers.models.saved_views import (
    LONGEST_NAME,
    LONGEST_QUERY,
    MOST_VIEWS,
    shared_at,
    views_at,
)
from servanda.registers.rules.lists import ListQuery
from servanda.registers.tests.factories import make_register, mandate, person

pytestmark = pytest.mark.django_db

OURS = ListQuery(
    "document", words="труд migrants", chosen={"kind": ("press", "law")}, columns=("published",)
)


@pytest.fixture
def register():
    return make_register()


@pytest.fixture
def editor(register):
    return mandate(register, "editor")


@pytest.fixture
def reader(register):
    return mandate(register, "reader")


def visitor(register):
    return mandate_for(register, person(make_register("beside"), "administrator"))


def names_at(acting, kind="document"):
    return [line.name for line in views_at(acting.desk, kind)]


def last_record(register):
    return Record.objects.of_register(register.uuid).latest("sequence")


def test_a_view_asks_what_was_asked_when_it_was_saved(reader):
    save_view(reader, query=OURS, name="Law and press")
    view = OwnView.objects.get()
    assert view.asks.pairs() == OURS.pairs()
    assert (
        view.query == "words=%D1%82%D1%80%D1%83%D0%B4+migrants&kind=law&kind=press&column=published"
    )


def test_the_place_of_a_page_is_not_saved(reader):
    paged = ListQuery.from_pairs("document", [("after", "0" * 32), ("words", "plan")])
    save_view(reader, query=paged, name="Plans")
    assert OwnView.objects.get().query == "words=plan"


def test_a_view_of_ones_own_is_seen_by_nobody_else_and_told_in_no_history(register, reader, editor):
    before = Record.objects.count()
    save_view(reader, query=OURS, name="Mine")
    assert names_at(reader) == ["Mine"]
    assert names_at(editor) == []
    assert Record.objects.count() == before


def test_a_shared_view_is_seen_by_the_people_of_the_register_and_no_visitor(
    register, editor, reader
):
    share_view(editor, query=OURS, name="Ours")
    assert names_at(reader) == names_at(editor) == ["Ours"]
    assert [line.name for line in shared_at(reader.desk)] == ["Ours"]
    register.is_public = True
    register.save()
    anyone = visitor(register)
    assert names_at(anyone) == []
    assert shared_at(anyone.desk) == []


def test_views_stand_with_their_list_ones_own_first_by_name(editor):
    share_view(editor, query=OURS, name="a shared one")
    for name in ("beta", "Alpha"):
        save_view(editor, query=OURS, name=name)
    save_view(editor, query=ListQuery("party"), name="parties")
    assert names_at(editor) == ["Alpha", "beta", "a shared one"]
    assert names_at(editor, "party") == ["parties"]


def test_the_views_of_a_list_are_read_in_one_query(editor, django_assert_num_queries):
    for number in range(5):
        save_view(editor, query=OURS, name=f"own {number}")
        share_view(editor, query=OURS, name=f"shared {number}")
    with django_assert_num_queries(1):
        assert len(names_at(editor)) == 10


@pytest.mark.parametrize(("role", "may_share"), [("reader", False), ("focal_point", False), ("secretariat", True), ("administrator", True)])  # fmt: skip
def test_who_edits_shares(register, role, may_share):
    acting = mandate(register, role)
    view = save_view(acting, query=OURS, name="Mine")
    if may_share:
        share_own_view(acting, view=view)
        assert [line.is_shared for line in views_at(acting.desk, "document")] == [True]
    else:
        with pytest.raises(NotAllowed):
            share_own_view(acting, view=view)
        assert [line.is_shared for line in views_at(acting.desk, "document")] == [False]


def test_who_has_no_role_keeps_no_view(register):
    register.is_public = True
    register.save()
    with pytest.raises(NotAllowed):
        save_view(visitor(register), query=OURS, name="Mine")


def test_a_view_of_another_person_is_neither_shared_nor_changed(editor, reader):
    view = save_view(reader, query=OURS, name="Mine")
    for deed in (
        lambda: share_own_view(editor, view=view),
        lambda: rename_view(editor, view=view, name="Yours"),
        lambda: remove_view(editor, view=view),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert OwnView.objects.get().name == "Mine"


def test_a_reader_changes_no_shared_view(editor, reader):
    view = share_view(editor, query=OURS, name="Ours")
    with pytest.raises(NotAllowed):
        rename_view(reader, view=view, name="Mine")
    with pytest.raises(NotAllowed):
        remove_view(reader, view=view)


def test_a_shared_view_of_another_register_is_not_changed_from_here(editor):
    there = mandate(make_register("there"), "editor")
    view = share_view(there, query=OURS, name="Theirs")
    with pytest.raises(NotAllowed):
        rename_view(editor, view=view, name="Ours")
    with pytest.raises(NotAllowed):
        remove_view(editor, view=view)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Give the view a name."),
        (" \u202e\x00 ", "Give the view a name."),
        ("n" * (LONGEST_NAME + 1), "A name has at most 100 letters."),
        ("LAW and press", "There is a view “LAW and press” of this list already"),
    ],
)
@pytest.mark.parametrize("save", [save_view, share_view])
def test_a_name_that_is_none_is_too_long_or_taken_is_refused(editor, save, name, told):
    save(editor, query=OURS, name="Law and press")
    with pytest.raises(ValidationError, match=told):
        save(editor, query=OURS, name=name)


def test_names_are_free_for_another_person_another_list_and_the_register(editor, reader):
    save_view(editor, query=OURS, name="Mine")
    save_view(reader, query=OURS, name="Mine")
    save_view(editor, query=ListQuery("party"), name="Mine")
    share_view(editor, query=OURS, name="Mine")
    assert names_at(editor) == ["Mine", "Mine"]


def test_one_view_too_many_is_refused(editor):
    for number in range(MOST_VIEWS):
        save_view(editor, query=OURS, name=f"view {number}")
    with pytest.raises(ValidationError, match="There are 50 views already"):
        save_view(editor, query=OURS, name="one more")
    share_view(editor, query=OURS, name="the register has room")


def test_a_view_that_asks_for_too_much_is_refused(editor):
    much = ListQuery("document", chosen={"publisher": tuple("p" * 90 + str(n) for n in range(60))})
    assert len(much.pairs()) * 90 > LONGEST_QUERY
    with pytest.raises(ValidationError, match="more at once than a view can keep"):
        save_view(editor, query=much, name="Much")


def test_a_view_is_renamed_but_not_over_the_name_somebody_gave_it_meanwhile(editor):
    view = share_view(editor, query=OURS, name="Before")
    rename_view(editor, view=view, name="After", seen="Before")
    with pytest.raises(ChangedMeanwhile):
        rename_view(editor, view=view, name="Third", seen="Before")
    assert names_at(editor) == ["After"]
    rename_view(editor, view=view, name="AFTER", seen="After")  # its own name is not taken
    own = save_view(editor, query=OURS, name="Own")
    rename_view(editor, view=own, name="Mine", seen="Own")
    assert names_at(editor) == ["Mine", "AFTER"]


def test_sharing_renaming_and_removing_are_told_and_taken_back_as_a_whole(register, editor):
    view = share_own_view(editor, view=save_view(editor, query=OURS, name="Ours"))
    assert not OwnView.objects.exists()
    assert last_record(register).action == "share_view"
    rename_view(editor, view=view, name="Everybody's")
    assert last_record(register).action == "rename_view"
    remove_view(editor, view=view)
    removed = last_record(register)
    assert (removed.action, SharedView.objects.count()) == ("remove_view", 0)
    undo(editor, record=removed)
    back = SharedView.objects.get()
    assert (back.name, back.asks.pairs()) == ("Everybody's", OURS.pairs())
    told = Change.objects.filter(entry=back.uuid, field="name").order_by("id")
    assert [(change.before, change.after) for change in told] == [
        (None, "Ours"), ("Ours", "Everybody's"), ("Everybody's", None), (None, "Everybody's"),
    ]  # fmt: skip


def test_a_view_does_not_come_back_under_a_name_that_was_given_anew(register, editor):
    remove_view(editor, view=share_view(editor, query=OURS, name="Ours"))
    removed = last_record(register)
    new = share_view(editor, query=OURS, name="Ours")
    with pytest.raises(StandsInTheWay, match="Something made since stands in its place"):
        undo(editor, record=removed)
    assert SharedView.objects.get() == new
    remove_view(editor, view=new)
    undo(editor, record=removed)
    assert SharedView.objects.get().name == "Ours"


def test_a_view_that_somebody_removed_meanwhile_is_removed_once(register, editor):
    view = share_view(editor, query=OURS, name="Ours")
    remove_view(editor, view=SharedView.objects.get())
    for change_it in (
        lambda: remove_view(editor, view=view),
        lambda: rename_view(editor, view=view, name="After"),
    ):
        with pytest.raises(SharedView.DoesNotExist):
            change_it()
    assert Record.objects.filter(action="remove_view").count() == 1


def test_who_is_suspended_has_no_views_until_let_in_again(register, reader):
    save_view(reader, query=OURS, name="Mine")
    place = reader.desk.account.assignments.get(register=register)
    place.is_suspended = True
    place.save()
    assert names_at(mandate_for(register, reader.desk.account)) == []
    place.is_suspended = False
    place.save()
    assert names_at(mandate_for(register, reader.desk.account)) == ["Mine"]
