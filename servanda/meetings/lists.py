"""The lists of meetings and their series, of agendas, and of who took part."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import BooleanField, Case, OuterRef, QuerySet, Subquery, Value, When
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingFormat,
    MeetingSeries,
    MeetingStatus,
    Participation,
    SeriesParty,
)
from servanda.meetings.rules import rhythm as rhythms
from servanda.meetings.rules.rhythm import rhythm_of
from servanda.registers.lists import Column, EntryList, Facet
from servanda.registers.lists.declaring import GatheredCell
from servanda.registers.lists.usual import (
    WHO_SEES,
    WHO_SEES_FACET,
    counted_at,
    names_at,
    told_choice,
    told_vague,
)
from servanda.registers.models import Desk

told_status_alone: Final = told_choice(MeetingStatus.choices)
told_format: Final = told_choice(MeetingFormat.choices)


def told_status(status: str, unheard: object) -> str:
    """Tell where a meeting stands, and where no source says that a planned one was held."""
    told = told_status_alone(status)
    return f"{told}. {gettext('No source says that it was held.')}" if unheard else told


def told_rhythm(written: str, words: str) -> str:
    """Tell how often a series meets, in the reader's language; else as it was written down."""
    rhythm = rhythm_of(written, words)
    if rhythm is None:
        return words or written
    return rhythms.told_rhythm(rhythm, translation, translation.get_language() or "en")


def told_rhythm_of(series: MeetingSeries) -> str:
    """Tell how often a series meets; empty where only its source has words for it."""
    told = told_rhythm(series.rhythm, series.rhythm_words)
    return "" if told == series.rhythm_words else told


def unheard_on(desk: Desk) -> Case:
    """Say whether a meeting was planned for a day that has passed, as `is_unheard` of a page does.

    A list reads no meetings, so the database says it here.
    """
    return Case(
        When(status=MeetingStatus.PLANNED, date_latest__lt=desk.today, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )


def told_place(place: str, form: str) -> str:
    """Tell where and how people met."""
    return ", ".join(filter(None, [place, told_format(form)]))


def parties_of(desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return the parties of each series, as far as the person may see them."""
    rows = SeriesParty.objects.filter(series__in=list(keys))
    return names_at(desk, rows, of="series", way="party")


def number_of_meetings(desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return how many meetings of each series the person sees."""
    return counted_at(Meeting.objects.visible_to(desk), keys, of="series")


def last_held(desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return when the last meeting of each series was held."""
    return _first_days(Meeting.objects.visible_to(desk).past_on(desk.today), keys)


def next_planned(desk: Desk, keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Return for when the next meeting of each series is planned."""
    return _first_days(Meeting.objects.visible_to(desk).next_on(desk.today), keys)


def _first_days(meetings: QuerySet[Meeting], keys: Iterable[int]) -> Mapping[int, GatheredCell]:
    """Tell when the first of the meetings of each series is, of which alone a row is read."""
    first = meetings.filter(series=OuterRef("pk")).values("pk")[:1]
    series = MeetingSeries.objects.filter(pk__in=list(keys)).order_by()
    found = Meeting.objects.filter(pk__in=series.values_list(Subquery(first)))
    told = found.values_list("series", "date", "date_words", "handling")
    return {
        key: GatheredCell(told_vague(day, words), (marking,) if marking else ())
        for key, day, words, marking in told
    }


MEETINGS: Final = EntryList(
    kind=Meeting.KIND,
    title=_("Meetings"),
    model=Meeting,
    columns=(
        Column("label", _("Meeting"), ("label",), order="label", leads_to=""),
        Column("date", _("When"), ("date", "date_words"), told_vague, order="date_latest"),
        Column("place", _("Where"), ("place", "format"), told_place, order="place"),
        Column("status", _("Status"), ("status", "unheard"), told_status, order="status"),
        Column("series", _("Series"), ("series__label",), leads_to="series"),
        *WHO_SEES,
    ),
    facets=(
        Facet("status", _("Status"), "status", told_status_alone),
        Facet("series", _("Series"), "series"),
        Facet("year", _("Year"), "date_latest"),
        Facet("format", _("Format"), "format", told_format),
        WHO_SEES_FACET,
    ),
    order="date",
    is_descending=True,
    found_by=("", "series"),
    computed={"unheard": unheard_on},
)
SERIES: Final = EntryList(
    kind=MeetingSeries.KIND,
    title=_("Series of meetings"),
    model=MeetingSeries,
    columns=(
        Column("label", _("Name"), ("label",), order="label", leads_to=""),
        Column("parties", _("Parties"), gathered=parties_of),
        Column("next", _("Next meeting"), gathered=next_planned),
        Column("last", _("Last meeting held"), gathered=last_held),
        Column("meetings", _("Meetings known"), gathered=number_of_meetings),
        Column("rhythm", _("Rhythm"), ("rhythm", "rhythm_words"), told_rhythm, is_default=False),
        Column("level", _("Level"), ("level",), order="level", is_default=False),
        *WHO_SEES,
    ),
    facets=(WHO_SEES_FACET,),
    order="label",
)
AGENDA: Final = EntryList(
    kind=AgendaItem.KIND,
    title=_("Points of agendas"),
    model=AgendaItem,
    columns=(
        Column("title", _("Title"), ("title",), order="title", leads_to=""),
        Column("number", _("Number"), ("order",), order="order"),
        Column("meeting", _("Meeting"), ("meeting__label",), leads_to="meeting"),
        Column(
            "date",
            _("When"),
            ("meeting__date", "meeting__date_words"),
            told_vague,
            order="meeting__date_latest",
        ),
        Column(
            "provision",
            _("Provision"),
            ("provision__label",),
            leads_to="provision",
            is_default=False,
        ),
        *WHO_SEES,
    ),
    facets=(Facet("meeting", _("Meeting"), "meeting"), WHO_SEES_FACET),
    order="date",
    is_descending=True,
    found_by=("", "meeting"),
)
PARTICIPATIONS: Final = EntryList(
    kind=Participation.KIND,
    title=_("Who took part"),
    model=Participation,
    columns=(
        Column("meeting", _("Meeting"), ("meeting__label",), leads_to=""),
        Column(
            "date",
            _("When"),
            ("meeting__date", "meeting__date_words"),
            told_vague,
            order="meeting__date_latest",
        ),
        Column("party", _("Party"), ("party__label",), order="party__label", leads_to="party"),
        Column("person", _("Person"), ("person__label",), order="person__label", leads_to="person"),
        Column("post", _("Post"), ("post__label",), order="post__label"),
        *WHO_SEES,
    ),
    facets=(
        Facet("party", _("Party"), "party"),
        Facet("person", _("Person"), "person"),
        Facet("meeting", _("Meeting"), "meeting"),
        WHO_SEES_FACET,
    ),
    order="date",
    is_descending=True,
    found_by=("meeting", "party", "person", "post"),
)
LISTS: Final = (MEETINGS, SERIES, AGENDA, PARTICIPATIONS)
