"""The automatic numbers of a Word file: which list a paragraph is of, and what is drawn there.

ECMA-376 part 1, 17.9: a paragraph names a `num`, itself or by its style; the `num` names the
abstract list whose levels say how to count, and may override them. Nums of one abstract list go
on counting where the last one stopped, unless a num says where to start.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from servanda.reading.formats.numbering import Level, ListNumbers

_DEEPEST = 9
_LONGEST_CHAIN = 20


@dataclass
class WordNumbers:
    """Gives each paragraph, in the order of the text, the number that Word draws before it."""

    abstract_of: dict[str, str] = field(default_factory=dict)
    levels_of: dict[str, dict[int, Level]] = field(default_factory=dict)
    restarting: frozenset[str] = frozenset()
    styles: dict[str, _Element] = field(default_factory=dict)
    lists: dict[str, ListNumbers] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> "WordNumbers":
        """Read the lists and the styles of a document."""
        root = _numbering(document)
        styles = {
            style.get(qn("w:styleId"), ""): style
            for style in document.styles.element.iter(qn("w:style"))
        }
        if root is None:
            return cls()
        abstract = {
            found.get(qn("w:abstractNumId"), ""): found for found in root.iter(qn("w:abstractNum"))
        }
        nums = {num.get(qn("w:numId"), ""): num for num in root.iter(qn("w:num"))}
        abstract_of = {name: _value(num, "w:abstractNumId") or "" for name, num in nums.items()}
        return cls(
            abstract_of=abstract_of,
            levels_of={
                name: {
                    **_levels(abstract.get(abstract_of[name])),
                    **_overrides(num, abstract.get(abstract_of[name])),
                }
                for name, num in nums.items()
            },
            restarting=frozenset(
                name
                for name, num in nums.items()
                if next(num.iter(qn("w:startOverride")), None) is not None
            ),
            styles=styles,
        )

    def label(self, paragraph: Paragraph) -> str:
        """Count a paragraph and give what is drawn before it, nothing where it is in no list."""
        place = self._place(paragraph)
        if place is None:
            return ""
        num, depth = place
        # A num that starts anew counts alone; the others share the count of their abstract list.
        key = f"num {num}" if num in self.restarting else self.abstract_of[num]
        numbers = self.lists.setdefault(key, ListNumbers(self.levels_of[num]))
        return numbers.next_label(depth)

    def _place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """Give the num and the level (from 0 on) of a paragraph, None where it has no number."""
        own = paragraph._p.pPr
        num, depth = _num_and_depth(own)
        style = _value(own, "w:pStyle") if own is not None else None
        for _ in range(_LONGEST_CHAIN):
            if num is not None or style not in self.styles:
                break
            properties = self.styles[style].find(qn("w:pPr"))
            num, styled_depth = _num_and_depth(properties)
            depth = styled_depth if depth is None else depth
            style = _value(self.styles[style], "w:basedOn")
        if num is None or num not in self.levels_of:
            return None
        return num, min(depth or 0, _DEEPEST - 1)


def _numbering(document: Document) -> _Element | None:
    for relationship in document.part.rels.values():
        if relationship.reltype.endswith("/numbering") and not relationship.is_external:
            root: _Element = parse_xml(relationship.target_part.blob)
            return root
    return None


def _num_and_depth(properties: _Element | None) -> tuple[str | None, int | None]:
    numbered = properties.find(qn("w:numPr")) if properties is not None else None
    if numbered is None:
        return None, None
    depth = _value(numbered, "w:ilvl")
    return _value(numbered, "w:numId"), _number(depth) if depth else None


def _levels(holder: _Element | None) -> dict[int, Level]:
    return dict(_level(found) for found in holder.iter(qn("w:lvl"))) if holder is not None else {}


def _level(found: _Element) -> tuple[int, Level]:
    return _number(found.get(qn("w:ilvl"))), Level(
        form=_value(found, "w:numFmt") or "decimal",
        drawn=_value(found, "w:lvlText") or "",
        start=_number(_value(found, "w:start"), otherwise=1),
        is_plain=found.find(qn("w:isLgl")) is not None,
    )


def _overrides(num: _Element, abstract: _Element | None) -> dict[int, Level]:
    return dict(_overridden(num, _levels(abstract)))


def _overridden(num: _Element, levels: dict[int, Level]) -> Iterator[tuple[int, Level]]:
    for override in num.iter(qn("w:lvlOverride")):
        depth = _number(override.get(qn("w:ilvl")))
        told = override.find(qn("w:lvl"))
        level = _level(told)[1] if told is not None else levels.get(depth)
        start = _value(override, "w:startOverride")
        if level is not None:
            yield (
                depth,
                Level(
                    level.form, level.drawn, _number(start, otherwise=level.start), level.is_plain
                ),
            )


def _value(holder: _Element, name: str) -> str | None:
    found = holder.find(qn(name))
    return found.get(qn("w:val")) if found is not None else None


def _number(written: str | None, *, otherwise: int = 0) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else otherwise
