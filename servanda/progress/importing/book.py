"""A workbook that people fill in: locked cells, cells to fill, lists to choose from, a hidden sheet.

The parts of the file are written as ECMA-376 (Office Open XML, part 1, 18.3) names them; every text
is an inline string and never a formula.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from servanda.registers.rules import writable

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WRAPPED: Final = '<alignment vertical="top" wrapText="1"/>'
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFEFF3F6"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3">'
    f'<xf numFmtId="49" fontId="0" fillId="2" borderId="0" xfId="0" applyAlignment="1">{_WRAPPED}</xf>'
    f'<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyAlignment="1">{_WRAPPED}</xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1" '
    f'applyProtection="1">{_WRAPPED}<protection locked="0"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
LOCKED, HEADING, OPEN = 0, 1, 2
"""How a cell looks: read only, a heading, to be filled in."""


@dataclass(frozen=True)
class Written:
    """A row of texts with the look of each; a hidden one is read by programs."""

    texts: Sequence[str]
    looks: Sequence[int]
    is_hidden: bool = False


@dataclass(frozen=True)
class Choices:
    """A list to choose from: where (`F3:F9`), and where the words stand (`servanda!$A$1:$A$5`)."""

    cells: str
    source: str


@dataclass(frozen=True)
class Page:
    """One sheet: its name, rows, the widths of its columns (0 hides one), and its lists."""

    name: str
    rows: Sequence[Written]
    widths: Sequence[int] = ()
    choices: Sequence[Choices] = ()
    is_hidden: bool = False
    heads: int = 0
    """So many rows stay in view."""


def book_bytes(pages: Sequence[Page]) -> bytes:
    """Return a workbook of some sheets; the same sheets give the same file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts(pages):
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text)
    return kept.getvalue()


def letters_of(column: int) -> str:
    """Return the letters of a column, counted from 1."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _parts(pages: Sequence[Page]) -> Iterable[tuple[str, str]]:
    numbers = range(1, len(pages) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n in numbers
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>{types}</Types>',
    )
    yield "_rels/.rels", _ties([("rId1", "officeDocument", "xl/workbook.xml")])
    listed = "".join(
        f'<sheet name={quoteattr(page.name)} sheetId="{n}" r:id="rId{n}"'
        f"{' state=' + quoteattr('hidden') if page.is_hidden else ''}/>"
        for n, page in zip(numbers, pages, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_TIES}"><sheets>{listed}</sheets></workbook>',
    )
    tied = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    styles = (f"rId{len(pages) + 1}", "styles", "styles.xml")
    yield "xl/_rels/workbook.xml.rels", _ties([*tied, styles])
    yield "xl/styles.xml", _STYLES
    for n, page in zip(numbers, pages, strict=True):
        yield f"xl/worksheets/sheet{n}.xml", _sheet(page)


def _sheet(page: Page) -> str:
    pane = (
        f'<pane ySplit="{page.heads}" topLeftCell="A{page.heads + 1}" activePane="bottomLeft" '
        'state="frozen"/>'
    )
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width or 9}" customWidth="1"{_hidden(is_hidden=width == 0)}/>'
        for n, width in enumerate(page.widths, 1)
    )
    rows = "".join(_row(number, row) for number, row in enumerate(page.rows, 1))
    lists = "".join(
        f'<dataValidation type="list" allowBlank="1" sqref="{one.cells}">'
        f"<formula1>{escape(one.source)}</formula1></dataValidation>"
        for one in page.choices
    )
    listed = f'<dataValidations count="{len(page.choices)}">{lists}</dataValidations>'
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        f"{pane if page.heads else ''}</sheetView></sheetViews>"
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>{rows}</sheetData>"
        '<sheetProtection sheet="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>'
        f"{listed if lists else ''}</worksheet>"
    )


def _row(number: int, row: Written) -> str:
    cells = "".join(
        _cell(f"{letters_of(column)}{number}", text, look)
        for column, (text, look) in enumerate(zip(row.texts, row.looks, strict=True), 1)
    )
    return f'<row r="{number}"{_hidden(is_hidden=row.is_hidden)}>{cells}</row>'


def _cell(address: str, text: str, look: int) -> str:
    if not text:
        return f'<c r="{address}" s="{look}"/>'
    told = escape(writable(text))
    return (
        f'<c r="{address}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'
    )


def _hidden(*, is_hidden: bool) -> str:
    return ' hidden="1"' if is_hidden else ""


def _ties(ties: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_TIES}/{kind}" Target="{target}"/>'
        for name, kind, target in ties
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
