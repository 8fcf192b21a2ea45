"""How often the review pages ask the database."""

import pytest
from django.urls import reverse

from servanda.review.actions import accept_all
from servanda.review.models import Proposal
from servanda.review.tests.factories import (
    TALKS,
    Item,
    make_run,
    the,
)
from servanda.review.tests.page.asking import act, page_of

pytestmark = pytest.mark.django_db


def queries_of(client, url, django_assert_max_num_queries, most=25) -> int:
    with django_assert_max_num_queries(most) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def many(clerk, number: int):
    """Lay as many proposals of all kinds on a text, each with an entry that it looks like."""
    names = [f"Organization Number {n}" for n in range(number // 5)]
    text = " ".join(f"{name} met and agreed to act on matter {n}." for n, name in enumerate(names))
    items: list[Item] = []
    for n, name in enumerate(names):
        sentence = f"{name} met and agreed to act on matter {n}."
        items += [
            ("party", name, {"name": name, "kind": "other"}),
            ("person", name, {"name": f"Person{n} Family{n}"}),
            ("instrument", sentence, {"name": f"Plan Number {n}"}),
            ("meeting", sentence, {"date": "2021-05-04", "parties": [name, names[0]]}),
            (
                "commitment",
                sentence,
                {"text": f"Act on matter {n} soon", "by": [name], "meeting": n},
            ),
        ]
    accept_all(clerk, run=make_run(clerk, f"First: {text}", items))
    half = make_run(clerk, f"Then: {text}", items)
    accept_all(clerk, run=half, kind="instrument")
    return half


@pytest.mark.slow
def test_the_page_asks_as_often_with_many_proposals_as_with_few(
    client, clerk, django_assert_max_num_queries
):
    few, lots = many(clerk, 10), many(clerk, 200)
    assert lots.proposals.count() == 200
    counts = [
        queries_of(client, page_of(run), django_assert_max_num_queries) for run in (few, lots)
    ]
    assert counts[0] == counts[1]
    change = f"?change={the(lots, 'commitment').uuid}"
    queries_of(client, page_of(lots) + change, django_assert_max_num_queries)


def test_the_queue_asks_as_often_for_many_documents(client, clerk, django_assert_max_num_queries):
    for n in range(4):
        make_run(clerk, f"{n}. {TALKS}")
    queries_of(
        client, reverse("review-queue", kwargs={"slug": "r"}), django_assert_max_num_queries, 10
    )


@pytest.mark.slow
def test_deciding_asks_no_more_for_a_long_document(client, clerk, django_assert_max_num_queries):
    lots = many(clerk, 100)
    proposal = the(lots, "party", 7)
    with django_assert_max_num_queries(45):
        client.post(act("accept", proposal), {"revision": proposal.revision})
    assert Proposal.objects.get(pk=proposal.pk).state == "accepted"
