"""A place in a text where a person is named, with the post and party told there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reading.finding.mentions import Mention


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named at words `first` to before `last`; `name_first` is where the name begins."""

    first: int
    last: int
    name_first: int
    name_last: int
    name: str
    title: str | None
    party: Mention | None
    rule: str
