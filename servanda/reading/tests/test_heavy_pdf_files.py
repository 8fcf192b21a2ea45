"""PDF files that could grow without end: known beforehand, read in a process apart, refused in time."""

import zlib

import pytest
import typst

from servanda.reading.errors import DamagedDocument, DocumentTooLarge, PasswordProtected
from servanda.reading.formats import open_document, pdf
from servanda.reading.formats.pdf_weight import is_light_on_all_pages, light_bytes
from servanda.reading.tests.bad_files import LOCKED_PDF

PLAN = b"""#set page(width: 9cm, height: 6cm, header: [Service])
#set document(title: "Plan")
They agreed. #pagebreak() Train. #pagebreak() Print."""
MEGABYTE = 1024 * 1024


def stream_of(length, *, head=b"/Filter/FlateDecode"):
    """Give a stream of so many bytes, packed."""
    packing = zlib.compressobj(9)
    piece = b" " * MEGABYTE
    packed = b"".join(packing.compress(piece) for _ in range(length // MEGABYTE))
    return b"4 0 obj<<%b>>stream\n%b\nendstream endobj\n" % (head, packed + packing.flush())


def page_showing(stream):
    """Make a file whose one page shows a stream."""
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
        b"%btrailer<</Root 1 0 R/Size 5>>\n%%%%EOF" % stream
    )


class TestWeight:
    def test_a_usual_file_is_light(self):
        assert 0 < (light_bytes(typst.compile(PLAN)) or 0) < MEGABYTE

    @pytest.mark.parametrize("megabytes", [1, 10])
    def test_streams_are_weighed_unpacked(self, megabytes):
        assert light_bytes(stream_of(megabytes * MEGABYTE)) == megabytes * MEGABYTE

    def test_streams_that_unpack_to_much_are_heavy(self):
        assert light_bytes(stream_of(9 * MEGABYTE) * 2) is None
        assert light_bytes(stream_of(200 * MEGABYTE)) is None

    @pytest.mark.parametrize("head", [b"/Filter[/FlateDecode/FlateDecode]", b"/Filter/LZWDecode"])
    def test_what_cannot_be_weighed_counts_as_heavy(self, head):
        assert light_bytes(stream_of(0, head=head)) is None

    def test_pictures_are_not_read_and_not_weighed(self):
        head = b"/Subtype/Image/Filter/FlateDecode"
        assert light_bytes(stream_of(30 * MEGABYTE, head=head)) == 0

    def test_a_stream_that_is_not_packed_is_weighed_to_its_end(self):
        assert light_bytes(b"4 0 obj<<>>stream\n" + b"x" * 100 + b"endstream") == 100

    def test_little_on_very_many_pages_is_much(self):
        assert is_light_on_all_pages(MEGABYTE, pages=300)
        assert not is_light_on_all_pages(MEGABYTE, pages=1_000)
        assert not is_light_on_all_pages(1, pages=10_000)


class TestApart:
    @pytest.fixture(autouse=True)
    def heavy(self, monkeypatch):
        monkeypatch.setattr(pdf, "light_bytes", lambda _content: None)

    def test_a_heavy_file_is_read_as_a_light_one_is(self, monkeypatch):
        content = typst.compile(PLAN)
        apart = open_document(content, file_name="plan.pdf")
        monkeypatch.undo()
        assert apart == open_document(content, file_name="plan.pdf")
        assert apart.text == "They agreed.\n\nTrain.\n\nPrint."

    def test_one_with_a_password_is_refused(self):
        with pytest.raises(PasswordProtected, match=r"^a\.pdf is protected by a password"):
            open_document(LOCKED_PDF, file_name="a.pdf")

    def test_a_damaged_one_is_refused(self):
        with pytest.raises(DamagedDocument, match=r"^a\.pdf is damaged"):
            open_document(b"%PDF-1.7\n1 0 obj\n<<", file_name="a.pdf")

    def test_one_that_takes_too_long_is_refused_with_the_mend(self, monkeypatch):
        monkeypatch.setattr(pdf, "_SECONDS_APART", 0.001)
        with pytest.raises(DocumentTooLarge) as refusal:
            open_document(typst.compile(PLAN), file_name="a.pdf")
        assert str(refusal.value) == (
            "a.pdf takes more memory or time than a document needs: "
            "print it to a new PDF, or split it, and upload that."
        )


@pytest.mark.prove
def test_a_megabyte_that_unpacks_to_a_gigabyte_is_refused():
    content = page_showing(stream_of(1024 * MEGABYTE))
    assert len(content) < 2 * MEGABYTE
    with pytest.raises(DocumentTooLarge, match=r"^bomb\.pdf takes more memory or time"):
        open_document(content, file_name="bomb.pdf")
