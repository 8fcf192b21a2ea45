"""Persons of a name, of a part of it, or of a name that is nearly the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from servanda.parties.models import Person, PersonName, Tenure
from servanda.reading.names import person_key
from servanda.reading.same_names import meaning_of
from servanda.registers.models import Desk
from servanda.review.actions.matching.found import MOST, Match, Wanted
from servanda.review.rules import may_be_misprint, words

SAME_NAME = _("the same name, however it is spelled")
PART_OF_NAME = _("a part of the name is the same")
SAME_POST = _("the same surname and post")
MISPRINT = _("the name may be misprinted")

MOST_NAMES = 5000
FEWEST_LETTERS = 4
"""A shorter word of a name is no surname to go by."""


@dataclass(frozen=True)
class Bearer:
    """A person who bears a name."""

    uuid: UUID
    label: str


Bearers = dict[str, list[Bearer]]
"""By the key of a name: who bears it."""
Posts = dict[UUID, set[frozenset[str]]]
"""By person: what the posts mean in which sources show them."""


def persons_alike(desk: Desk, wanted: Sequence[Wanted]) -> list[list[Match]]:
    """Return, for each person that is wanted, those of this name, then those it may be, and why.

    Who only may be the same is never taken without asking.
    """
    if not wanted:
        return []
    names = PersonName.objects.filter(of__in=Person.objects.visible_to(desk))
    keys = {person_key(words(one.fields, "name")) for one in wanted}
    columns = ("key", "of__uuid", "of__label")
    bearers: Bearers = defaultdict(list)
    for key, uuid, label in names.filter(key__in=keys).order_by("of_id").values_list(*columns):
        bearers[key].append(Bearer(uuid, label))
    others: Bearers = defaultdict(list)
    for key, uuid, label in names.order_by("-of_id").values_list(*columns)[:MOST_NAMES]:
        others[key].append(Bearer(uuid, label))
    posts = _posts(desk)
    return [_persons(one, bearers, others, posts) for one in wanted]


def _posts(desk: Desk) -> Posts:
    tenures = Tenure.objects.visible_to(desk).order_by("-id")
    found: Posts = defaultdict(set)
    for uuid, title in tenures.values_list("person__uuid", "post__label")[:MOST_NAMES]:
        found[uuid].add(meaning_of(title))
    return found


def _persons(wanted: Wanted, bearers: Bearers, others: Bearers, posts: Posts) -> list[Match]:
    key = person_key(words(wanted.fields, "name"))
    same = list(dict.fromkeys(bearers.get(key, [])))
    matches = [
        Match(Person.KIND, bearer.uuid, bearer.label, SAME_NAME, is_sure=place == 0)
        for place, bearer in enumerate(same)
    ]
    near = _near(wanted, key, others, posts)
    full = [one for one, (_why, is_much) in near.items() if is_much]
    for bearer, (why, is_much) in near.items():
        if bearer not in same:
            is_sure = is_much and len(full) == len(near) == 1 and not same
            matches.append(Match(Person.KIND, bearer.uuid, bearer.label, why, is_sure=is_sure))
    return matches[:MOST]


def _near(
    wanted: Wanted, key: str, others: Bearers, posts: Posts
) -> dict[Bearer, tuple[Promise, bool]]:
    """Return who may be meant, the reason, and whether all but a patronymic is the same."""
    asked = frozenset(key.split())
    post = meaning_of(words(wanted.fields, "post"))
    found: dict[Bearer, tuple[Promise, bool]] = {}
    for other, those in others.items():
        for bearer in those if other != key else ():
            in_post = bool(post) and post in posts.get(bearer.uuid, ())
            near = _why(asked, frozenset(other.split()), in_post=in_post)
            if near is None and may_be_misprint(words(wanted.fields, "name"), bearer.label):
                near = MISPRINT, False
            if near is not None and bearer not in found:
                found[bearer] = near
    return found


def _why(
    asked: frozenset[str], parts: frozenset[str], *, in_post: bool
) -> tuple[Promise, bool] | None:
    common = parts & asked
    if in_post and any(len(word) >= FEWEST_LETTERS for word in common):
        is_much = len(common) > 1 and (parts <= asked or asked <= parts)
        return SAME_POST, is_much
    if asked and (parts <= asked or asked <= parts):
        return PART_OF_NAME, len(common) > 1
    if common and (_are_initials(asked - common, parts) or _are_initials(parts - common, asked)):
        return PART_OF_NAME, False
    return None


def _are_initials(rest: frozenset[str], names: frozenset[str]) -> bool:
    """Tell whether all of these are single letters with which the other name's words begin."""
    return all(len(one) == 1 and any(name.startswith(one) for name in names) for one in rest)
