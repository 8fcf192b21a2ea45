"""Series of meetings: adding one, changing what is known of it, which meetings belong to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.meetings.models import Meeting, MeetingSeries, SeriesParty
from servanda.parties.models import Party
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.models import put_date
from servanda.registers.rules import Ability
from servanda.sources.actions import Words, cite_words


@dataclass(frozen=True)
class SeriesFacts:
    """What a person may change of a series.

    `hosts` are those of the parties that host in turn, in their order; `counted_from` is EDTF, the time
    of the first meeting that the rhythm expects, empty for that of the first meeting known.
    """

    label: str
    parties: tuple[Party, ...] = ()
    rhythm: str = ""
    rhythm_words: str = ""
    level: str = ""
    hosts: tuple[Party, ...] = ()
    follows: MeetingSeries | None = None
    counted_from: str = ""
    counted_from_words: str = ""

    @classmethod
    def of(cls, series: MeetingSeries) -> "SeriesFacts":
        """Return the facts of a series as they stand."""
        rows = list(series.parties.select_related("party").order_by("id"))
        hosts = sorted((row for row in rows if row.turn is not None), key=lambda row: row.turn or 0)
        return cls(
            label=series.label,
            parties=tuple(row.party for row in rows),
            hosts=tuple(row.party for row in hosts),
            level=series.level,
            follows=series.follows,
            rhythm=series.rhythm,
            rhythm_words=series.rhythm_words,
            counted_from=series.counted_from,
            counted_from_words=series.counted_from_words,
        )


@dataclass(frozen=True)
class NewSeries(SeriesFacts):
    """What a series is made from."""

    visibility: str = "register"


def create_series(
    mandate: Mandate, *, new: NewSeries, source: Words | None = None
) -> MeetingSeries:
    """Bring a recurring meeting into the register, with its parties."""
    series = MeetingSeries(visibility=new.visibility)
    _put_facts(series, new)
    with change(mandate, "create_series", Ability.EDIT) as changes:
        changes.create(series)
        _put_parties(changes, series, new)
        cite_words(mandate, entry=series, words=source, fields=["label", "rhythm"])
    return series


def change_series(
    mandate: Mandate,
    *,
    series: MeetingSeries,
    facts: SeriesFacts,
    revision: int,
    source: Words | None = None,
) -> MeetingSeries:
    """Replace the facts of a series; `revision` is the one the person saw.

    Raises EditConflict when somebody changed it since, ValidationError for a date that is none and
    for a series that would come after itself. What was changed stands on the `source`.
    """
    with change(mandate, "change_series", Ability.EDIT) as changes:
        former = SeriesFacts.of(series)
        changed = [name for name, value in vars(facts).items() if getattr(former, name) != value]
        _require_no_circle(series, facts.follows)
        _put_facts(series, facts)
        seen = series.revision
        changes.update(series, revision=revision)
        if _put_parties(changes, series, facts) and series.revision == seen:
            changes.count(series)
        cite_words(mandate, entry=series, words=source, fields=_cited(changed))
    return series


def put_in_series(mandate: Mandate, *, meetings: Iterable[Meeting], series: MeetingSeries) -> None:
    """Say that meetings belong to a series; those in another are left there.

    A meeting that more people see than the series is left alone: it would be hidden with it.
    """
    with change(mandate, "put_in_series", Ability.EDIT) as changes:
        for meeting in meetings:
            hides = series.is_more_hidden_than(meeting, mandate.desk.today)
            if meeting.series_id is None and not hides:
                meeting.series = series
                changes.update(meeting)


def take_out_of_series(mandate: Mandate, *, meeting: Meeting) -> None:
    """Say that a meeting does not belong to its series, although the same parties met."""
    if meeting.series_id is None:
        return
    meeting.series = None
    with change(mandate, "take_out_of_series", Ability.EDIT) as changes:
        changes.update(meeting)


def _put_facts(series: MeetingSeries, facts: SeriesFacts) -> None:
    series.label, series.level, series.follows = facts.label, facts.level, facts.follows
    series.rhythm, series.rhythm_words = facts.rhythm, facts.rhythm_words
    words = facts.counted_from_words
    put_date(series, "counted_from", edtf=facts.counted_from or None, words=words)


def _put_parties(changes: Changes, series: MeetingSeries, facts: SeriesFacts) -> bool:
    """Let these parties be those of a series, each with its turn as host; tell whether any changed."""
    turns = {party.pk: turn for turn, party in enumerate(facts.hosts, start=1)}
    wanted = {party.pk: party for party in (*facts.parties, *facts.hosts)}
    there = {row.party_id: row for row in SeriesParty.objects.filter(series=series)}
    gone = [row for key, row in there.items() if key not in wanted]
    new = [
        SeriesParty(series=series, party=party, turn=turns.get(key))
        for key, party in wanted.items()
        if key not in there
    ]
    turned = [row for key, row in there.items() if key in wanted and row.turn != turns.get(key)]
    changes.remove_all(gone)
    changes.create_all(new)
    for row in turned:
        row.turn = turns.get(row.party_id)
        changes.rewrite(row)
    return bool(gone or new or turned)


def _cited(changed: Sequence[str]) -> list[str]:
    """Return the fields under which the sources of changed facts are cited."""
    same = {"hosts": "parties", "rhythm_words": "rhythm", "counted_from_words": "counted_from"}
    return list(dict.fromkeys(same.get(name, name) for name in changed)) or ["label"]


def _require_no_circle(series: MeetingSeries, follows: MeetingSeries | None) -> None:
    seen = {series.pk}
    while follows is not None:
        if follows.pk in seen:
            raise ValidationError({"follows": _("The series would follow itself.")})
        seen.add(follows.pk)
        follows = follows.follows
