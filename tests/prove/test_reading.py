"""What must hold for every text, date and file: counted over thousands of generated ones.

`make prove` runs these with the profile `long`; the figures stand in docs/reference/proofs.md.
"""

import calendar
import io
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading import read
from servanda.reading.edtf import EdtfError, bounds, describe, is_edtf
from servanda.reading.errors import DocumentError
from servanda.reading.finding.dates import find_dates
from servanda.reading.formats import ACCEPTED_SUFFIXES, OpenedDocument, open_document
from servanda.reading.model import Reading
from servanda.reading.tests.test_exact_quotations import CUT, MANGLED, items_of
from servanda.registers.models.dates import put_date
from servanda.reports.models import ReportingDuty

pytestmark = pytest.mark.prove

TEXTS = Path(__file__).resolve().parents[3] / "shared/reading/dev"
DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
MONTHS = list(calendar.month_name)[1:]
EDTF_LETTERS = st.text(alphabet="0123456789X-/.~?%[]{},YT:Z ", max_size=20)
WHENS = st.sampled_from(
    [
        "end of {month}", "mid-{month} {year}", "by {month} {year}", "since {month} {year}",
        "{day} {month} {year}", "{month} {day}, {year}", "the first half of {year}", "{year}-{next}",
        "in the second quarter of {year}", "until the end of {year}", "next {month}", "yesterday",
        "from {day} to {other} {month}", "early {year}", "no later than {day} {month} {year}",
    ]
)  # fmt: skip


@cache
def lines_of_texts() -> list[str]:
    """Return the lines of the shared English texts, or none where they are not here."""
    return [
        line
        for path in sorted(TEXTS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and line.isascii()
    ]


@st.composite
def cut_lines(draw: st.DrawFn) -> str:
    """Draw some lines of the texts, each cut anywhere, in any order."""
    lines = lines_of_texts() or ["Peru and the organization agreed to build a pier by 2021."]
    chosen = draw(st.lists(st.sampled_from(lines), min_size=1, max_size=5))
    return "\n".join(line[draw(st.integers(0, len(line))) :][:400] for line in chosen)


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """Draw a sentence with a date in words."""
    year, month = draw(st.integers(1990, 2035)), draw(st.sampled_from(MONTHS))
    first = draw(st.integers(1, 27))
    other = draw(st.integers(first, 28))
    told = draw(WHENS).format(year=year, next=year + 2, month=month, day=first, other=other)
    return f"The parties agreed to meet {told}."


def assert_exact(reading: Reading, text: str) -> None:
    for item in items_of(reading):
        assert item.quote
        assert text[item.start : item.end] == item.quote
    for found in reading.dates:
        assert text[found.start : found.end] == found.text


@given(text=MANGLED | CUT, published=DAYS)
def test_every_quotation_of_a_mangled_text_is_exact(text: str, published: date):
    assert_exact(read(text, published=published.isoformat(), language="en"), text)


@given(text=cut_lines(), published=DAYS)
def test_every_quotation_of_cut_real_lines_is_exact(text: str, published: date):
    assert_exact(read(text, published=published.isoformat(), language="en"), text)


@given(text=phrases(), published=DAYS)
def test_every_date_found_is_edtf_with_bounds_in_order(text: str, published: date):
    for found in find_dates(text, published=published.isoformat(), language="en"):
        assert found.edtf is None or is_edtf(found.edtf)
        told = bounds(found.edtf) if found.edtf else None
        if told and told.earliest and told.latest:
            assert told.earliest <= told.latest


@given(EDTF_LETTERS)
def test_any_letters_are_edtf_or_refused_with_a_sentence(text: str):
    if is_edtf(text):
        assert describe(text)
        return
    with pytest.raises(EdtfError, match=r"\.$"):
        bounds(text)


@given(DAYS, st.integers(0, 4000))
def test_a_period_has_its_days_as_bounds_and_is_stored_with_them(first: date, length: int):
    last = first + timedelta(days=length)
    duty = ReportingDuty()
    put_date(duty, "due", edtf=f"{first.isoformat()}/{last.isoformat()}")
    assert (duty.due_earliest, duty.due_latest) == (first, last)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_begins_on_its_first_day_and_ends_before_the_next(year: int, month: int):
    told = bounds(f"{year:04}-{month:02}")
    assert told.earliest == date(year, month, 1)
    assert told.latest
    assert told.latest == date.max or (told.latest + timedelta(days=1)).day == 1
    assert told.latest.month == month


def opened_or_refusal(content: bytes, file_name: str) -> OpenedDocument | str:
    try:
        return open_document(content, file_name=file_name)
    except DocumentError as refusal:
        return str(refusal)


def assert_opened_or_refused(content: bytes, file_name: str) -> None:
    opened = opened_or_refusal(content, file_name)
    if isinstance(opened, str):
        assert file_name in opened
    else:
        assert_tiled(opened)


def assert_tiled(opened: OpenedDocument) -> None:
    assert opened.text.strip()
    ends = [0, *(page.end for page in opened.pages)]
    assert [page.start for page in opened.pages] == ends[:-1]
    assert ends[-1] == (len(opened.text) if opened.pages else 0)


@given(st.binary(max_size=400), st.sampled_from(ACCEPTED_SUFFIXES))
def test_random_bytes_are_opened_or_refused_by_name(content: bytes, suffix: str):
    assert_opened_or_refused(content, f"note{suffix}")


@cache
def word_file() -> bytes:
    document, kept = Document(), io.BytesIO()
    document.add_heading("Talks")
    document.add_paragraph("The parties agreed to build a pier by 2021.")
    document.add_table(rows=2, cols=2).cell(0, 0).text = "Measure"
    document.save(kept)
    return kept.getvalue()


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 44>>stream\nBT /F 12 Tf 20 100 Td (They agreed to meet.) Tj ET\nendstream\nendobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)
HTML = b"<html><head><title>Talks</title><script>x()</script></head><body><p>They met.</p></body></html>"


@given(st.sampled_from(["docx", "pdf", "html"]), st.data())
def test_a_damaged_file_is_opened_or_refused_by_name(kind: str, data: st.DataObject):
    content = bytearray({"docx": word_file(), "pdf": PDF, "html": HTML}[kind])
    for _time in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)) | st.just(len(content)))
    assert_opened_or_refused(bytes(content[:cut]), f"note.{kind}")
