"""What files of the different kinds become: places of their words, lines apart, facts of letters."""

import io
import zipfile
from email.message import EmailMessage

import pytest
import typst

from servanda.instruments.actions import NewInstrument, create_instrument
from servanda.registers.tests.factories import administrator, make_register
from servanda.sources.actions import DocumentFacts, Place, Upload, cite, ingest

pytestmark = pytest.mark.django_db
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture
def clerk():
    return administrator(make_register())


def workbook() -> bytes:
    cells = "".join(
        f'<c r="{address}" t="inlineStr"><is><t>{words}</t></is></c>'
        for address, words in {"A2": "1.1", "C2": "Train officers"}.items()
    )
    members = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TIES}"><sheets><sheet name="Plan" '
        'sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        'Type="t" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="2">{cells}'
        "</row></sheetData></worksheet>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def letter() -> bytes:
    made = EmailMessage()
    made["From"] = "Mission <mission@example.org>"
    made["To"] = ", ".join(f"Person {n} <person{n}@example.org>" for n in range(40))
    made["Date"] = "Wed, 17 Feb 2021 10:00:00 +0500"
    made["Subject"] = "Next meeting"
    made.set_content("The parties agreed to meet.")
    return made.as_bytes()


def taken_in(clerk, content, name, **facts):
    return ingest(clerk, upload=Upload(content, name), facts=DocumentFacts(**facts))


def test_words_of_a_workbook_are_cited_with_their_cell(clerk):
    version = taken_in(clerk, workbook(), "plan.xlsx").version
    plan = create_instrument(clerk, new=NewInstrument("Plan", "action_plan"))
    start = version.text.index("Train")
    places = [Place("label", start + 2, start + 8), Place("period", 0, 4)]
    in_cell, before = cite(clerk, entry=plan, version=version, places=places)
    assert (in_cell.passage.place, in_cell.passage.page) == ("Plan!C2", None)
    assert before.passage.place == ""


def test_a_letter_tells_who_wrote_it_to_whom_and_when(clerk):
    document = taken_in(clerk, letter(), "letter.eml").document
    assert document.title == "Next meeting"
    assert document.sender == "Mission <mission@example.org>"
    assert document.recipient.startswith("Person 0 <person0@example.org>, ")
    assert len(document.recipient) <= 300
    assert document.published == "2021-02-17"


def test_what_the_person_says_of_a_letter_stands(clerk):
    said = {"sender": "Ministry", "recipient": "Mission", "published": "2020"}
    document = taken_in(clerk, letter(), "letter.eml", **said).document
    assert (document.sender, document.recipient, document.published) == tuple(said.values())


def test_lines_that_run_along_the_pages_are_kept_apart(clerk):
    source = "#set page(width: 9cm, height: 5cm, header: [For official use])\n" + (
        "\n#pagebreak()\n".join(f"Point {word}" for word in ("one", "two", "three"))
    )
    version = taken_in(clerk, typst.compile(source.encode()), "plan.pdf").version
    version.refresh_from_db()
    assert version.asides == [[page, "top", "For official use"] for page in (1, 2, 3)]
    assert "official" not in version.text
