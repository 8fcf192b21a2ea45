"""Words of PDF files made here, found again on their pages, and the pictures of these pages."""

import io
import struct
import tempfile
import zlib
from pathlib import Path

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reading.formats import open_document
from servanda.reading.formats.pdf_pictures import page_picture, page_size
from servanda.reading.formats.pdf_places import boxes_on, places_of

PLAN = """#set page(width: 12cm, height: 8cm, header: [State Migration Service], numbering: "1")
#set text(lang: "en", hyphenate: true)
#set par(justify: true)
The parties agreed to continue closer collaboration within the framework of the Global Compact
and to launch the United Nations Network on Migration in Turkmenistan before the end of the year,
notwithstanding circumstances of extraordinary administrative inconvenience.
#pagebreak()
Стороны договорились. An efficient office.
#pagebreak()
#columns(2)[Left column says this. #colbreak() Right column says that.]"""


def pdf_of(source):
    return typst.compile(source.encode())


def opened(content):
    return open_document(content, file_name="plan.pdf")


def turned(content, degrees):
    document = pypdfium2.PdfDocument(content)
    for page in document:
        page.set_rotation(degrees)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def letters(text):
    return "".join(text.replace("\ufffe", "").replace("\x02", "").replace("-", "").split())


def words_in(content, number, boxes):
    """Give the words that stand on a page inside boxes, by the page's own reader."""
    page = pypdfium2.PdfDocument(content)[number - 1]
    width, height = page.get_size()
    on_page = page.get_textpage()
    return "".join(
        on_page.get_text_bounded(
            box.left * width - 0.5,
            (1 - box.bottom) * height - 0.5,
            box.right * width + 0.5,
            (1 - box.top) * height + 0.5,
        )
        for box in boxes
    )


def marked(content, quote):
    read = opened(content)
    start = read.text.index(quote)
    end = start + len(quote)
    assert read.text[start:end] == quote
    return places_of(content, read.pages, text=read.text, start=start, end=end)


class TestPlaces:
    @pytest.mark.parametrize(
        ("quote", "page", "lines"),
        [
            ("closer collaboration", 1, 1),
            ("Стороны договорились", 2, 1),
            ("An efficient office.", 2, 1),
            ("Right column says that.", 3, 1),
        ],
    )
    def test_words_have_the_box_of_their_line(self, quote, page, lines):
        content = pdf_of(PLAN)
        (found,) = marked(content, quote)
        assert (found.page, len(found.boxes)) == (page, lines)
        assert letters(words_in(content, page, found.boxes)) == letters(quote)

    def test_words_over_several_lines_have_a_box_for_each(self):
        content = pdf_of(PLAN)
        quote = "launch the United Nations Network on Migration in Turkmenistan before the end"
        (found,) = marked(content, quote)
        assert len(found.boxes) >= 2
        tops = [box.top for box in found.boxes]
        assert tops == sorted(tops)

    def test_a_word_that_a_hyphen_parts_is_found_whole(self):
        source = '#set page(width: 5cm, height: 8cm)\n#set text(lang: "en", hyphenate: true)\n'
        content = pdf_of(source + "#set par(justify: true)\n" + "Extraordinary collaboration. " * 4)
        read = opened(content)
        assert "-" not in read.text
        for start in [n for n in range(len(read.text)) if read.text.startswith("Extra", n)]:
            (found,) = places_of(
                content, read.pages, text=read.text, start=start, end=start + len("Extraordinary")
            )
            assert letters(words_in(content, 1, found.boxes)) == "Extraordinary"

    def test_words_over_two_pages_are_marked_on_both(self):
        content = pdf_of(PLAN)
        found = marked(content, "inconvenience.\n\nСтороны")
        assert [(one.page, len(one.boxes)) for one in found] == [(1, 1), (2, 1)]

    @pytest.mark.parametrize("degrees", [90, 180, 270])
    def test_a_turned_page_is_marked_where_it_is_seen(self, degrees):
        content = turned(pdf_of(PLAN), degrees)
        (upright,) = marked(pdf_of(PLAN), "Right column says that.")
        (found,) = marked(content, "Right column says that.")
        x = (upright.boxes[0].left + upright.boxes[0].right) / 2
        y = (upright.boxes[0].top + upright.boxes[0].bottom) / 2
        seen = {90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}[degrees]
        (box,) = found.boxes
        assert ((box.left + box.right) / 2, (box.top + box.bottom) / 2) == pytest.approx(
            seen, abs=0.001
        )

    def test_words_that_are_not_on_the_page_have_no_box(self):
        content = pdf_of(PLAN)
        read = opened(content)
        other = read.text.replace("closer", "further")
        start = other.index("further")
        assert boxes_on(content, read.pages[0], text=other, spans=[(start, start + 7)]) == [()]
        start = other.index("Global Compact")
        (found,) = boxes_on(content, read.pages[0], text=other, spans=[(start, start + 14)])
        assert letters(words_in(content, 1, found)) == "GlobalCompact"

    @pytest.mark.slow
    @settings(max_examples=40)
    @given(
        st.lists(
            st.sampled_from(
                [
                    "fiscal",
                    "agree-",
                    "Ä",
                    "мост",
                    "e\u0301",
                    "2016–2018",
                    "co-operation",
                    "\n",
                    "ﬁ",
                    "x²",
                ]
            ),
            min_size=3,
            max_size=60,
        ),
        st.data(),
    )
    def test_every_stretch_of_words_is_found_on_its_page(self, words, data):
        told = " ".join(words)
        source = f"#set page(width: 6cm, height: 6cm)\nA #raw({told!r}) z".replace("'", '"')
        content = pdf_of(source)
        read = opened(content)
        start = data.draw(st.integers(0, len(read.text) - 1))
        end = data.draw(st.integers(start + 1, len(read.text)))
        found = places_of(content, read.pages, text=read.text, start=start, end=end)
        if letters(read.text[start:end]):
            assert any(one.boxes for one in found)
        for box in (box for one in found for box in one.boxes):
            assert 0 <= box.left <= box.right <= 1
            assert 0 <= box.top <= box.bottom <= 1


def kept(content):
    """Give the place of a file with this content."""
    place = Path(tempfile.mkdtemp()) / "plan.pdf"
    place.write_bytes(content)
    return place


def dots_of(png):
    """Give width, height, kind of colour and the rows of a picture, by the rules of PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, held, head = 8, b"", (0,) * 7
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(
            name + body
        )
        if name == b"IHDR":
            head = struct.unpack(">IIBBBBB", body)
        held += body if name == b"IDAT" else b""
        at += 12 + length
    width, height, _depth, kind, *_rest = head
    rows = zlib.decompress(held)
    length = width * {0: 1, 2: 3}[kind] + 1
    assert len(rows) == length * height
    return width, height, kind, [rows[n : n + length][1:] for n in range(0, len(rows), length)]


class TestPictures:
    def test_a_page_is_drawn_with_ink_where_its_words_stand(self):
        content = pdf_of(PLAN)
        (found,) = marked(content, "closer collaboration")
        width, height, kind, rows = dots_of(page_picture(kept(content), 1))
        assert (width, height, kind) == (1000, 667, 0)
        (box,) = found.boxes
        inside = [
            row[round(box.left * width) : round(box.right * width)]
            for row in rows[round(box.top * height) : round(box.bottom * height)]
        ]
        assert min(min(row) for row in inside) < 60
        assert set(rows[3]) == {255}

    def test_colours_are_kept(self):
        page = "#set page(width: 4cm, height: 4cm, fill: rgb(200, 0, 0))\n"
        width, _height, kind, rows = dots_of(page_picture(kept(pdf_of(page)), 1))
        assert (kind, tuple(rows[0][:3])) == (2, (200, 0, 0))
        assert width == 1000

    def test_no_page_is_drawn_larger_than_a_screen_needs(self):
        content = pdf_of("#set page(width: 1cm, height: 500cm)\nText")
        size = page_size(content, 1)
        assert size.width * size.height < 3_100_000
        assert dots_of(page_picture(kept(content), 1))[:2] == (size.width, size.height)

    @pytest.mark.parametrize("number", [0, 4, 10**9])
    def test_a_page_that_is_not_there_has_no_picture(self, number):
        content = pdf_of(PLAN)
        assert page_picture(kept(content), number) is None
        assert page_size(content, number) is None
