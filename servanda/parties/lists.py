"""The lists of parties, persons, posts, of who belongs to which body and who held which post."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from servanda.parties.models import (
    BodyKind,
    Membership,
    Party,
    PartyKind,
    PartyName,
    Person,
    Post,
    Succession,
    SuccessionKind,
    Tenure,
)
from servanda.registers.lists import Column, EntryList, Facet
from servanda.registers.lists.declaring import GatheredCell
from servanda.registers.lists.rights import seen_value
from servanda.registers.lists.usual import (
    WHO_SEES,
    WHO_SEES_FACET,
    joined_names,
    told_choice,
    told_vague,
)
from servanda.registers.models import Desk
from servanda.registers.models.entries import NameKind

told_kind: Final = told_choice(PartyKind.choices)
told_succession: Final = told_choice(SuccessionKind.choices)
told_body_kind: Final = told_choice(BodyKind.choices)
_SINCE: Final = Column(
    "since", _("Since"), ("since", "since_words"), told_vague, order="since_earliest"
)
_UNTIL: Final = Column(
    "until", _("Until"), ("until", "until_words"), told_vague, order="until_latest"
)


def abbreviations(_desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return the abbreviation of each party that has one."""
    names = PartyName.objects.filter(of__in=list(keys), kind=NameKind.ABBREVIATION)
    told = names.order_by("-id").values_list("of", "text")
    return {party: GatheredCell(text) for party, text in told}


def posts_of(desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return the posts in which sources show each person, latest first, as far as they are seen."""
    tenures = Tenure.objects.visible_to(desk).filter(person__in=list(keys))
    rows = tenures.order_by(F("known_until").desc(nulls_last=True), "-id")
    paths = ("post__label", "post__organization__label")
    markings = ("post__handling", "post__organization__handling")
    seen = [seen_value(desk, Tenure, path) for path in (*paths, *markings)]
    told = rows.values_list("person", "post__organization", *seen, "handling")
    return joined_names(
        (
            (person, _told_post(post, name, organization), markings)
            for person, organization, post, name, *markings in told
        ),
        sign="; ",
    )


def _told_post(post: str | None, name: str | None, organization: int | None) -> str | None:
    """Tell a post with its organization: nothing of it where one of both is hidden."""
    if post is None or organization is None:
        return post
    return None if name is None else f"{post}, {name}"


PARTIES: Final = EntryList(
    kind=Party.KIND,
    title=_("Parties"),
    model=Party,
    columns=(
        Column("label", _("Name"), ("label",), order="label", leads_to=""),
        Column("abbreviation", _("Abbreviation"), gathered=abbreviations),
        Column("kind", _("Kind"), ("kind",), told_kind, order="kind"),
        Column("body_kind", _("Kind of body"), ("body_kind",), told_body_kind, order="body_kind"),
        Column("parent", _("Part of"), ("parent__label",), leads_to="parent"),
        _SINCE,
        Column("until", _UNTIL.title, _UNTIL.fields, told_vague, "until_latest", is_default=False),
        *WHO_SEES,
    ),
    facets=(
        Facet("kind", _("Kind"), "kind", told_kind),
        Facet("body_kind", _("Kind of body"), "body_kind", told_body_kind),
        Facet("parent", _("Part of"), "parent"),
        WHO_SEES_FACET,
    ),
    order="label",
)
PERSONS: Final = EntryList(
    kind=Person.KIND,
    title=_("Persons"),
    model=Person,
    columns=(
        Column("label", _("Name"), ("label",), order="label", leads_to=""),
        Column("posts", _("Posts"), gathered=posts_of),
        *WHO_SEES,
    ),
    facets=(WHO_SEES_FACET,),
    order="label",
)
POSTS: Final = EntryList(
    kind=Post.KIND,
    title=_("Posts"),
    model=Post,
    columns=(
        Column("label", _("Title of the post"), ("label",), order="label", leads_to=""),
        Column(
            "organization", _("Organization"), ("organization__label",), leads_to="organization"
        ),
        *WHO_SEES,
    ),
    facets=(Facet("organization", _("Organization"), "organization"), WHO_SEES_FACET),
    order="label",
    through=("organization",),
    found_by=("", "organization"),
)
MEMBERSHIPS: Final = EntryList(
    kind=Membership.KIND,
    title=_("Memberships"),
    model=Membership,
    columns=(
        Column("body", _("Body"), ("body__label",), order="body__label", leads_to=""),
        Column("party", _("Party"), ("party__label",), order="party__label", leads_to="party"),
        Column("role", _("Role"), ("role",), order="role"),
        _SINCE,
        _UNTIL,
        *WHO_SEES,
    ),
    facets=(Facet("body", _("Body"), "body"), Facet("party", _("Party"), "party"), WHO_SEES_FACET),
    order="body",
    found_by=("party", "body"),
)
TENURES: Final = EntryList(
    kind=Tenure.KIND,
    title=_("Who held which post"),
    model=Tenure,
    columns=(
        Column("person", _("Person"), ("person__label",), order="person__label", leads_to=""),
        Column("post", _("Post"), ("post__label",), order="post__label"),
        Column(
            "organization",
            _("Organization"),
            ("post__organization__label",),
            leads_to="post__organization",
        ),
        _SINCE,
        _UNTIL,
        Column("known_from", _("Shown there from"), ("known_from",), order="known_from"),
        Column("known_until", _("Shown there until"), ("known_until",), order="known_until"),
        *WHO_SEES,
    ),
    facets=(
        Facet("post", _("Post"), "post"),
        Facet("year", _("Year"), "known_until"),
        WHO_SEES_FACET,
    ),
    order="known_until",
    is_descending=True,
    found_by=("person", "post"),
)
SUCCESSIONS: Final = EntryList(
    kind=Succession.KIND,
    title=_("What became of parties"),
    model=Succession,
    columns=(
        Column("party", _("Party"), ("party__label",), order="party__label", leads_to=""),
        Column("kind", _("What became of the party"), ("kind",), told_succession, order="kind"),
        Column(
            "successor", _("Who acts in its place"), ("successor__label",), leads_to="successor"
        ),
        Column("date", _("Date"), ("date", "date_words"), told_vague, order="date_latest"),
        Column("reason", _("Reason"), ("reason",)),
        *WHO_SEES,
    ),
    facets=(
        Facet("kind", _("What became of the party"), "kind", told_succession),
        Facet("year", _("Year"), "date_latest"),
        WHO_SEES_FACET,
    ),
    order="date",
    is_descending=True,
    found_by=("party", "successor"),
)
LISTS: Final = (PARTIES, PERSONS, POSTS, MEMBERSHIPS, TENURES, SUCCESSIONS)
