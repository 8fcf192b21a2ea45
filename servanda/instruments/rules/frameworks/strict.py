"""YAML read strictly: every value knows its line, every unknown key and every wrong value is a fault."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar, cast

import yaml

from servanda.instruments.rules.frameworks.model import Fault

Choice = TypeVar("Choice", bound=StrEnum)

DEEPEST: Final = 20
LONGEST: Final = 4_000_000
_LOADER = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class NotRead(Exception):
    """A file is no plain YAML; holds the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass
class Faults:
    """The faults of one file as they are found."""

    file: str
    found: list[Fault]

    def add(self, node: yaml.Node, told: str) -> None:
        """Keep a fault with the line of its node."""
        self.found.append(Fault(self.file, node.start_mark.line + 1, told))


def read_yaml(text: str, *, file: str) -> yaml.Node | None:
    """Return the root of a file, None for an empty one; raise NotRead for what is no plain YAML.

    Anchors are refused, as a few lines with them can stand for gigabytes; so is deep nesting.
    """
    if len(text) > LONGEST:
        raise NotRead(Fault(file, 1, f"it is longer than {LONGEST:,} characters: cut it in two."))
    try:
        _require_plain(text, file=file)
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        told = f"it is no YAML ({error.problem or error.context}): look at this line and the one above."
        raise NotRead(Fault(file, line, told)) from error
    except yaml.YAMLError as error:
        raise NotRead(Fault(file, 1, f"it is no YAML ({error}).")) from error


def _require_plain(text: str, *, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            told = "anchors (&) and aliases (*) are not taken: write the words out."
            raise NotRead(Fault(file, _line(event), told))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            told = f"it is nested deeper than {DEEPEST} levels."
            raise NotRead(Fault(file, _line(event), told))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class Table:
    """A mapping of a file, asked for its keys one by one; `close` names the keys nobody asked for."""

    def __init__(self, node: yaml.Node, faults: Faults, what: str) -> None:
        self.node, self.faults, self.what = node, faults, what
        self._values: dict[str, yaml.Node] = {}
        self._asked: set[str] = set()
        if not isinstance(node, yaml.MappingNode):
            faults.add(node, f"{what} is written as “key: value”.")
            return
        for key, value in node.value:
            name = str(key.value)
            if name in self._values:
                faults.add(key, f"the key “{name}” stands twice: keep one.")
            self._values[name] = value

    def fault(self, told: str, key: str = "") -> None:
        """Tell what is wrong, at the line of a key where it is named."""
        self.faults.add(self._values.get(key, self.node), told)

    def text(self, key: str, *, default: str | None = None) -> str:
        """Return the text of a key; without a default it must be there and say something."""
        node = self._value(key, is_needed=default is None)
        if node is None:
            return default or ""
        if not isinstance(node, yaml.ScalarNode):
            self.faults.add(node, f"{key} is one text.")
            return ""
        told = str(node.value).strip()
        if default is None and not told:
            self.faults.add(node, f"{key} is empty: say it, or leave the whole entry out.")
        return told

    def number(self, key: str) -> int:
        """Return the whole number of a key."""
        told = self.text(key)
        if not told:
            return 0
        if not (told.isascii() and told.isdigit() and len(told) < 7):
            self.fault(f"{key} is “{told}”: write a whole number.", key)
            return 0
        return int(told)

    def choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """Return the value of a key among a few."""
        told = self.text(key)
        if told in set(choices):
            return choices(told)
        if told:
            known = ", ".join(choices)
            self.fault(f"{key} is “{told}”: choose one of {known}.", key)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list; none where the key is not there."""
        return tuple(self._texts(key))

    def tables(self, key: str, what: str) -> list["Table"]:
        """Return the mappings of a list; none where the key is not there."""
        node = self._value(key, is_needed=False)
        return [] if node is None else rows_of(node, self.faults, what)

    def table(self, key: str, what: str) -> "Table | None":
        """Return the mapping of a key, None where it is not there."""
        node = self._value(key, is_needed=False)
        return None if node is None else Table(node, self.faults, what)

    def named(self, what: str) -> Mapping[str, "Table"]:
        """Return the mappings that stand under names, whatever these are."""
        self._asked |= self._values.keys()
        return {name: Table(node, self.faults, what) for name, node in self._values.items()}

    def named_texts(self) -> Mapping[str, str]:
        """Return the texts that stand under names, whatever these are."""
        return {name: self.text(name) for name in tuple(self._values)}

    def close(self, known: Collection[str] = ()) -> None:
        """Name every key that nobody asked for."""
        for name in self._values.keys() - self._asked:
            asked = ", ".join(sorted(self._asked | set(known)))
            self.fault(f"the key “{name}” is unknown: {self.what} has {asked}.", name)

    def _texts(self, key: str) -> Iterator[str]:
        node = self._value(key, is_needed=False)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.faults.add(node, f"{key} is a list.")
            return
        for one in node.value:
            if isinstance(one, yaml.ScalarNode) and str(one.value).strip():
                yield str(one.value).strip()
            else:
                self.faults.add(one, f"{key} is a list of texts.")

    def _value(self, key: str, *, is_needed: bool) -> yaml.Node | None:
        self._asked.add(key)
        found = self._values.get(key)
        if found is None and is_needed and isinstance(self.node, yaml.MappingNode):
            self.faults.add(self.node, f"{self.what} needs the key “{key}”.")
        return found


def rows_of(node: yaml.Node, faults: Faults, what: str) -> list[Table]:
    """Return the mappings of a list."""
    if not isinstance(node, yaml.SequenceNode):
        faults.add(node, f"this is a list: each {what} begins with a dash.")
        return []
    return [Table(one, faults, what) for one in node.value]
