"""Building the fictional register: meetings, points agreed, reports due, updates, notes."""

from functools import partial
from itertools import groupby

from servanda.commands.demonstration.entries import (
    cite_first,
    cite_quotation,
    party_called,
    passage_of,
    scale_value,
    version_of,
)
from servanda.commands.demonstration.example import (
    Example,
    MeetingEntry,
    PointEntry,
    SeriesEntry,
    UpdateEntry,
)
from servanda.commands.demonstration.steps import Step
from servanda.instruments.actions import NewProvision, add_provision, link_provisions
from servanda.instruments.models import LinkKind, Provision, ProvisionKind, Wording
from servanda.meetings.actions import (
    Attendee,
    NewMeeting,
    NewSeries,
    add_agenda_item,
    add_participation,
    create_meeting,
    create_series,
    ensure_record,
)
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.models import Party, Post
from servanda.progress.actions import NewUpdate, add_update
from servanda.registers.actions import Mandate, write_note
from servanda.registers.models import Entry
from servanda.reports.actions import NewDuty, create_duty

PUBLIC = "public"


def meeting_steps(fiction: Example) -> list[Step]:
    """Return the steps that follow once parties, documents and the plan are there."""
    return [
        Step("meetings", partial(_add_meetings, fiction)),
        Step("points agreed", partial(_add_points, fiction)),
        *_update_steps(fiction),
        Step("reports due", partial(_add_duties, fiction)),
        Step("notes of one side", partial(_write_notes, fiction)),
    ]


def _update_steps(fiction: Example) -> list[Step]:
    by_day = groupby(fiction.updates, key=lambda one: one.stated_on)
    return [Step(f"updates of {day}", partial(_add_updates, tuple(told))) for day, told in by_day]


def _add_meetings(fiction: Example, mandate: Mandate) -> None:
    series = {told.name: _add_series(mandate, told) for told in fiction.series}
    versions = [version_of(mandate, document.file) for document in fiction.documents]
    for name, one in series.items():
        cite_first(mandate, entry=one, name=name, versions=versions)
    posts = {post.label: post for post in Post.objects.visible_to(mandate.desk)}
    for told in fiction.meetings:
        meeting = _add_meeting(mandate, told, series[told.series])
        for party in _parties(mandate, fiction, told.series):
            add_participation(mandate, meeting=meeting, attendee=Attendee(party=party))
        for title in told.posts:
            attendee = Attendee(party=posts[title].organization, post=posts[title])
            add_participation(mandate, meeting=meeting, attendee=attendee)
        for title in told.agenda:
            add_agenda_item(mandate, meeting=meeting, title=title)


def _add_series(mandate: Mandate, told: SeriesEntry) -> MeetingSeries:
    new = NewSeries(
        label=told.name,
        parties=tuple(party_called(mandate, name) for name in told.parties),
        rhythm_words=told.recurrence,
        level=told.level,
        visibility=PUBLIC,
    )
    return create_series(mandate, new=new)


def _parties(mandate: Mandate, fiction: Example, series: str) -> list[Party]:
    return [
        party_called(mandate, name)
        for one in fiction.series
        if one.name == series
        for name in one.parties
    ]


def _add_meeting(mandate: Mandate, told: MeetingEntry, series: MeetingSeries) -> Meeting:
    new = NewMeeting(
        label=told.name,
        status=told.status,
        date=told.date,
        place=told.place,
        format=told.format,
        series=series,
        visibility=PUBLIC,
    )
    meeting = create_meeting(mandate, new=new)
    fields = ["status", "date", *(["place"] if told.place else [])]
    version = version_of(mandate, told.document)
    cite_quotation(mandate, entry=meeting, version=version, quotation=told.quotation, fields=fields)
    return meeting


def _add_points(fiction: Example, mandate: Mandate) -> None:
    for told in fiction.points:
        meeting = Meeting.objects.visible_to(mandate.desk).get(label=told.meeting)
        version = version_of(mandate, told.document)
        new = NewProvision(
            text=told.text,
            kind=ProvisionKind.POINT,
            code=told.code,
            due=told.due or None,
            due_words=told.due_words,
            recurrence=told.due_words if told.due_words.startswith("every ") else "",
            by=tuple(party_called(mandate, name) for name in told.by),
            visibility=version.document.visibility,
        )
        record = ensure_record(mandate, meeting=meeting)
        point = add_provision(mandate, instrument=record, new=new)
        fields = ["text", "by", "due"]
        cite_quotation(
            mandate, entry=point, version=version, quotation=told.quotation, fields=fields
        )
        _link(mandate, told, point)


def _link(mandate: Mandate, told: PointEntry, point: Provision) -> None:
    if told.implements:
        measure = _provision(mandate, "measure", told.implements)
        link_provisions(mandate, source=point, target=measure, kind=LinkKind.IMPLEMENTS.value)


def _provision(mandate: Mandate, about: str, code: str) -> Provision:
    kind = {"measure": ProvisionKind.MEASURE, "point": ProvisionKind.POINT}[about]
    provisions = Provision.objects.visible_to(mandate.desk).filter(kind=kind)
    return provisions.get(wordings__in=Wording.objects.present().filter(code=code))


def _add_updates(updates: tuple[UpdateEntry, ...], mandate: Mandate) -> None:
    for told in updates:
        version = version_of(mandate, told.document)
        passage = passage_of(mandate, version=version, quotation=told.quotation)
        new = NewUpdate(
            assessor=party_called(mandate, told.assessor),
            value=scale_value(told.value),
            stated_on=told.stated_day,
            narrative=told.narrative,
            language="en",
            as_of=told.as_of or None,
            reason_for_delay=told.reason_for_delay,
            visibility=version.document.visibility,
        )
        provision = _provision(mandate, told.about, told.of)
        add_update(mandate, provision=provision, new=new, passages=[passage])


def _add_duties(fiction: Example, mandate: Mandate) -> None:
    for told in fiction.duties:
        version = version_of(mandate, told.document)
        new = NewDuty(
            label=told.name,
            debtor=party_called(mandate, told.sender),
            recipient=told.receiver,
            due=told.due,
            rule=told.rule,
            visibility=version.document.visibility,
        )
        duty = create_duty(mandate, new=new)
        fields = ["label", "due", "rule"]
        cite_quotation(
            mandate, entry=duty, version=version, quotation=told.quotation, fields=fields
        )


def _write_notes(fiction: Example, mandate: Mandate) -> None:
    for told in fiction.notes:
        on = _noted(mandate, told.about, told.of)
        write_note(mandate, on=on, kind=told.kind, text=told.text)


def _noted(mandate: Mandate, about: str, name: str) -> Entry:
    if about == "meeting":
        return Meeting.objects.visible_to(mandate.desk).get(label=name)
    return _provision(mandate, about, name)
