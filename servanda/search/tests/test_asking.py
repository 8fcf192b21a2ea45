"""The index: what is found, in which forms, by whom, and what the counts say."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from servanda.search.actions import add_pages, put_pages, remove_pages
from servanda.search.models import Filters, Sight, search
from servanda.search.rules import IndexPage, Shelf, parsed

HERE, ELSEWHERE = 1, 2
OPEN = Shelf(HERE, openness=0)


def page(
    text: str = "", *, title: str = "", shelf: Shelf = OPEN, language: str = "en", **more: object
) -> IndexPage:
    return IndexPage(shelf, "document", uuid4(), title, text, language, **more)  # type: ignore[arg-type]


def reader(
    openness: int = 0, *, register: int = HERE, side: int | None = None, editor: bool = False
) -> Sight:
    return Sight(register, openness, side, sees_embargoed=editor, today=date(2026, 11, 30))


def found(typed: str, *sights: Sight, filters: Filters | None = None) -> list[str]:
    hits = search(parsed(typed), sights or (reader(),), filters or Filters())
    return [piece.text or piece.title for piece in hits.pieces]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "language", "typed"),
    [
        ("The ministries planned a meeting.", "en", "plans"),
        ("Стороны договорились о проведении встреч.", "ru", "встреча"),
        ("Стороны договорились о проведении встреч.", "ru", "договориться"),
        ("Le Gouvernement a été informé.", "fr", "ete"),
        ("Ýurduň hökümeti karar kabul etdi.", "tk", "hokumet*"),
        ("Mr. Zeynal Hajiyev spoke.", "en", "Гаджиев"),
        ("Выступил г-н Гаджиев.", "ru", "Hajiyev"),
        ("Встреча с Зейналом Гаджиевым.", "ru", "Hajiyev"),
        ("See CEDAW/C/TKM/CO/5, paragraph 4.", "en", "CEDAW/C/TKM/CO/5"),
        ("Objective GCM 10 on trafficking.", "en", "GCM 10"),
        ("They met on 17 February 2021 online.", "en", "2021-02-17"),
        ("Встреча прошла 17 февраля 2021 года.", "ru", "17 February 2021"),
        ("В феврале 2021 года.", "ru", "February 2021"),
        ("Срок: 17.02.2021.", "ru", "17 February 2021"),
        ("The national action plan was adopted.", "en", '"national action plan"'),
        ("会議は東京で開かれた。", "ja", "東京"),
        ("The ﬁrst oﬃce.", "en", "first office"),
    ],
)
def test_a_text_is_found(text, language, typed):
    add_pages([page("Nothing of the kind.", language="en"), page(text, language=language)])
    assert found(typed) == [text]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The national plan of action.", '"national action plan"'),
        ("A plan of trade.", "plan migration"),
        ("The draft plan.", "plan -draft"),
        ("See CEDAW/C/TKM/CO/6.", "CEDAW/C/TKM/CO/5"),
        ("Anything", '"'),
        ("Anything", "*"),
        ("Anything", "-anything"),
        ("Anything", "NEAR("),
        ("Anything", "AND OR NOT"),
        ("Anything", "words : anything:nothing"),
        ("Anything", "\u202e\u200f\x00"),
        ("Anything", "'); DROP TABLE search_words; --"),
    ],
)
def test_a_text_is_not_found(text, typed):
    add_pages([page(text)])
    assert found(typed) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told_day", "typed", "count"),
    [
        ("2021-02-17", "17 февраля 2021 года", 1),
        ("2021-02-17", "February 2021", 1),
        ("2021-02", "February 2021", 1),
        ("2021-02", "17 February 2021", 0),
        ("2021-02-17", "March 2021", 0),
        ("2021", "February 2021", 0),
    ],
)
def test_an_entry_is_found_by_its_day_as_far_as_it_is_known(told_day, typed, count):
    add_pages([page(title="First meeting", told_day=told_day)])
    assert len(found(typed)) == count


@pytest.mark.django_db
def test_signs_of_the_database_are_words_and_nothing_else():
    add_pages([page("The road is near and not far or so")])
    assert found("near( AND not OR *") == ["The road is near and not far or so"]


@pytest.mark.django_db
def test_nothing_of_another_register_is_found():
    add_pages([page("Canary", shelf=Shelf(ELSEWHERE, openness=0))])
    hits = search(parsed("canary"), [reader(3)], Filters())
    assert (hits.pieces, hits.count, hits.facets) == ((), 0, ())
    assert found("canary", reader(register=ELSEWHERE)) == ["Canary"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("shelf", "sight", "sees"),
    [
        (Shelf(HERE, 1), reader(0), False),
        (Shelf(HERE, 1), reader(1), True),
        (Shelf(HERE, 2), reader(1), False),
        (Shelf(HERE, 2), reader(2), True),
        (Shelf(HERE, 3, side=7), reader(2), False),
        (Shelf(HERE, 3, side=7), reader(2, side=8), False),
        (Shelf(HERE, 3, side=7), reader(1, side=7), True),
        (Shelf(HERE, 0, embargo_until=date(2026, 12, 1)), reader(0), False),
        (Shelf(HERE, 0, embargo_until=date(2026, 12, 1)), reader(0, editor=True), True),
        (Shelf(HERE, 0, embargo_until=date(2026, 11, 30)), reader(0), True),
        (Shelf(HERE, 3, side=7, embargo_until=date(2026, 12, 1)), reader(1, side=7), False),
    ],
)
def test_only_what_a_person_may_see_is_found_and_counted(shelf, sight, sees):
    add_pages([page("Canary", shelf=shelf)])
    hits = search(parsed("canary"), [sight], Filters())
    assert (len(hits.pieces), hits.count, bool(hits.facets)) == (int(sees), int(sees), sees)


SHELVES = [
    Shelf(register, openness, side=register * 2 if openness == 3 else None, embargo_until=until)
    for register in (1, 2, 3, 40, 41, 700)
    for openness in range(4)
    for until in (None, date(2026, 1, 1), date(2027, 1, 1))
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sights",
    [
        [reader(0, register=1), reader(2, register=3, side=6, editor=True)],
        [reader(1, register=number, side=number * 2) for number in (1, 2, 3, 40, 41, 700)],
        [reader(2, register=2, side=4, editor=True), reader(1, register=700, side=7)],
        [reader(0, register=40), reader(0, register=41, side=82), reader(0, register=99)],
    ],
)
def test_in_several_registers_all_is_found_that_is_found_in_each_and_nothing_else(sights):
    add_pages([page(f"Canary {number}", shelf=shelf) for number, shelf in enumerate(SHELVES)])
    each = [search(parsed("canary"), [sight], Filters(), most=100) for sight in sights]
    whole = search(parsed("canary"), sights, Filters(), most=100)
    told = sorted(piece.text for found in each for piece in found.pieces)
    assert sorted(piece.text for piece in whole.pieces) == told
    assert whole.count == sum(found.count for found in each) == len(told)


@pytest.mark.django_db
def test_the_side_of_one_register_opens_no_shelf_of_another():
    add_pages([page("Canary", shelf=Shelf(HERE, 3, side=8))])
    assert found("canary", reader(side=7), reader(register=ELSEWHERE, side=8)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("every", [1, 2, 40])
def test_many_registers_are_asked_in_three_statements(django_assert_num_queries, every):
    numbers = range(1, 1 + every * 1_000, every)
    sights = [reader(2, register=number, side=number) for number in numbers]
    add_pages([page("Canary", shelf=Shelf(number, 1)) for number in numbers[:30]])
    with django_assert_num_queries(3):
        hits = search(parsed("canary"), sights, Filters())
    told = [facet.value for facet in hits.facets if facet.field == "register"]
    assert (hits.count, sorted(told)) == (30, list(numbers[:30]))


@pytest.mark.django_db
def test_hits_are_counted_by_kind_language_and_year():
    day = date(2021, 2, 17)
    add_pages([page("A plan", day=day), page("Die plan", language="de"), page("A plan", day=day)])
    hits = search(parsed("plan"), [reader()], Filters())
    told = {(facet.field, facet.value): facet.count for facet in hits.facets}
    assert told == {
        ("kind", "document"): 3,
        ("language", "en"): 2,
        ("language", "de"): 1,
        ("year", 2021): 2,
        ("register", HERE): 3,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(), 2),
        (Filters(kind="party"), 0),
        (Filters(language="en"), 2),
        (Filters(language="ru"), 0),
        (Filters(year=2021), 1),
        (Filters(register=ELSEWHERE), 0),
    ],
)
def test_hits_are_narrowed(filters, count):
    add_pages([page("A plan", day=date(2021, 2, 17)), page("Plans")])
    assert len(found("plan", filters=filters)) == count


@pytest.mark.django_db
def test_the_better_hit_comes_first_and_pages_follow_one_another():
    texts = ["plan", "plan " + "of other things " * 30, "plan and " + "of other things " * 9]
    add_pages([page(text) for text in texts])
    whole = search(parsed("plan"), [reader()], Filters()).pieces
    assert [len(piece.text) for piece in whole] == sorted(len(piece.text) for piece in whole)
    second = search(parsed("plan"), [reader()], Filters(), first=1, most=1).pieces
    assert second == whole[1:2]


@pytest.mark.django_db
def test_a_long_text_is_found_piece_by_piece_at_its_place():
    text = "\n\n".join(f"Paragraph {number}. " + "words of it " * 50 for number in range(20))
    add_pages([page(text, title="Report")])
    (piece,) = search(parsed('"Paragraph 13"'), [reader()], Filters()).pieces
    assert text[piece.offset : piece.offset + len(piece.text)] == piece.text
    assert "Paragraph 13." in piece.text


@pytest.mark.django_db
def test_an_entry_is_found_by_its_new_words_alone():
    entry = UUID(int=5)
    for text in ("old words", "new words"):
        put_pages(HERE, [entry], [IndexPage(OPEN, "document", entry, "", text)])
    assert (found("old"), found("new")) == ([], ["new words"])
    remove_pages(HERE, [entry])
    assert found("new") == []
