"""What a provision says: its texts in each language, who and when, and what it stands on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from servanda.instruments.models import (
    Consent,
    InstrumentKind,
    Provision,
    Responsibility,
    ResponsibilityRole,
    Timing,
    Wording,
    WordingText,
)
from servanda.parties.models import Succession
from servanda.parties.rules import in_place_of
from servanda.progress.views.deadlines import next_year_day, told_counted, told_yearly
from servanda.progress.views.facts import Fact, Value, given, language_name
from servanda.progress.views.footnotes import Footnotes, Mark
from servanda.progress.views.instrument import hanging_tie
from servanda.progress.views.points import HIDDEN, Tie, entry_url, party_ties, timing_of
from servanda.registers.actions.rows import row_named, sees
from servanda.registers.models import Desk, Entry

CITED_AS = {
    "text": ("text", "label", "verb"),
    "by": ("by", "responsibilities"),
    "due": ("due", "timing"),
    "status": ("status", "strength"),
}
"""Fields of a provision as a page shows them, and the names under which sources are cited."""

MEETING = "meeting"


@dataclass(frozen=True)
class TextOnPage:
    """The text of a wording in one language, and how far it can be relied on."""

    text: WordingText
    language: str
    standing: str


@dataclass(frozen=True)
class WordingOnPage:
    """A wording with its texts; the present one comes first. The first one has the sources."""

    wording: Wording
    texts: list[TextOnPage]
    marks: list[Mark]
    is_first: bool

    @property
    def heading(self) -> str:
        """What tells a wording from the present one, which needs no heading."""
        if self.wording.is_present:
            return ""
        edition = self.wording.from_edition
        told = _("Earlier wording, from edition %(number)s")
        if edition.is_draft:
            told = _("Wording in edition %(number)s, which is a draft")
        return told % {"number": edition.number}

    @property
    def original(self) -> str:
        """The words that its translations render."""
        return next((one.text.text for one in self.texts if one.text.is_original), "")

    @property
    def timing(self) -> Timing | None:
        return timing_of(self.wording)

    @property
    def parent(self) -> int | None:
        return self.wording.parent_id


def present_of(wordings: Iterable[WordingOnPage]) -> WordingOnPage | None:
    """Return the wording that makes part of the text in force; a draft's makes none."""
    return next((one for one in wordings if one.wording.is_present), None)


def wordings_of(desk: Desk, found: Provision, footnotes: Footnotes) -> list[WordingOnPage]:
    """Return the wordings of a provision, the present one first, then a draft's: two queries."""
    rows = Wording.objects.visible_to(desk).filter(provision=found)
    rows = rows.select_related("timing", "from_edition", "to_edition")
    newest = rows.order_by("-from_edition__number", "-id")
    wordings = sorted(newest, key=lambda wording: not wording.is_present)
    texts: dict[int, list[WordingText]] = defaultdict(list)
    for text in WordingText.objects.filter(of__in=[w.pk for w in wordings]).order_by("id"):
        texts[text.of_id].append(text)
    return [
        WordingOnPage(
            wording=wording,
            texts=_texts(texts[wording.pk]),
            marks=footnotes.marks(found, *CITED_AS["text"]) if number == 0 else [],
            is_first=number == 0,
        )
        for number, wording in enumerate(wordings)
    ]


def _texts(texts: list[WordingText]) -> list[TextOnPage]:
    original = next((text.text for text in texts if text.is_original), "")
    return [_text(text, original) for text in texts]


def _text(text: WordingText, original: str) -> TextOnPage:
    """Return a text with how far it can be relied on; a translation of other words is stale."""
    said = [_("original") if text.is_original else _("translation")]
    if not text.is_authoritative:
        said.append(_("not authoritative"))
    if not text.is_original and text.checked_by_id is None:
        said.append(_("not checked"))
    if text.is_stale_beside(original):
        said.append(_("of an earlier wording"))
    return TextOnPage(text, language_name(text.language), ", ".join(said))


def provision_facts(
    desk: Desk,
    found: Provision,
    wordings: list[WordingOnPage],
    footnotes: Footnotes,
    around: Mapping[int, Provision],
) -> list[Fact]:
    """Return the facts of a provision, each with its sources."""
    present = wordings[0].wording if wordings else None
    parent = around.get(present.parent_id or 0) if present else None
    above = [Value(parent.label, url=entry_url(desk, "provision", parent))] if parent else []
    facts = [
        _standing_on(desk, found),
        Fact(_("Part of"), above, needs_source=False),
        Fact(
            _("Number"),
            [Value(present.code)] if present and present.code else [],
            footnotes.marks(found, "code"),
        ),
        _strength(found, present, footnotes),
        _responsible(desk, found, present, footnotes),
        _due(desk, found, present, footnotes),
    ]
    if found.consent != Consent.AGREED:
        facts.append(Fact(_("Consent"), [Value(found.get_consent_display())]))
    facts += cells_of_plan(found, present, footnotes)
    others = footnotes.other_marks(found)
    further = Fact(
        _("Further sources"), [Value(_("other words about it"))] if others else [], others
    )
    return given(*facts, further)


def cells_of_plan(found: Provision, present: Wording | None, footnotes: Footnotes) -> list[Fact]:
    """Return the cells of the plan that a provision was brought in from, each as it stands there."""
    cells = present.cells.get("cells", []) if present else []
    return [
        Fact(
            _("In the plan, “%(heading)s”") % {"heading": cell["heading"] or cell["place"]},
            [Value(cell["raw"])],
            footnotes.marks(found, f"cells.{cell['column']}"),
            needs_source=False,
        )
        for cell in cells
        if cell["field"] not in {"title", "code"}
    ]


def _standing_on(desk: Desk, found: Provision) -> Fact:
    """Return what a provision hangs on: a meeting, a document that states it, or an instrument."""
    on = found.instrument
    if on.kind == InstrumentKind.RECORD:
        at = Value(on.label, url=entry_url(desk, "meeting-of-record", on))
        return Fact(_("Agreed at"), [at], needs_source=False)
    stated = hanging_tie(desk, on)
    if on.kind == InstrumentKind.STATEMENT and stated is not None:
        return Fact(_("Stated in"), [Value.of_tie(stated)], needs_source=False)
    url = entry_url(desk, "instrument", on)
    told = Value(on.label, url=url, detail=on.get_kind_display())
    return Fact(_("Stands on"), [told], needs_source=False)


def _strength(found: Provision, present: Wording | None, footnotes: Footnotes) -> Fact:
    told = Value(present.get_strength_display(), words=present.verb) if present else None
    marks = footnotes.marks(found, *CITED_AS["status"])
    return Fact(_("How the source tells it"), [told] if told else [], marks)


def _responsible(
    desk: Desk, found: Provision, present: Wording | None, footnotes: Footnotes
) -> Fact:
    rows = list(Responsibility.objects.filter(wording=present).order_by("id")) if present else []
    followed = Succession.objects.as_followed(desk) if rows else {}
    acting = {row.party_id: in_place_of(row.party_id, followed) for row in rows}
    ties = party_ties(desk, [*acting, *(key for keys in acting.values() for key in keys)])
    values = [
        value
        for row in rows
        for value in _responsibility(row, ties, acting=acting[row.party_id], beside=rows)
    ]
    marks = footnotes.marks(found, *CITED_AS["by"])
    nobody = Value(_("nobody is named"))
    return Fact(_("Who"), values or [nobody], marks, needs_source=bool(values))


def _responsibility(
    row: Responsibility,
    ties: Mapping[int, Tie],
    *,
    acting: list[int],
    beside: Iterable[Responsibility],
) -> list[Value]:
    """Return who answers as the text has it, or who instead, and who acts in their place today."""
    said = [] if row.role == ResponsibilityRole.LEAD else [row.get_role_display()]
    if row.by_consent:
        said.append(_("by consent"))
    if row.condition:
        said.append(row.condition)
    others = [
        str(ties.get(one.party_id, HIDDEN).text)
        for one in beside
        if one != row and row.alternative is not None and one.alternative == row.alternative
    ]
    if others:
        said.append(_("or %(parties)s") % {"parties": _(" or ").join(others)})
    party = ties.get(row.party_id, HIDDEN)
    named = Value(str(party.text), url=party.url, words=row.words, detail=", ".join(said))
    successors = [ties[key] for key in acting if key != row.party_id and key in ties]
    in_place = _("now in the place of %(party)s") % {"party": party.text}
    return [named, *(Value(str(one.text), url=one.url, detail=in_place) for one in successors)]


def _due(desk: Desk, found: Provision, present: Wording | None, footnotes: Footnotes) -> Fact:
    timing = timing_of(present)
    marks = footnotes.marks(found, *CITED_AS["due"])
    values = Value.of_date(timing.due, timing.due_words) if timing else []
    if timing and timing.recurrence:
        values.append(Value(_("recurs: %(rhythm)s") % {"rhythm": timing.recurrence}))
    if timing and timing.relative_to:
        kind = timing.get_relative_kind_display() if timing.relative_kind else ""
        url = _anchor_url(desk, timing.relative_entry)
        values.append(Value(told_counted(timing.told), url=url, detail=kind))
    if timing and timing.yearly_by:
        next_day = next_year_day(timing.told, desk.today)
        values.append(Value(told_yearly(timing.told), detail=next_day))
    unsaid = Value(_("no day is named"))
    return Fact(_("When"), values or [unsaid], marks, needs_source=bool(values))


def _anchor_url(desk: Desk, uuid: UUID | None) -> str:
    """Return the address of the meeting from which a deadline is counted, as far as the person sees it."""
    meeting = row_named(MEETING, uuid) if uuid else None
    if not isinstance(meeting, Entry) or not sees(desk, meeting):
        return ""
    return reverse(MEETING, kwargs={"slug": desk.register.slug, "uuid": meeting.uuid})
