"""PDF files made here, opened: pages as places, lines joined, and files that are none."""

import io

import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.errors import DamagedDocument, PasswordProtected
from servanda.reading.formats import open_document
from servanda.reading.formats.lines import Running, paragraphs, parted, running_lines


def pdf_of(source):
    return typst.compile(source.encode())


THREE_PAGES = """#set page(width: 11cm, height: 6cm, header: [State Migration Service], numbering: "1")
#set document(title: "The plan")
#set text(lang: "en", hyphenate: true)
#set par(justify: true)
The parties agreed to continue closer collaboration within the framework of the Global Compact
and to launch the United Nations Network on Migration in Turkmenistan before the year ends.
#pagebreak()
Меморандум подписан.
#pagebreak()
#pagebreak()
End of the plan"""

ENCRYPTED_PDF = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Filter/Standard/V 1/R 2/O<%(key)s>/U<%(key)s>/P -4>>endobj
trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]/Size 4>>
%%%%EOF""" % {b"key": b"ab" * 32}


class TestPdf:
    def test_pages_are_places_in_the_text(self):
        opened = open_document(pdf_of(THREE_PAGES), file_name="plan.pdf")
        texts = [opened.text[page.start : page.end].strip() for page in opened.pages]
        assert texts == [
            "The parties agreed to continue closer collaboration within the framework of the "
            "Global Compact and to launch the United Nations Network on Migration in "
            "Turkmenistan before the year ends.",
            "Меморандум подписан.",
            "",
            "End of the plan",
        ]
        assert (opened.title, opened.media_type) == ("The plan", "application/pdf")

    def test_a_page_without_text_is_said(self):
        opened = open_document(pdf_of(THREE_PAGES), file_name="plan.pdf")
        assert opened.warnings == ("plan.pdf has pages without text, which may be scanned: 3.",)

    def test_lines_that_run_along_are_kept_apart_with_their_pages(self):
        opened = open_document(pdf_of(THREE_PAGES), file_name="plan.pdf")
        assert [(aside.page, aside.place, aside.text) for aside in opened.asides] == [
            (number, place, text)
            for number in (1, 2, 3, 4)
            for place, text in (("top", "State Migration Service"), ("foot", str(number)))
        ]

    def test_a_file_without_pages_is_refused(self):
        stream = io.BytesIO()
        pypdfium2.PdfDocument.new().save(stream)
        with pytest.raises(DamagedDocument, match=r"^none\.pdf is damaged"):
            open_document(stream.getvalue(), file_name="none.pdf")

    def test_a_file_with_a_password_is_refused(self):
        with pytest.raises(PasswordProtected, match=r"^report\.pdf is protected by a password: "):
            open_document(ENCRYPTED_PDF, file_name="report.pdf")

    @pytest.mark.parametrize("content", [b"just text", b"\x00\x01\x02"])
    def test_a_file_only_named_pdf_is_refused(self, content):
        with pytest.raises(DamagedDocument, match=r"^report\.pdf is not a PDF file"):
            open_document(content, file_name="report.pdf")

    def test_a_broken_file_is_refused(self):
        with pytest.raises(DamagedDocument, match=r"^report\.pdf is damaged"):
            open_document(b"%PDF-1.7 and no more", file_name="report.pdf")

    def test_a_pdf_under_another_name_is_read(self):
        opened = open_document(pdf_of("Text"), file_name="report.txt")
        assert opened.media_type == "application/pdf"

    @pytest.mark.slow
    @given(st.lists(st.text("abc Ä.-\n", max_size=80), max_size=5))
    def test_pages_tile_the_text(self, texts):
        source = "\n#pagebreak()\n".join(f"Page #raw({text!r})" for text in ["x", *texts])
        opened = open_document(pdf_of(source.replace("'", '"')), file_name="plan.pdf")
        ends = [page.end for page in opened.pages]
        assert [page.start for page in opened.pages] == [0, *ends[:-1]]
        assert ends[-1] == len(opened.text)
        assert [page.number for page in opened.pages] == list(range(1, len(ends) + 1))


class TestLinesOfAPage:
    def test_wrapped_lines_are_joined_and_items_are_not(self):
        assert paragraphs(
            ["The parties agreed to the following", "points of the plan:", "1. Train officers of the",
             "State Migration Service", "2. Print it"]
        ) == [
            "The parties agreed to the following points of the plan:",
            "1. Train officers of the State Migration Service",
            "2. Print it",
        ]  # fmt: skip

    def test_a_hyphen_of_the_layout_goes_and_one_of_the_word_stays(self):
        assert paragraphs(
            ["The collabo\x02", "ration in 2016\x02", "2018 in Asia-", "Pacific"]
        ) == ["The collaboration in 2016-2018 in Asia-Pacific"]

    def test_heads_that_take_turns_on_left_and_right_pages_run_along(self):
        heads = ["The plan", "State Migration Service"]
        pages = [[heads[n % 2], f"Point {'abcdefg'[n]}", f"{n + 1}"] for n in range(7)]
        running = running_lines(pages)
        assert running == Running(frozenset(heads), frozenset({"#"}))
        page = parted(pages[3], running=running)
        assert (page.top, page.text, page.foot) == ([heads[1]], ["Point d"], ["4"])

    def test_a_line_on_two_pages_of_a_short_document_stays(self):
        pages = [["The plan", "Buy kits"], ["The plan", "Train officers"]]
        assert running_lines(pages) == Running(frozenset(), frozenset())
