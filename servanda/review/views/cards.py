"""A proposal as its card shows it: what was found, the words, likely entries, what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from servanda.instruments.models import Instrument, Provision
from servanda.meetings.models import Meeting, MeetingSeries
from servanda.parties.models import Party, Person
from servanda.reading.edtf import describe
from servanda.reading.errors import EdtfError
from servanda.registers.models import Desk
from servanda.review.actions import Match
from servanda.review.forms import AS_NEW, LABELS, ChangeForm, choice_label
from servanda.review.models import Proposal, ProposalState
from servanda.review.rules import (
    DATE_FIELDS,
    FIELDS,
    LIST_FIELDS,
    Found,
    Tally,
    several,
    words,
    words_of_date,
)
from servanda.review.views.marks import SIGNS
from servanda.review.views.reasons import Why, why_of

MODELS = (Party, Person, Instrument, Meeting, MeetingSeries, Provision)
IN_TITLE = frozenset({("meeting", "status")})
"""What the title tells already, beside a name or a text."""


@dataclass(frozen=True)
class Fact:
    """One field of a proposal: a label, and its values or a date."""

    label: str | Promise
    values: list[str] = field(default_factory=list)
    edtf: str = ""
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Choice:
    """An entry that a proposal may be added to, or a new one."""

    value: str
    label: str
    why: str | Promise
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Card:
    """One proposal on the page. `number` is its place in the text; the form is there on request."""

    proposal: Proposal
    number: int
    sign: str
    title: str
    facts: list[Fact]
    choices: list[Choice]
    entry_label: str
    entry_url: str
    why: Why
    undo_url: str
    form: ChangeForm | None

    @property
    def is_open(self) -> bool:
        return self.proposal.state == ProposalState.OPEN

    @property
    def is_rejected(self) -> bool:
        return self.proposal.state == ProposalState.REJECTED

    @property
    def looks_known(self) -> bool:
        """Tell whether an entry of the register is chosen unless the person chooses another."""
        return any(choice.is_chosen and choice.value != AS_NEW for choice in self.choices)


@dataclass(frozen=True)
class Cards:
    """What the cards of one reading share: the register, the text, the likely entries, those made.

    `so_far` has how often each rule of each kind was right, `undo_urls` where what a person
    decided is taken back.
    """

    slug: str
    text: str
    matches: Mapping[int, list[Match]]
    labels: Mapping[UUID, str]
    meetings: Mapping[int, Proposal]
    so_far: Mapping[tuple[str, str], Tally]
    undo_urls: Mapping[UUID, str]

    def card(self, number: int, proposal: Proposal, *, form: ChangeForm | None = None) -> Card:
        """Return the card of a proposal; `number` is its place in the text."""
        fields = proposal.accepted or proposal.found
        known = proposal.entry is not None
        rule = words(proposal.found, "rule")
        return Card(
            proposal=proposal,
            number=number,
            sign=SIGNS[proposal.kind],
            title=title_of(proposal.kind, fields),
            facts=list(self._facts(proposal, fields)),
            choices=self._choices(self.matches.get(proposal.pk, [])),
            entry_label=self.labels.get(proposal.entry, "") if proposal.entry else "",
            entry_url=entry_url(self.slug, proposal.entry_kind, proposal.entry) if known else "",
            why=why_of(proposal, self.text, so_far=self.so_far.get((proposal.kind, rule))),
            undo_url=self.undo_urls.get(proposal.uuid, ""),
            form=form,
        )

    def _facts(self, proposal: Proposal, fields: Found) -> Iterable[Fact]:
        for name in FIELDS[proposal.kind]:
            if name in ("name", "text") or (proposal.kind, name) in IN_TITLE:
                continue
            fact = self._fact(proposal, fields, name)
            if fact is not None:
                yield fact

    def _fact(self, proposal: Proposal, fields: Found, name: str) -> Fact | None:
        label = LABELS[name]
        if name == "meeting":
            return self._meeting(fields.get(name))
        if name in LIST_FIELDS:
            return Fact(label, list(several(fields, name))) if several(fields, name) else None
        value = words(fields, name)
        if not value:
            return None
        if name in DATE_FIELDS:
            told = words_of_date(proposal.found, fields, name)
            return Fact(label, edtf=value, words=told)
        return Fact(label, [choice_label(proposal.kind, name, value)])

    def _meeting(self, number: object) -> Fact | None:
        meeting = self.meetings.get(number) if isinstance(number, int) else None
        if meeting is None:
            return None
        title = title_of("meeting", meeting.accepted or meeting.found)
        return Fact(LABELS["meeting"], [title], url=f"#proposal-{meeting.uuid}")

    def _choices(self, matches: Sequence[Match]) -> list[Choice]:
        if not matches:
            return []
        sure = next((match.uuid for match in matches if match.is_sure), None)
        known = [
            Choice(
                str(match.uuid),
                match.label,
                match.why,
                entry_url(self.slug, match.kind, match.uuid),
                is_chosen=match.uuid == sure,
            )
            for match in matches
        ]
        return [*known, Choice(AS_NEW, _("a new entry"), "", "", is_chosen=sure is None)]


def title_of(kind: str, fields: Mapping[str, object]) -> str:
    """Return what a proposal is called: its name or text, a meeting by its status and date."""
    if kind != "meeting":
        return words(fields, "name") or words(fields, "text")
    status = choice_label("meeting", "status", words(fields, "status"))
    when = words(fields, "date")
    if not when:
        return _("Meeting, %(status)s") % {"status": status}
    try:
        told = describe(when, get_language() or "en")
    except EdtfError:
        told = when
    return _("Meeting, %(status)s, %(date)s") % {"status": status, "date": told}


def labels_of_entries(desk: Desk, proposals: Iterable[Proposal]) -> dict[UUID, str]:
    """Return the names of the entries that proposals have become: one query for all kinds."""
    by_kind: dict[str, list[UUID]] = {}
    for proposal in proposals:
        if proposal.entry is not None:
            by_kind.setdefault(proposal.entry_kind, []).append(proposal.entry)
    named = [
        model.objects.visible_to(desk)
        .filter(uuid__in=by_kind[model.KIND])
        .order_by()
        .values_list("uuid", "label")
        for model in MODELS
        if model.KIND in by_kind
    ]
    return dict(named[0].union(*named[1:], all=True)) if named else {}


def entry_url(slug: str, kind: str, uuid: UUID | None) -> str:
    """Return the address of an entry's page, none where its kind has no page."""
    try:
        return reverse(kind, kwargs={"slug": slug, "uuid": uuid})
    except NoReverseMatch:
        return ""
