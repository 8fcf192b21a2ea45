"""The automatic numbers of Word, written out as a reader sees them."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from servanda.reading.errors import DamagedDocument
from servanda.reading.formats import open_document
from servanda.reading.formats.numbering import Level, ListNumbers, numeral
from servanda.reading.tests.office_files import BOMB, archive_of


def numbered_docx(
    levels, paragraphs, *, nums='<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for kept in list(numbering):
        numbering.remove(kept)
    numbering.append(
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="7">{levels}</w:abstractNum>')
    )
    for num in parse_xml(f"<w:x {nsdecls('w')}>{nums}</w:x>"):
        numbering.append(num)
    for words, num, depth in paragraphs:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
        ))  # fmt: skip
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def level(depth, form, drawn):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{drawn}"/></w:lvl>'
    )


class TestNumbersOfWord:
    def test_a_level_that_is_no_number_is_the_first(self):
        content = numbered_docx(level(0, "decimal", "%1."), [("Buy kits", 7, "²")])
        assert open_document(content, file_name="a.docx").text == "1. Buy kits"

    def test_levels_count_and_begin_anew(self):
        levels = (
            level(0, "decimal", "%1.")
            + level(1, "decimal", "%1.%2")
            + level(2, "russianLower", "%3)")
        )
        points = [
            ("Buy", 7, 0),
            ("Kits", 7, 1),
            ("Cars", 7, 1),
            ("Red", 7, 2),
            ("Train", 7, 0),
            ("All", 7, 1),
        ]
        opened = open_document(numbered_docx(levels, points), file_name="plan.docx")
        assert opened.text.split("\n\n") == [
            "1. Buy", "1.1 Kits", "1.2 Cars", "а) Red", "2. Train", "2.1 All",
        ]  # fmt: skip

    def test_a_list_that_starts_anew_counts_alone(self):
        nums = (
            '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
            '<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>'
            '<w:num w:numId="9"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
            '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
        points = [("a", 7, 0), ("b", 8, 0), ("c", 9, 0), ("d", 9, 0), ("e", 7, 0), ("f", 0, 0)]
        content = numbered_docx(level(0, "upperRoman", "%1."), points, nums=nums)
        assert open_document(content, file_name="a.docx").text.split("\n\n") == [
            "I. a", "II. b", "V. c", "VI. d", "III. e", "f",
        ]  # fmt: skip

    def test_a_style_may_bear_the_number(self):
        document = docx.Document()
        document.add_paragraph("One", style="List Number")
        document.add_paragraph("Plain")
        document.add_paragraph("Two", style="List Number")
        document.add_paragraph("Dot", style="List Bullet")
        stream = io.BytesIO()
        document.save(stream)
        assert open_document(stream.getvalue(), file_name="a.docx").text.split("\n\n") == [
            "1. One", "Plain", "2. Two", "• Dot",
        ]  # fmt: skip

    def test_heads_and_feet_are_kept_apart(self):
        document = docx.Document()
        document.add_paragraph("Words")
        document.sections[0].header.paragraphs[0].text = "For official use"
        stream = io.BytesIO()
        document.save(stream)
        opened = open_document(stream.getvalue(), file_name="a.docx")
        assert opened.text == "Words"
        assert [(aside.place, aside.text) for aside in opened.asides] == [
            ("top", "For official use")
        ]

    def test_a_word_file_that_declares_entities_is_refused(self):
        document = docx.Document()
        document.add_paragraph("Words")
        stream = io.BytesIO()
        document.save(stream)
        with zipfile.ZipFile(stream) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        xml = members["word/document.xml"].decode().replace("?>", "?>" + BOMB, 1)
        members["word/document.xml"] = xml.replace("Words", "Words&b;").encode()
        with pytest.raises(DamagedDocument, match=r"^a\.docx is damaged and cannot be opened"):
            open_document(archive_of(members), file_name="a.docx")


class TestNumerals:
    @pytest.mark.parametrize(
        ("number", "form", "written"),
        [
            (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (10**9, "upperRoman", "1000000000"),
            (27, "lowerLetter", "aa"), (3, "upperLetter", "C"), (7, "decimalZero", "07"),
            (2, "russianUpper", "Б"), (5, "ordinal", "5"), (0, "lowerLetter", "0"), (3, "none", ""),
        ],
    )  # fmt: skip
    def test_numbers_are_written_as_word_writes_them(self, number, form, written):
        assert numeral(number, form=form) == written

    def test_a_level_may_want_plain_digits(self):
        numbers = ListNumbers(
            {0: Level("upperRoman", "%1"), 1: Level("decimal", "%1.%2", is_plain=True)}
        )
        assert [numbers.next_label(depth) for depth in (0, 1)] == ["I", "1.1"]
