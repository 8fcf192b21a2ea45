"""The files of a framework read into one value, with all that is wrong in them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

import yaml

from servanda.instruments.rules.frameworks.checking import faults_of
from servanda.instruments.rules.frameworks.lettering import lettered
from servanda.instruments.rules.frameworks.model import (
    FORMAT,
    Certainty,
    Crossing,
    Crosswalk,
    Fault,
    Framework,
    FrameworkReading,
    Group,
    Item,
    ItemKind,
    Label,
    LabelKind,
    Scheme,
    Source,
)
from servanda.instruments.rules.frameworks.strict import (
    Faults,
    NotRead,
    Table,
    read_yaml,
    rows_of,
)

HEAD: Final = "framework.yaml"
PROVISIONS: Final = "provisions.yaml"
SCHEMES: Final = "schemes.yaml"
CROSSWALKS: Final = "crosswalks.yaml"
FILES: Final = (HEAD, PROVISIONS, SCHEMES, CROSSWALKS)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def read_framework(
    files: Mapping[str, str], *, code: str, others: Iterable[Framework] = ()
) -> FrameworkReading:
    """Read the files of a framework, by their names; `code` is the name of their folder.

    `others` are frameworks to which crosswalks may lead; one that leads to none of them is taken as
    it is. A framework comes of it only where nothing is wrong.
    """
    faults = [
        Fault(f"{code}/{name}", 0, f"this file is unknown: a framework has {', '.join(FILES)}.")
        for name in sorted(files)
        if name not in FILES
    ]
    faults += [
        Fault(f"{code}/{name}", 0, "this file is missing: a framework cannot do without.")
        for name in (HEAD, PROVISIONS)
        if name not in files
    ]
    if faults:
        return FrameworkReading(None, faults)
    kept: dict[str, Faults] = {name: Faults(f"{code}/{name}", faults) for name in files}
    roots = dict(_roots(files, kept))
    if HEAD not in roots or PROVISIONS not in roots:
        return FrameworkReading(None, faults)
    framework = _head(roots[HEAD], kept[HEAD])
    framework = replace(
        framework,
        items=_items(rows_of(roots[PROVISIONS], kept[PROVISIONS], "provision")),
        schemes=[_scheme(row) for row in _rows(roots, kept, SCHEMES, "scheme")],
        crosswalks=[_crosswalk(row) for row in _rows(roots, kept, CROSSWALKS, "crosswalk")],
    )
    if not faults:
        faults += faults_of(framework, code=code, others=list(others))
    return FrameworkReading(None if faults else framework, faults)


def _roots(files: Mapping[str, str], kept: Mapping[str, Faults]) -> Iterable[tuple[str, yaml.Node]]:
    for name, text in files.items():
        try:
            root = read_yaml(text, file=kept[name].file)
        except NotRead as error:
            kept[name].found.append(error.fault)
            continue
        if root is not None:
            yield name, root
        elif name in {HEAD, PROVISIONS}:
            kept[name].found.append(Fault(kept[name].file, 1, "the file is empty."))


def _rows(
    roots: Mapping[str, yaml.Node], kept: Mapping[str, Faults], name: str, what: str
) -> list[Table]:
    return rows_of(roots[name], kept[name], what) if name in roots else []


def _head(node: yaml.Node, faults: Faults) -> Framework:
    head = Table(node, faults, "a framework")
    if head.number("format") != FORMAT:
        head.fault(f"this version reads format {FORMAT} alone.", "format")
    sources = head.table("sources", "the sources")
    framework = Framework(
        code=head.text("code"),
        title=head.text("title"),
        language=_language(head, "language"),
        called=head.choice("called", ItemKind) or ItemKind.ARTICLE,
        abbreviation=head.text("abbreviation", default=""),
        symbol=head.text("symbol", default=""),
        aliases=head.texts("aliases"),
        sources=_sources(sources) if sources else {},
        missing=head.texts("missing"),
    )
    head.close()
    return framework


def _sources(table: Table) -> Mapping[str, Source]:
    found = {}
    for name, one in table.named("a source").items():
        found[name] = Source(one.text("title"), one.text("url", default=""))
        one.close()
    return found


def _items(rows: Iterable[Table]) -> list[Item]:
    items: list[Item] = []
    for row in rows:
        _add(items, row, above=None)
    return items


def _add(items: list[Item], row: Table, *, above: int | None) -> None:
    """Add a provision and all that stands under it."""
    code = row.text("code")
    parent = items[above] if above is not None else None
    item = Item(
        key=f"{parent.key} {code}" if parent and code.startswith("(") else code,
        code=code,
        kind=row.choice("kind", ItemKind) or ItemKind.HEADING,
        number=row.text("number", default=""),
        labels=tuple(_label(one) for one in row.tables("labels", "a label")),
        under=above,
    )
    place = len(items)
    items.append(item)
    for below in row.tables("provisions", "a provision"):
        _add(items, below, above=place)
    letters = row.table("letters", "letters")
    if letters is not None:
        items += _letters(letters, item, place)
    row.close()


def _letters(row: Table, above: Item, place: int) -> list[Item]:
    """Return the provisions that a text marks by letters, of which the words are not held."""
    count, last = row.number("count"), row.text("last")
    kind, certainty = row.choice("kind", ItemKind), row.choice("certainty", Certainty)
    row.text("source")
    row.close()
    letters = lettered(count)
    if kind is None or certainty is None or not letters:
        row.fault("count is from 1 to 702.", "count")
        return []
    if letters[-1] != last:
        row.fault(f"{count} letters end with “{letters[-1]}”, not with “{last}”.", "last")
    return [
        Item(f"{above.key} ({one})", f"({one})", kind, under=place, certainty=certainty)
        for one in letters
    ]


def _label(row: Table) -> Label:
    label = Label(
        kind=row.choice("kind", LabelKind) or LabelKind.SHORT,
        language=_language(row, "language"),
        text=row.text("text"),
        certainty=row.choice("certainty", Certainty) or Certainty.UNVERIFIED,
        source=row.text("source"),
        reviewed_by=row.text("reviewed_by", default=""),
    )
    row.close()
    return label


def _scheme(row: Table) -> Scheme:
    scheme = Scheme(
        code=row.text("code"),
        title=row.text("title"),
        source=row.text("source"),
        groups=tuple(_group(one) for one in row.tables("clusters", "a cluster")),
    )
    row.close()
    return scheme


def _group(row: Table) -> Group:
    group = Group(
        code=row.text("code"),
        title=row.text("title"),
        members=row.texts("objectives"),
        certainty=row.choice("certainty", Certainty) or Certainty.UNVERIFIED,
        note=row.text("note", default=""),
    )
    row.close()
    return group


def _crosswalk(row: Table) -> Crosswalk:
    framework, _colon, target = row.text("to").partition(":")
    strength = row.number("strength")
    if strength not in {1, 2, 3}:
        row.fault("strength is 1 (weak), 2 or 3 (strong).", "strength")
    if not target.strip():
        row.fault(
            "write “to” as the code of the framework, a colon, the provision: sdg:10.7.", "to"
        )
    crosswalk = Crosswalk(
        start=row.text("from"),
        framework=framework.strip(),
        target=target.strip(),
        relation=row.choice("relation", Crossing) or Crossing.INTERSECTS,
        strength=strength,
        reason=row.text("reason"),
        certainty=row.choice("certainty", Certainty) or Certainty.UNVERIFIED,
    )
    row.close()
    return crosswalk


def _language(row: Table, key: str) -> str:
    told = row.text(key)
    if told and _LANGUAGE.fullmatch(told) is None:
        row.fault(f"{key} is “{told}”: write a code such as en, ru or zh-Hans.", key)
    return told
