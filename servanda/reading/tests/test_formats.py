"""Files built here, opened: their words, places, titles, and the sentences for bad ones."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.errors import (
    BinaryDocument,
    DamagedDocument,
    DocumentError,
    DocumentTooLarge,
    EmptyDocument,
    UnknownFormat,
    WrongEncoding,
)
from servanda.reading.formats import (
    ACCEPTED_SUFFIXES,
    LIMIT_BYTES,
    OpenedDocument,
    limit_notice,
    open_document,
)

SENTENCE = re.compile(r"file[.a-z]* (?:is|holds|nests|grows) [^\n]+: [^\n]+\.")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def text_of(content, file_name):
    return open_document(content, file_name=file_name).text


def refusal_of(content, file_name):
    try:
        open_document(content, file_name=file_name)
    except DocumentError as refusal:
        return str(refusal)
    return ""


class TestPlainText:
    def test_text_in_utf_8_is_kept_as_it_stands(self):
        opened = open_document("Aşgabat, Ашхабад  —  two".encode(), file_name="note.txt")
        assert opened == OpenedDocument("Aşgabat, Ашхабад  —  two", (), "text/plain", None, ())

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_a_byte_order_mark_is_no_part_of_the_text(self, encoding):
        assert text_of("Ашхабад".encode(encoding), "note.txt") == "Ашхабад"

    def test_line_ends_become_new_lines(self):
        assert text_of(b"one\r\ntwo\rthree\n", "note.txt") == "one\ntwo\nthree\n"

    def test_letters_and_their_marks_are_composed(self):
        assert text_of(unicodedata.normalize("NFD", "Aşgabat").encode(), "note.txt") == "Aşgabat"

    def test_pasted_text_needs_no_suffix(self):
        assert text_of(b"The parties agreed.", "-") == "The parties agreed."

    def test_another_encoding_is_refused_with_the_mend(self):
        with pytest.raises(WrongEncoding, match=r"^note\.txt is not encoded as UTF-8 .* save it"):
            open_document("Ашхабад".encode("cp1251"), file_name="note.txt")

    def test_binary_data_is_refused(self):
        with pytest.raises(BinaryDocument, match=r"^note\.txt is not text but binary data: "):
            open_document(b"MZ\x00\x01\x02", file_name="note.txt")


class TestMarkdown:
    def test_the_title_is_the_first_heading_of_the_first_level(self):
        opened = open_document(b"## Small\n\n# The plan #\n\nText", file_name="plan.md")
        assert opened.title == "The plan"
        assert opened.media_type == "text/markdown"
        assert opened.text.startswith("## Small")


PAGE = """<!DOCTYPE html><html><head><title>IOM &amp; Turkmenistan</title>
<style>p {color: red}</style><script>var x = "unread";</script></head><body>
<header>unread site</header><nav><ul><li>unread menu<script>1</script></li></ul></nav>
<!-- unread comment -->
<article><header><h1>The  meeting</h1></header>
<p>Parties <b>agreed</b> to launch
the <a href="x">Network</a>.<br>Ashgabat</p>tail
<p hidden>unread</p><div style="display: none">unread</div>
<table><tr><td>1.1</td><td>Train officers</td></tr></table></article>
<aside>unread</aside><form><input value="unread">unread</form><footer>unread</footer>
</body></html>"""


class TestHtml:
    def test_the_words_of_the_page_become_paragraphs(self):
        assert text_of(PAGE.encode(), "page.html") == (
            "The meeting\n\nParties agreed to launch the Network.\nAshgabat\n\ntail\n\n"
            "1.1\n\nTrain officers"
        )

    def test_the_title_is_that_of_the_page(self):
        assert open_document(PAGE.encode(), file_name="page.html").title == "IOM & Turkmenistan"

    def test_the_title_for_sharing_serves_where_there_is_no_other(self):
        page = b'<html><head><meta property="og:title" content="A plan"></head><p>Text'
        assert open_document(page, file_name="page.html").title == "A plan"

    def test_a_page_is_known_by_its_content(self):
        opened = open_document(b" <!doctype HTML><p>Text", file_name="download.txt")
        assert (opened.media_type, opened.text) == ("text/html", "Text")

    def test_a_form_around_the_whole_page_hides_nothing(self):
        assert text_of(b"<html><form><h1>Head</h1><p>Text</p></form>", "a.html") == "Head\n\nText"

    def test_a_page_in_the_encoding_it_declares_is_read(self):
        page = '<html><meta charset="windows-1251"><p>Ашхабад'.encode("cp1251")
        assert text_of(page, "page.html") == "Ашхабад"

    @pytest.mark.parametrize("charset", ["utf-8", "punycode", "no-such"])
    def test_a_page_in_no_encoding_it_declares_is_refused(self, charset):
        page = f'<html><meta charset="{charset}"><p>Ашхабад'.encode("cp1251")
        with pytest.raises(WrongEncoding, match=r"^page\.html is not encoded as UTF-8"):
            open_document(page, file_name="page.html")

    def test_a_page_nested_without_end_is_refused_at_once(self):
        with pytest.raises(DamagedDocument, match=r"^page\.html nests its elements"):
            open_document(b"<html>" + b"<div>" * 100_000, file_name="page.html")

    def test_a_page_of_scripts_only_holds_no_words(self):
        with pytest.raises(EmptyDocument, match=r"^page\.html holds no words: "):
            open_document(b"<html><script>go()</script>", file_name="page.html")


class TestAnyFile:
    def test_an_empty_file_is_refused(self):
        with pytest.raises(EmptyDocument, match=r"^note\.txt is empty: choose"):
            open_document(b"", file_name="note.txt")

    def test_a_blank_file_is_refused(self):
        with pytest.raises(EmptyDocument, match=r"^note\.txt holds no words"):
            open_document(b" \r\n\t", file_name="note.txt")

    def test_a_file_over_the_limit_is_refused_with_the_limit_said(self):
        with pytest.raises(DocumentTooLarge) as refusal:
            open_document(b"x" * 1001, file_name="note.txt", limit_bytes=1000)
        assert str(refusal.value) == limit_notice("note.txt", limit_bytes=1000)

    def test_the_limit_is_told_in_megabytes(self):
        assert LIMIT_BYTES == 50 * 1024 * 1024
        assert limit_notice("big.pdf").startswith("big.pdf is larger than 50 MB: ")

    @pytest.mark.parametrize(
        ("content", "file_name"),
        [(b"\x89PNG\r\n\x1a\n", "scan.png"), (b"{\\rtf1 a}", "a.rtf"), (b"a,b", "plan.csv")],
    )
    def test_a_format_that_is_not_read_is_named_with_the_mend(self, content, file_name):
        with pytest.raises(UnknownFormat, match=rf"^{file_name} is .*: .*\.$"):
            open_document(content, file_name=file_name)

    @given(
        start=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", OLE, b"<html>", b"\xff\xfe"]),
        rest=st.binary(),
        suffix=st.sampled_from(["", *ACCEPTED_SUFFIXES]),
    )
    def test_random_bytes_are_read_or_refused_in_a_sentence(self, start, rest, suffix):
        refusal = refusal_of(start + rest, f"file{suffix}")
        assert not refusal or SENTENCE.fullmatch(refusal)


def test_signs_that_a_terminal_obeys_are_left_out():
    told = "Agreed\x1b[31m, \x9b31m\u202edone\u200d."
    assert open_document(told.encode(), file_name="a.txt").text == "Agreed[31m, 31mdone\u200d."
