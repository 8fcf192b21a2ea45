"""What a list, or the hits of a search, may be narrowed to, as their pages show it."""

from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class Choice:
    """A value of a facet: `url` chooses it or gives it up, empty where it cannot be chosen."""

    label: str | Promise
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Choices:
    """The values of one facet: those with the most entries, and `others`, which are folded.

    `more` are not on the page; `whole_url` shows them, empty where the page shows all it can. In a
    list it stands open where something of it is chosen, or it is shown whole.
    """

    name: str
    title: str | Promise
    choices: list[Choice]
    others: list[Choice] = field(default_factory=list)
    more: int = 0
    whole_url: str = ""
    is_open: bool = False
