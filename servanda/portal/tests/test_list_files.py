"""A list as a file over the web: streamed, named, within rights, and nothing where the address is not understood."""

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from servanda.parties.models import Party
from servanda.registers.tests.factories import person
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def world() -> World:
    return make_world("r")


@pytest.fixture
def reader(world) -> Client:
    client = Client()
    client.force_login(person(world.register, "reader"))
    return client


def address(form: str, kind: str = "update", slug: str = "r") -> str:
    return reverse(f"list-{form}", kwargs={"slug": slug, "kind": kind})


def rows(answer: StreamingHttpResponse) -> list[list[str]]:
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_list_is_streamed_as_a_file_named_for_register_kind_and_day(reader, form, media_type):
    answer = reader.get(address(form))
    assert isinstance(answer, StreamingHttpResponse)
    assert answer["Content-Type"] == media_type
    name = answer["Content-Disposition"]
    assert name.startswith('attachment; filename="r-update-20')
    assert name.endswith(f'.{form}"')
    assert b"".join(answer)


def test_the_file_is_narrowed_ordered_and_in_the_columns_of_the_address(reader):
    asked = {"words": "programme", "column": ["title", "kind"], "sort": "-title"}
    told = rows(reader.get(address("csv", "document"), asked))
    assert [row[0] for row in told] == ["Title", "Programme r"]
    assert len(told[0]) == 3


def test_the_file_holds_every_page_of_the_list(reader, world):
    asked = {"after": str(world.names["update"])}
    assert len(rows(reader.get(address("csv"), asked))) == 2


def test_no_browser_keeps_the_file(reader):
    assert "no-store" in reader.get(address("csv"))["Cache-Control"]


@pytest.mark.parametrize(
    "asked", [{"colour": "red"}, {"column": "colour"}, {"sort": "colour"}, {"value": "made up"}]
)
def test_what_the_list_does_not_know_leads_to_its_page_and_gives_no_file(reader, asked):
    answer = reader.get(address("csv"), asked)
    there = urlsplit(answer["Location"])
    assert answer.status_code == 302
    assert there.path == reverse("list", kwargs={"slug": "r", "kind": "update"})
    assert dict(parse_qsl(there.query)) == asked


def test_a_party_of_another_register_is_as_unknown_as_one_that_never_was(reader):
    elsewhere = make_world("other", is_public=True).names["party"]
    for name in (elsewhere, "01996b1e-0000-7000-8000-000000000000"):
        assert reader.get(address("csv"), {"assessor": name}).status_code == 302


@pytest.mark.parametrize("kind", ["wording", "commitment", "proposal"])
def test_there_is_no_file_of_what_has_no_list(reader, kind):
    assert reader.get(address("csv", kind)).status_code == 404


def test_who_may_not_see_an_assessor_does_not_get_the_name(reader):
    Party.objects.filter(label="Turkmenistan").update(effective_visibility="restricted")
    for form in ("csv", "xlsx"):
        assert b"Turkmenistan" not in b"".join(reader.get(address(form)))


def test_a_stranger_is_told_that_there_is_no_such_page(world):
    assert Client().get(address("csv")).status_code == 404


def test_a_list_leads_to_its_files_and_to_a_change_of_what_is_ticked_or_found(world):
    clerk = Client()
    clerk.force_login(person(world.register, "editor"))
    told = clerk.get("/r/r/list/update/", {"value": "in_progress"}).content.decode()
    assert f'name="chosen" value="{world.names["update"]}" form="ticked"' in told
    assert '<input type="hidden" name="value" value="in_progress">' in told
    assert "/list/update/change/?value=in_progress&amp;all=yes" in told
    assert "/list/update.xlsx?value=in_progress" in told


@pytest.mark.parametrize("kind", ["party", "note"])
def test_who_may_not_edit_or_a_list_without_pages_of_its_entries_ticks_nothing(reader, kind):
    told = reader.get(f"/r/r/list/{kind}/").content.decode()
    assert 'name="chosen"' not in told
    assert "/change/" not in told
