"""Citing passages: exact, once, and without a query for each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from servanda.registers.actions import NotAllowed
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.actions import Place, cite, passage_at
from servanda.sources.models import Citation, Passage
from servanda.sources.tests.factories import TEXT, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return administrator(make_register())


def test_a_passage_quotes_the_text_exactly(clerk):
    version = make_version(clerk)
    start = TEXT.index("launch")
    passage = passage_at(clerk, version, start, start + 6)
    assert passage.quote == "launch" == version.text[passage.start : passage.end]
    assert passage.uuid == Passage.uuid_for(version.uuid, start, start + 6)
    assert passage_at(clerk, version, start, start + 6) == passage


def test_a_passage_knows_its_page(clerk):
    version = make_version(clerk)
    version.pages = [[1, 0, 20], [2, 20, len(TEXT)]]
    assert passage_at(clerk, version, 3, 9).page == 1
    assert passage_at(clerk, version, 25, 29).page == 2


def test_citing_twice_is_citing_once(clerk):
    version = make_version(clerk)
    places = [
        Place("title", 0, 7),
        Place("date", 0, 7),
        Place("place", 11, 19),
        Place("title", 0, 7),
    ]
    first = cite(clerk, entry=version.document, version=version, places=places)
    again = cite(clerk, entry=version.document, version=version, places=places)
    assert first == again
    assert [c.field for c in first] == ["title", "date", "place", "title"]
    assert [c.passage.quote for c in first] == ["Meeting", "Meeting", "Ashgabat", "Meeting"]
    assert (Passage.objects.count(), Citation.objects.count()) == (2, 3)


def test_nothing_to_cite_costs_nothing(clerk, django_assert_num_queries):
    version = make_version(clerk)
    with django_assert_num_queries(0):
        assert cite(clerk, entry=version.document, version=version, places=[]) == []


def test_citing_many_places_costs_no_query_for_each(clerk):
    version = make_version(clerk, "word " * 400)
    few = [Place("few", n * 5, n * 5 + 4) for n in range(3)]
    many = [Place("many", n * 5, n * 5 + 4) for n in range(10, 60)]
    counts = []
    for places in (few, many):
        with CaptureQueriesContext(connection) as queries:
            cite(clerk, entry=version.document, version=version, places=places)
        counts.append(len(queries))
    assert counts[1] - counts[0] < 5  # SQLite takes many rows in a few statements


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, len(TEXT) + 1)])
def test_a_place_outside_the_text_is_refused(clerk, start, end):
    version = make_version(clerk)
    with pytest.raises(ValueError, match="No text at"):
        passage_at(clerk, version, start, end)


def test_a_reader_cites_nothing(clerk):
    version = make_version(clerk)
    reader = mandate(clerk.desk.register, "reader")
    with pytest.raises(NotAllowed):
        cite(reader, entry=version.document, version=version, places=[Place("title", 0, 7)])
    with pytest.raises(NotAllowed):
        passage_at(reader, version, 0, 7)
