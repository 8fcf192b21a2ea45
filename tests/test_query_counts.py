"""What each page costs: queries to the database, and kilobytes of a first visit.

pages.csv tells for every page how many queries it asks, the same for ten rows of each kind as for
two hundred and ten, which is more than any page shows, and how many kilobytes a first visit takes
at most: page, style sheets and scripts, compressed.
"""

import csv
import gzip
import re
from math import ceil
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from servanda.registers.actions import mandate_for
from servanda.registers.models import Account
from servanda.registers.tests.factories import person
from tests.addresses import GUARDED, path_of, shown_addresses
from tests.growing import grow, long_text
from tests.world import World, make_world

TABLE = Path(__file__).parent / "pages.csv"
FEW, MANY = 10, 210
QUERIES_AT_MOST, KILOBYTES_AT_MOST = 25, 60
NO_PAGE = {
    "coverage-svg",
    "coverage-xlsx",
    "list-csv",
    "list-xlsx",
    "invitation-docx",
    "meeting-ics",
    "matrix-xlsx",
    "round-workbook",
    "text-difference-docx",
    "text-difference-xlsx",
    "patterns",
    "document-file",
    "document-page-picture",
    "review-cases",
    *GUARDED,
}
"""Addresses that answer GET with no page of their own."""
FETCHED = re.compile(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="/static/([^"]+)"')

pytestmark = pytest.mark.django_db


def rows() -> dict[str, dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["address"]: row for row in csv.DictReader(file)}


def grown(number: int) -> tuple[World, Account]:
    """Return a register with so many rows of everything, and a person who may see them all."""
    world = make_world("r", is_public=True, text=long_text(number))
    account = person(world.register, "administrator", side="ours")
    account.is_operator = True
    account.save()
    grow(world, mandate_for(world.register, account), number=number)
    return world, account


def client_for(name: str, account: Account) -> Client:
    """Return a browser in which the person is signed in, except on the page to sign in."""
    client = Client()
    if name != "sign-in":
        client.force_login(account)
    return client


def queries(world: World, account: Account) -> dict[str, int]:
    """Return how often each page asks the database."""
    counted = {}
    for name in rows():
        client, path = client_for(name, account), path_of(name, world)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        assert answer.status_code in {200, 302}, name
        counted[name] = len(asked)
    return counted


def kilobytes(client: Client, path: str) -> int:
    """Return the size of a page with its style sheets and scripts, each compressed."""
    page = client.get(path).content
    files = [Path(str(finders.find(name))) for name in FETCHED.findall(page.decode())]
    return ceil(sum(len(gzip.compress(b)) for b in [page, *(f.read_bytes() for f in files)]) / 1024)


def test_every_page_has_its_row():
    with TABLE.open(encoding="utf-8", newline="") as file:
        named = [row["address"] for row in csv.DictReader(file)]
    assert sorted(named) == sorted(shown_addresses() - NO_PAGE)


def test_no_page_may_ask_too_much():
    assert all(int(row["queries"]) <= QUERIES_AT_MOST for row in rows().values())
    assert all(int(row["kilobytes"]) <= KILOBYTES_AT_MOST for row in rows().values())


@pytest.mark.slow
@pytest.mark.timeout(900)  # thousands of actions, on machines that are not fast
@pytest.mark.parametrize("number", [FEW, MANY])
def test_each_page_asks_as_often_as_its_row_says_for_few_rows_and_for_many(number: int):
    told = {name: int(row["queries"]) for name, row in rows().items()}
    assert queries(*grown(number)) == told


@pytest.mark.slow
def test_a_first_visit_takes_no_more_than_its_row_says():
    world, account = grown(FEW)
    larger = {
        name: size
        for name, row in rows().items()
        if (size := kilobytes(client_for(name, account), path_of(name, world)))
        > int(row["kilobytes"])
    }
    assert not larger
