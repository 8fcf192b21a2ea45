"""The brief in every form: nothing lost, nothing read as markup, every letter drawn."""

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pypdfium2
import pytest
from django.utils import translation
from docx.oxml.ns import qn

from servanda.instruments.models import Responsibility
from servanda.registers.actions import write_note
from servanda.registers.tests.factories import administrator, make_register, mandate
from servanda.reports.models import gather_brief
from servanda.reports.rules.brief import OwnNote, Variant
from servanda.reports.rules.composing import paper_of
from servanda.reports.rules.paper import Table
from servanda.reports.rules.rendering_pdf import pdf_of
from servanda.reports.rules.rendering_text import WIDTH
from servanda.reports.rules.words import kind_words, term_words
from servanda.reports.tests.factories import ON, Founding, point, say
from servanda.reports.views.printing import FORMATS, CatalogueWords, printed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MARKUP = r"Count $x$ #1 *all* _of_ <b>them</b> | `now` [here](x) \end{x} ~ @y \x1b[31m".replace(
    r"\x1b", "\x1b"
)
LETTERS = "Häzirki zamanyň žurnaly, şäher, ýyl; Ҷумҳурии Тоҷикистон; Қазақстан"


@pytest.fixture
def case() -> Founding:
    case = Founding(administrator(make_register()))
    record = case.health.instrument
    point(case.mandate, record, MARKUP, by=case.sides, due="2020-12")
    point(case.mandate, record, LETTERS)
    say(case.mandate, case.network, case.iom, "done", date(2021, 1, 1))
    say(case.mandate, case.network, case.turkmenistan, "in_progress", date(2021, 1, 2))
    return case


def brief_of(case, *, desk=None, variant=Variant.INTERNAL, on=ON):
    return gather_brief(desk or case.mandate.desk, series=case.series, on=on, variant=variant)


def words_of(name: str, made: bytes) -> str:
    """Return the words that a reader of the file sees."""
    if name == "pdf":
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
        return " ".join(" ".join(pages).replace("\ufffe", "").split())
    if name == "docx":
        document = docx.Document(io.BytesIO(made))
        words = [node.text or "" for node in document.element.body.iter(qn("w:t"))]
        return " ".join("".join(words).split())
    return " ".join(made.decode().split())


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_has_the_points_the_meeting_and_the_marking(case, name):
    found = words_of(name, printed(brief_of(case), name))
    for words in (
        case.network.label,
        "Rashid Meredov",
        "CT NAP 2020-2022",
        "National Working Group",
        "agreed to launch the United Nations Network on Migration",
    ):
        assert words in found.replace("\u00ad", ""), words
    if name == "docx":
        return  # the marking stands in its header: tested below
    assert ("internal" if name == "json" else "Internal: own side only") in found


@pytest.mark.parametrize("name", FORMATS)
def test_notes_of_ones_own_side_are_in_no_form_of_the_brief_to_share(case, name):
    ours = mandate(case.mandate.desk.register, "editor", side="ministry")
    write_note(ours, on=case.network, kind="position", text="Weaskforadate")
    write_note(ours, on=case.series, kind="ask", text="Weaskforadate")
    internal = brief_of(case, desk=ours.desk)
    shared = brief_of(case, desk=ours.desk, variant=Variant.SHARE)
    assert "Weaskforadate" in words_of(name, printed(internal, name))
    assert "Weaskforadate" not in words_of(name, printed(shared, name))
    assert b"Weaskforadate" not in printed(shared, name)


def test_the_cells_of_a_word_file_are_as_wide_as_their_columns(case):
    document = docx.Document(io.BytesIO(printed(brief_of(case), "docx")))
    assert document.tables
    for table in document.tables:
        columns = [column.width for column in table.columns]
        assert all([cell.width for cell in row.cells] == columns for row in table.rows)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_columns_of_a_word_file_hold_the_kinds_and_terms_of_instruments(case, language):
    with translation.override(language):
        words = CatalogueWords()
        paper = paper_of(brief_of(case), words)
        told = [*kind_words(words).values(), *term_words(words).values()]
    (table,) = [
        block
        for section in paper.sections
        for block in section.blocks
        if section.key == "instruments" and isinstance(block, Table)
    ]
    longest = max(len(word) for words in told for word in words.split())
    usable = 174 * table.widths[1] / sum(table.widths) - 3.8  # less the margins of the cell
    assert longest * 2.1 < usable, "a letter of 10 points is about 2.1 mm wide"


def test_every_note_is_referred_to_and_every_reference_has_its_note(case):
    made = printed(brief_of(case, on=date(2021, 6, 1)), "md").decode()
    notes = re.findall(r"^\[\^(\d+)\]:", made, flags=re.MULTILINE)
    referred = re.findall(r"\[\^(\d+)\](?!:)", made)
    assert set(referred) == set(notes)
    assert notes == [str(number) for number in range(1, len(notes) + 1)]
    assert list(dict.fromkeys(referred)) == notes


def test_text_fits_eighty_columns_and_obeys_no_control_character(case):
    made = printed(brief_of(case), "text").decode()
    assert max(map(len, made.splitlines())) <= WIDTH
    assert "\x1b" not in made
    assert made.index("SOURCES") > made.index("OPEN POINTS")


def test_no_word_of_the_register_is_read_as_html(case):
    made = printed(brief_of(case), "html").decode()
    assert "<b>them</b>" not in made
    assert "&lt;b&gt;them&lt;/b&gt;" in made
    assert not re.search(r'(?:src|href)="https?://(?!example\.org)', made)


def test_no_word_of_the_register_is_read_as_markdown(case):
    made = printed(brief_of(case), "md").decode()
    assert r"Count \$x\$ \#1 \*all\* \_of\_ \<b\>them\</b\> \| \`now\` \[here\](x)" in made
    rows = [line for line in made.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {3, 4, 5, 6}


def test_pdf_sets_the_words_of_the_register_as_they_are_and_draws_every_letter(case):
    found = words_of("pdf", printed(brief_of(case), "pdf"))
    assert "Count $x$ #1 *all* _of_ <b>them</b>" in found
    for word in ("Häzirki", "zamanyň", "žurnaly", "şäher", "Ҷумҳурии", "Тоҷикистон", "Қазақстан"):
        assert word in found


def test_pdf_lets_no_word_of_a_long_note_fall_off_the_page(case):
    note = " ".join(f"word{number}" for number in range(1500))
    brief = brief_of(case, desk=case.mandate.desk)
    point = replace(brief.open_points[0], own_notes=(OwnNote("position", note),))
    meeting = brief.next_meeting and replace(brief.next_meeting, own_notes=(OwnNote("ask", note),))
    brief = replace(brief, open_points=(point,), next_meeting=meeting)
    document = pypdfium2.PdfDocument(pdf_of(paper_of(brief, CatalogueWords())))
    for page in document:
        text = page.get_textpage()
        lowest = [text.get_charbox(place)[1] for place in range(0, text.count_chars(), 25)]
        assert min(lowest) > 0


def test_pdf_is_a4_tagged_and_named(case):
    made = printed(brief_of(case), "pdf")
    pages = pypdfium2.PdfDocument(made)
    assert [round(side) for side in pages[0].get_size()] == [595, 842]
    assert b"pdfuaid" in made
    assert pages.get_metadata_dict()["Title"].startswith("Brief for the next meeting")


def test_pdf_is_made_even_where_no_font_has_a_letter(case):
    point(case.mandate, case.health.instrument, "Private letter \ue000 here")
    paper = paper_of(brief_of(case), CatalogueWords())
    assert pdf_of(paper).startswith(b"%PDF")


def test_word_file_has_headings_repeated_headers_and_its_language(case):
    made = printed(brief_of(case), "docx")
    document = docx.Document(io.BytesIO(made))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") >= 6
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    parts = zipfile.ZipFile(io.BytesIO(made))
    assert 'w:lang w:val="en' in parts.read("word/styles.xml").decode()
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "Internal: own side only" in section.header.paragraphs[0].text


def test_every_reference_in_the_word_file_leads_to_a_note(case):
    document = docx.Document(io.BytesIO(printed(brief_of(case), "docx")))
    body = document.element.body
    led = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    notes = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert led
    assert led == notes


def test_json_has_the_names_that_other_programs_rely_on(case):
    shape = json.loads(printed(brief_of(case), "json"))
    assert {
        "register", "series", "next_meeting", "past_meetings", "open_points", "instruments",
        "bodies", "duties", "changes",
    } <= shape.keys()  # fmt: skip
    assert shape["register"] == "r"
    meeting = {"date", "status", "format", "place", "parties", "participants", "citations"}
    assert meeting <= shape["next_meeting"].keys()
    assert shape["next_meeting"]["place"] is None
    last = next(m for m in shape["past_meetings"] if m["date"] == "2020-02")
    assert {"name": "Rashid Meredov", "organization": "Turkmenistan"}.items() <= last[
        "participants"
    ][0].items()
    found = next(p for p in shape["open_points"] if p["text"] == case.network.label)
    assert (found["agreed_on"], found["due"], found["standing"]) == ("2020-02", None, "disputed")
    assert {"assessor", "value", "since"} <= found["standings"][0].keys()
    assert shape["bodies"][0]["since"] == "2020-05"
    assert {line["period"] for line in shape["instruments"]} == {"2016/2018", "2020/2022"}
    assert shape["duties"][0]["due"] == "2021-03"
    assert {"document", "quote", "start", "end"} <= found["citations"][0].keys()


def test_the_brief_speaks_russian(case):
    with translation.override("ru"):
        made = printed(brief_of(case), "text").decode()
    assert "21–28 февраля 2021" in made


def test_a_register_without_any_series_still_has_its_brief(case):
    register = make_register("empty")
    made = gather_brief(administrator(register).desk, series=None, on=ON, variant=Variant.INTERNAL)
    for name in FORMATS:
        assert printed(made, name)
    assert json.loads(printed(made, "json"))["series"] is None


def test_parties_of_whom_one_is_enough_are_told_by_or(case):
    Responsibility.objects.filter(wording__provision=case.health).update(alternative=1)
    made = printed(brief_of(case), "html").decode()
    one, other = (party.label for party in case.sides)
    assert (f"or {other}" in made, f"or {one}" in made) == (True, False)
