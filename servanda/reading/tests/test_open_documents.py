"""OpenDocument texts (.odt): words in order, lists numbered, bursting files refused."""

import pytest

from servanda.reading.errors import (
    DamagedDocument,
    PasswordProtected,
)
from servanda.reading.formats import open_document
from servanda.reading.tests.office_files import BOMB, archive_of

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "manifest": "manifest",
    }.items()
)  # fmt: skip


def odt_of(body, *, styles="", extra=None, before=""):
    content = (
        f"{before}<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    return archive_of({"mimetype": mimetype, "content.xml": content, **(extra or {})})


def odt_text(body, **parts):
    return open_document(odt_of(body, **parts), file_name="plan.odt").text


LISTS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '</text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>'
)


def item(words, inner=""):
    return f"<text:list-item><text:p>{words}</text:p>{inner}</text:list-item>"


class TestOpenDocument:
    def test_paragraphs_spaces_and_tables_are_read_in_order(self):
        cells = "".join(
            f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"
            for words in ("1.1", "Train officers")
        )
        body = (
            "<text:h>Plan</text:h><text:p>by<text:s/>May,<text:line-break/>both <text:span>sides"
            "</text:span></text:p>"
            f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
        )
        assert odt_text(body) == "Plan\n\nby May,\nboth sides\n\n1.1\n\nTrain officers"

    def test_lists_bear_their_numbers(self):
        inner = f"<text:list>{item('Kits')}{item('Cars')}</text:list>"
        body = (
            f'<text:list text:style-name="L1">{item("Buy", inner)}{item("Train")}</text:list>'
            f'<text:list text:style-name="L2">{item("Thank all")}</text:list>'
        )
        assert odt_text(body, styles=LISTS).split("\n\n") == [
            "1. Buy", "a) Kits", "b) Cars", "2. Train", "• Thank all",
        ]  # fmt: skip

    def test_notes_stand_at_the_end_and_comments_are_said(self):
        note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See 73/195.</text:p></text:note-body></text:note>"
        comment = "<office:annotation><text:p>Hm.</text:p></office:annotation>"
        body = f"<text:p>Agreed{note}{comment}.</text:p><text:p>End.</text:p>"
        opened = open_document(odt_of(body), file_name="plan.odt")
        assert opened.text == "Agreed.\n\nEnd.\n\nSee 73/195."
        assert opened.warnings == ("plan.odt has comments in the margin: they were left out.",)

    def test_heads_and_feet_are_kept_apart(self):
        styles = f"<office:document-styles {NAMES}><style:header><text:p>Service</text:p></style:header></office:document-styles>"
        opened = open_document(
            odt_of("<text:p>Words</text:p>", extra={"styles.xml": styles}), file_name="a.odt"
        )
        assert [(aside.place, aside.text) for aside in opened.asides] == [("top", "Service")]
        assert opened.text == "Words"

    def test_a_text_with_a_password_is_refused(self):
        manifest = f"<manifest:manifest {NAMES}><manifest:encryption-data/></manifest:manifest>"
        content = odt_of("<text:p/>", extra={"META-INF/manifest.xml": manifest})
        with pytest.raises(PasswordProtected, match=r"^a\.odt is protected by a password"):
            open_document(content, file_name="a.odt")

    @pytest.mark.parametrize(
        "content", [odt_of("<text:p>"), odt_of("<text:p>&b;</text:p>", before=BOMB)]
    )
    def test_broken_xml_and_entities_are_refused(self, content):
        with pytest.raises(DamagedDocument, match=r"^a\.odt is damaged"):
            open_document(content, file_name="a.odt")

    def test_a_million_spaces_are_few(self):
        assert len(odt_text('<text:p>a<text:s text:c="1000000000"/>b</text:p>')) < 100
