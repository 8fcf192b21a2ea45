"""The list of documents: each is met once in every order, and counted as a plain recount has it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from servanda.registers.lists import Counts, ListQuery, asked, counts, page, selected
from servanda.registers.lists.reading_lots import Reading
from servanda.registers.models import Desk, Register
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.sources.lists import DOCUMENTS
from servanda.sources.models import Document

pytestmark = pytest.mark.slow

DAYS = [None, date(2019, 12, 31), date(2020, 2, 18), date(2020, 2, 19)]
Facts = tuple[str, str, str, date | None, str]
FACTS = st.tuples(
    st.sampled_from(["letter", "report", "press"]),
    st.sampled_from(["", "IOM", "Министерство"]),
    st.sampled_from(["", "en", "ru"]),
    st.sampled_from(DAYS),
    st.sampled_from(["public", "register", "restricted", "own_side"]),
)
ORDERS = [
    "",
    *(f"{sign}{column.name}" for column in DOCUMENTS.columns if column.order for sign in ("", "-")),
]


def make_documents(register: Register, told: Sequence[Facts]) -> None:
    Document.objects.bulk_create(
        Document(
            uuid=uuid4(),
            register=register,
            title=f"Paper {number // 2}",
            kind=kind,
            publisher=publisher,
            language=language,
            published_latest=day,
            visibility=visibility,
            effective_visibility=visibility,
        )
        for number, (kind, publisher, language, day, visibility) in enumerate(told)
    )


def ask(desk: Desk, *pairs: tuple[str, str], size: int = 3) -> list[int]:
    """Return the numbers of all entries of a query, met page by page forward."""
    return [
        number
        for one in walk(desk, ListQuery.from_pairs("document", pairs), size)
        for number in one
    ]


def walk(desk: Desk, query: ListQuery | None, size: int) -> list[list[int]]:
    """Return the numbers on each page, from the first to the last; go back as well, and compare."""
    pages, last = [], query
    while query is not None:
        found = page(desk, asked(desk, DOCUMENTS, query), size=size)
        pages.append([row.number for row in found.rows])
        last, query = query, found.after
    assert last is not None
    assert back(desk, last, size) == pages
    return pages


def back(desk: Desk, query: ListQuery | None, size: int) -> list[list[int]]:
    pages: list[list[int]] = []
    while query is not None:
        found = page(desk, asked(desk, DOCUMENTS, query), size=size)
        pages.insert(0, [row.number for row in found.rows])
        query = found.before
    return pages


def in_order(documents: list[Document], order: str) -> list[int]:
    """Put documents in an order, plainly: those without a value last, ties by number."""
    name = order.lstrip("-") or "published"
    descending = order.startswith("-") or not order
    field = DOCUMENTS.column(name).order
    known = [one for one in documents if getattr(one, field) not in {None, ""}]
    known.sort(key=lambda one: (getattr(one, field), one.pk), reverse=descending)
    unknown = [one for one in documents if getattr(one, field) in {None, ""}]
    unknown.sort(key=lambda one: one.pk, reverse=descending)
    return [one.pk for one in (*known, *unknown)]


class Lists(TestCase):
    """Hypothesis gives each example a transaction of its own."""

    @given(told=st.lists(FACTS, max_size=9), order=st.sampled_from(ORDERS), size=st.integers(1, 4))
    def test_each_visible_entry_is_met_once_in_every_order_forward_and_back(
        self, told, order, size
    ):
        desk = administrator(make_register()).desk
        make_documents(desk.register, told)
        seen = list(Document.objects.visible_to(desk))
        met = walk(desk, ListQuery.from_pairs("document", [("sort", order)]), size)
        assert [number for numbers in met for number in numbers] == in_order(seen, order)
        query = ListQuery.from_pairs("document", [("sort", order)])
        reading = Reading(desk, asked(desk, DOCUMENTS, query), [])
        whole = [number for lot in reading.lots(size=size) for number in lot.numbers]
        assert whole == in_order(seen, order)

    @given(
        told=st.lists(FACTS, max_size=12),
        kinds=st.sets(st.sampled_from(["letter", "report", "press"])),
        years=st.sets(st.sampled_from(["2019", "2020", "-"])),
        languages=st.sets(st.sampled_from(["en", "-"])),
        role=st.sampled_from(["reader", "secretariat"]),
    )
    def test_the_counts_of_facets_equal_a_plain_recount(self, told, kinds, years, languages, role):
        desk = mandate(make_register(), role, side="ours").desk
        make_documents(desk.register, told)
        chosen = {"kind": kinds, "year": years, "language": languages}
        pairs = [(name, value) for name, values in chosen.items() for value in values]
        found = counts(desk, asked(desk, DOCUMENTS, ListQuery.from_pairs("document", pairs)))
        seen = list(Document.objects.visible_to(desk))
        assert found.total == len([one for one in seen if matches(one, chosen, but="")])
        assert (
            found.total
            == selected(desk, DOCUMENTS, ListQuery.from_pairs("document", pairs)).count()
        )
        for name in chosen:
            others = [one for one in seen if matches(one, chosen, but=name)]
            assert counted(found, name) == Counter(value_of(one, name) for one in others)


def value_of(document: Document, facet: str) -> str:
    day = document.published_latest
    told = {
        "kind": document.kind,
        "language": document.language,
        "year": str(day.year) if day else "",
    }
    return told[facet] or "-"


def matches(document: Document, chosen: dict[str, set[str]], *, but: str) -> bool:
    return all(
        not values or name == but or value_of(document, name) in values
        for name, values in chosen.items()
    )


def counted(found: Counts, name: str) -> Counter[str]:
    (facet,) = [one for one in found.facets if one.facet.name == name]
    return Counter({one.value: one.count for one in facet.values if one.count})
