"""The pages of a PDF as pictures: what is marked on them, who sees them, and what leads there."""

import re
import struct

import pytest
import typst
from django.urls import reverse

from servanda.instruments.actions import NewInstrument, create_instrument
from servanda.registers.tests.factories import administrator, make_register, mandate, person
from servanda.sources.actions import (
    DocumentFacts,
    Place,
    Upload,
    add_version,
    cite,
    ingest,
    kept_file,
)
from servanda.sources.models import Version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
RECT = re.compile(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/>')
PLAN = """#set page(width: 16cm, height: 9cm, header: [State Migration Service])
The parties agreed to open a hotline.
#pagebreak()
They agreed to train officers before the end of the year, in three towns, and to tell each other
of the results in writing at the latest a month after that.
#pagebreak()
"""


def pdf_of(source):
    return typst.compile(source.encode())


@pytest.fixture
def clerk():
    return administrator(make_register(is_public=True))


def taken_in(clerk, source=PLAN, **facts):
    upload = Upload(pdf_of(source), "plan.pdf")
    told = {"visibility": "public", "title": "The plan", **facts}
    return ingest(clerk, upload=upload, facts=DocumentFacts(**told)).version


def plan_on(clerk, version, quote, *, visibility="public"):
    plan = create_instrument(
        clerk, new=NewInstrument("Hotline plan", "action_plan", visibility=visibility)
    )
    start = version.text.index(quote)
    place = Place("label", start, start + len(quote))
    return plan, cite(clerk, entry=plan, version=version, places=[place])[0].passage


def address(name, version, number, **more):
    where = {"slug": "r", "uuid": version.document.uuid, "number": number}
    return reverse(name, kwargs=where)


def page_of(client, version, number):
    answer = client.get(address("document-page", version, number))
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


class TestPage:
    def test_the_words_of_an_entry_are_marked_and_lead_to_it(self, client, clerk):
        version = taken_in(clerk)
        plan, passage = plan_on(clerk, version, "open a hotline")
        page = page_of(client, version, 1)
        [(x, y, width, height)] = [tuple(map(int, found)) for found in RECT.findall(page)]
        assert 0 < x < x + width < 1000
        assert 0 < y < y + height < 562
        assert f'<g id="{passage.anchor}">' in page
        assert f'<a href="{reverse("instrument", kwargs={"slug": "r", "uuid": plan.uuid})}"' in page
        assert f'href="#{passage.anchor}"><q dir="auto">open a hotline</q>' in page

    def test_words_over_lines_have_a_mark_on_each(self, client, clerk):
        version = taken_in(clerk)
        plan_on(clerk, version, "in three towns, and to tell each other of the results")
        assert len(RECT.findall(page_of(client, version, 2))) == 2

    def test_a_page_shows_what_stands_on_it_and_not_on_others(self, client, clerk):
        version = taken_in(clerk)
        plan_on(clerk, version, "open a hotline")
        page = page_of(client, version, 2)
        assert "No entry cites this page yet." in page
        assert not RECT.findall(page)

    def test_lines_above_the_text_are_named_and_an_empty_page_says_so(self, client, clerk):
        page = page_of(client, taken_in(clerk), 3)
        assert "No text was read on this page." in page
        assert "State Migration Service" in page

    def test_the_pages_before_and_after_are_one_step_away(self, client, clerk):
        version = taken_in(clerk)
        page = page_of(client, version, 2)
        assert f'rel="prev" href="{address("document-page", version, 1)}"' in page
        assert f'rel="next" href="{address("document-page", version, 3)}"' in page
        assert "First page" in page_of(client, version, 1)
        assert "Last page" in page_of(client, version, 3)

    def test_an_entry_the_reader_may_not_see_leaves_no_mark(self, client, clerk):
        version = taken_in(clerk)
        plan_on(clerk, version, "open a hotline", visibility="restricted")
        page = page_of(client, version, 1)
        assert "Hotline plan" not in page
        assert not RECT.findall(page)

    @pytest.mark.parametrize("number", [0, 4, 10**12])
    def test_a_page_that_is_not_there_is_not_found(self, client, clerk, number):
        version = taken_in(clerk)
        for name in ("document-page", "document-page-picture"):
            assert client.get(address(name, version, number)).status_code == 404

    def test_a_text_without_pages_has_no_pictures(self, client, clerk):
        facts = DocumentFacts(visibility="public", title="Note")
        version = ingest(clerk, upload=Upload(b"They met.", "a.txt"), facts=facts).version
        for name in ("document-page", "document-page-picture"):
            assert client.get(address(name, version, 1)).status_code == 404

    def test_words_that_moved_to_another_page_of_a_newer_version_are_marked_there(
        self, client, clerk
    ):
        version = taken_in(clerk)
        plan_on(clerk, version, "open a hotline")
        newer = Upload(pdf_of("Preface\n#pagebreak()\n" + PLAN), "newer.pdf")
        add_version(clerk, document=version.document, upload=newer)
        assert len(RECT.findall(page_of(client, version, 2))) == 1
        older = client.get(address("document-page", version, 1), {"version": "1"}).content.decode()
        assert len(RECT.findall(older)) == 1
        assert "This is version 1. A newer one has come." in older

    def test_recognised_words_are_marked_by_the_boxes_kept_of_them(self, client, clerk):
        version = taken_in(clerk, "Two words")
        Version.objects.update(
            boxes=[[0, 3, 1000, 2000, 2000, 3000], [4, 9, 2500, 2010, 4000, 3000]]
        )
        plan_on(clerk, version, "Two words")
        [(x, _y, width, _height)] = RECT.findall(page_of(client, version, 1))
        assert (int(x), int(width)) == (100, 300)

    def test_a_file_that_is_gone_has_no_pages(self, client, clerk):
        version = taken_in(clerk)
        kept_file(version.sha256).unlink()
        for name in ("document-page", "document-page-picture"):
            assert client.get(address(name, version, 1)).status_code == 404


class TestPicture:
    def test_it_is_a_png_that_a_browser_keeps_where_anyone_may_see_it(self, client, clerk):
        answer = client.get(address("document-page-picture", taken_in(clerk), 1))
        assert answer["Content-Type"] == "image/png"
        assert struct.unpack(">II", answer.content[16:24]) == (1000, 562)
        assert len(answer.content) < 300_000
        assert set(answer["Cache-Control"].split(", ")) == {"private", "max-age=3600"}
        assert "Cookie" in answer["Vary"]

    def test_what_the_browser_has_is_not_drawn_again(self, client, clerk):
        picture = address("document-page-picture", taken_in(clerk), 1)
        etag = client.get(picture)["ETag"]
        answer = client.get(picture, headers={"If-None-Match": etag})
        assert (answer.status_code, answer.content) == (304, b"")

    def test_who_may_not_see_the_document_gets_no_picture_of_it(self, client, clerk):
        version = taken_in(clerk, visibility="register")
        picture = address("document-page-picture", version, 1)
        etag = f'"{version.sha256}-1-1000"'
        assert client.get(picture).status_code == 404
        assert client.get(picture, headers={"If-None-Match": etag}).status_code == 404
        client.force_login(person(clerk.desk.register, "reader"))
        assert client.get(picture, headers={"If-None-Match": etag}).status_code == 200

    def test_a_picture_that_not_anyone_may_see_is_kept_nowhere(self, client, clerk):
        version = taken_in(clerk, visibility="register")
        client.force_login(person(clerk.desk.register, "reader"))
        answer = client.get(address("document-page-picture", version, 1))
        assert set(answer["Cache-Control"].split(", ")) == {"private", "no-store"}
        assert "ETag" not in answer

    def test_the_paper_of_the_other_side_has_no_picture(self, client, clerk):
        register = clerk.desk.register
        version = taken_in(mandate(register, "editor", side="one"), visibility="own_side")
        client.force_login(person(register, "editor", side="two"))
        assert client.get(address("document-page-picture", version, 1)).status_code == 404


class TestWaysThere:
    def test_the_page_of_the_document_leads_to_each_page(self, client, clerk):
        version = taken_in(clerk)
        _plan, passage = plan_on(clerk, version, "train officers")
        page = client.get(
            reverse("document", kwargs={"slug": "r", "uuid": version.document.uuid})
        ).content.decode()
        assert f'<a href="{address("document-page", version, 1)}">3 pages as pictures</a>' in page
        marked = f"{address('document-page', version, 2)}?version=1#{passage.anchor}"
        assert f'<a href="{marked}">page 2</a>' in page

    def test_a_citation_leads_to_its_page(self, client, clerk):
        version = taken_in(clerk)
        plan, passage = plan_on(clerk, version, "train officers")
        page = client.get(
            reverse("instrument", kwargs={"slug": "r", "uuid": plan.uuid})
        ).content.decode()
        marked = f"{address('document-page', version, 2)}?version=1#{passage.anchor}"
        assert f'<a href="{marked}">page 2</a>' in page
