"""How two editions of a text differ, told in words: on a page in line or side by side, and in files."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from servanda.instruments.models import Edition, Wording, lines_of_two
from servanda.instruments.rules import (
    ChangedLine,
    Line,
    ToldChange,
    ToldField,
    Way,
    difference,
    marked,
    replaced,
)
from servanda.progress.views.deadlines import told_due
from servanda.progress.views.facts import Step, language_name
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import Tie, entry_url, party_ties, provisions_seen
from servanda.progress.views.text.edition import told_edition
from servanda.progress.views.text.rows import (
    KINDS,
    edition_url,
    editions_seen,
    parties_of,
    provision_url,
    told_money,
    who_answers,
)
from servanda.registers.models import Desk
from servanda.registers.views import RegisterRequest, register_page

PAGE = 40
WAYS: Mapping[Way, str | Promise] = {
    Way.ADDED: gettext_lazy("added"),
    Way.WITHDRAWN: gettext_lazy("withdrawn"),
    Way.MOVED: gettext_lazy("moved"),
    Way.RENUMBERED: gettext_lazy("another number"),
    Way.OTHER_KIND: gettext_lazy("of another kind"),
    Way.REWORDED: gettext_lazy("other words"),
    Way.DEADLINE: gettext_lazy("another deadline"),
    Way.RESPONSIBILITIES: gettext_lazy("others answer for it"),
    Way.MONEY: gettext_lazy("other money"),
}


@dataclass(frozen=True)
class Two:
    """Two editions of a text, and how they differ, as far as a person may see it."""

    desk: Desk
    before: Edition
    after: Edition
    changes: list[ChangedLine]

    @classmethod
    def asked(cls, desk: Desk, editions: Sequence[Edition], told: Mapping[str, str]) -> "Two":
        """Return the two editions that an address names, the last two where it names none.

        Raises Http404 for one that is not there.
        """
        by_number = {str(one.number): one for one in editions}
        after = by_number.get(told.get("to") or str(editions[-1].number))
        earlier = [one for one in editions if after and one.number < after.number]
        standard = str((earlier or editions)[-1].number)
        before = by_number.get(told.get("from") or standard)
        if before is None or after is None:
            raise Http404(_("There is no such page."))
        if before.number > after.number:
            before, after = after, before
        wordings = Wording.objects.visible_to(desk)
        return cls(desk, before, after, difference(*lines_of_two(wordings, before, after)))

    def told(self, first: int = 0, number: int | None = None) -> list[ToldChange]:
        """Return some of the changes in words: two queries more."""
        end = None if number is None else first + number
        shown = self.changes[first:end]
        lines = [line for one in shown for line in (one.before, one.after) if line is not None]
        parents = {line.parent for line in lines if line.parent}
        above = {
            key: Truncator(label).words(8)
            for key, label in provisions_seen(self.desk)
            .filter(pk__in=parents)
            .values_list("pk", "label")
        }
        words = Words(party_ties(self.desk, parties_of(lines)), above)
        return [self._told(one, words) for one in shown]

    def counts(self) -> list[tuple[str | Promise, int]]:
        """Count the changes by the ways in which provisions are otherwise."""
        counter = Counter(way for one in self.changes for way in one.ways)
        return [(label, counter[way]) for way, label in WAYS.items() if counter[way]]

    def handling(self) -> Iterator[str]:
        """Give the handling markings of both editions and of all that is told."""
        yield from (self.before.handling, self.after.handling)
        lines = [line for one in self.changes for line in (one.before, one.after) if line]
        yield from (marking for line in lines for marking in line.handling)

    def _told(self, one: ChangedLine, words: "Words") -> ToldChange:
        edition = self.after if one.after else self.before
        return ToldChange(
            one.line.code,
            one.line.text,
            tuple(str(WAYS[way]) for way in one.ways),
            tuple(words.fields(one)),
            url=provision_url(self.desk, edition, str(one.line.uuid)),
            language=one.line.original,
        )


@dataclass(frozen=True)
class Words:
    """The words for what differs: `ties` are the parties, `above` what provisions stand under."""

    ties: Mapping[int, Tie]
    above: Mapping[int, str]

    def fields(self, one: ChangedLine) -> Iterator[ToldField]:
        """Give each thing that is otherwise; of what came or went as a whole, its text."""
        for label, before, after in self._values(one):
            if before != after:
                yield ToldField(label, replaced(before, after))
        old, new = (line.texts if line else {} for line in (one.before, one.after))
        for language in {**old, **new}:
            before, after = old.get(language, ""), new.get(language, "")
            if before != after:
                label = _("Text, %(language)s") % {"language": language_name(language)}
                yield ToldField(label, tuple(marked(before, after)), language)

    def _values(self, one: ChangedLine) -> Iterator[tuple[str, str, str]]:
        told: dict[str, Callable[[Line], str]] = {
            _("Stands under"): self._place,
            _("Number"): lambda line: line.code,
            _("Kind"): lambda line: str(KINDS.get(line.kind, line.kind)),
            _("Deadline"): lambda line: told_due(line.due),
            _("Who"): self._who,
            _("Money"): lambda line: "; ".join(map(told_money, line.money)),
        }
        before, after = one.before, one.after
        if before and after and Way.MOVED in one.ways and before.parent == after.parent:
            yield _("Place"), "", _("elsewhere among those beside it")
        if before is None or after is None:  # what came or went has its number and kind above
            told = {label: told[label] for label in (_("Deadline"), _("Who"), _("Money"))}
        for label, tell in told.items():
            yield label, tell(before) if before else "", tell(after) if after else ""

    def _place(self, line: Line) -> str:
        if line.parent is None:
            return _("nothing: at the top")
        return self.above.get(line.parent, _("a provision that is not shown here"))

    def _who(self, line: Line) -> str:
        told = ""
        for one in who_answers(line, self.ties):
            tie = one.tie
            between = _(" or ") if one.is_alternative else "; "
            named = f"{tie.text} ({tie.role})" if tie.role else str(tie.text)
            told += f"{between if told else ''}{named}"
        return told


@require_safe
@register_page
def text_difference(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show how two editions differ: in line or side by side, forty provisions a page."""
    desk = request.desk
    editions = editions_seen(desk, uuid)
    if not editions:
        raise Http404(_("There is no such page."))
    two = Two.asked(desk, editions, request.GET.dict())
    number = request.GET.get("page", "")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    page = min(max(page, 1), max(1, -(-len(two.changes) // PAGE)))
    told = two.told((page - 1) * PAGE, PAGE)
    instrument = two.after.instrument
    here = Address(desk, two, request.GET.get("look", ""))
    is_last = page * PAGE >= len(two.changes)
    context = {
        "slug": desk.register.slug,
        "instrument": instrument,
        "editions": editions,
        "two": two,
        "labels": [told_edition(two.before), told_edition(two.after)],
        "changes": told,
        "number": len(two.changes),
        "counts": two.counts(),
        "is_beside": here.look == "beside",
        "look": here.look,
        "other_url": here.url(look="" if here.look == "beside" else "beside"),
        "before_url": here.url(page=page - 1) if page > 1 else "",
        "after_url": "" if is_last else here.url(page=page + 1),
        "query": here.query,
        "handling": desk.marking(instrument.handling, *two.handling()),
        "trail": instrument_trail(
            desk,
            Step(instrument.label, entry_url(desk, "instrument", instrument)),
            Step(told_edition(two.after), edition_url(desk, two.after)),
        ),
    }
    return render(request, "progress/text_difference.html", context)


@dataclass(frozen=True)
class Address:
    """Where a difference is shown: of which editions, and how it looks."""

    desk: Desk
    two: Two
    look: str

    @property
    def query(self) -> str:
        """What an address says that asks for these two editions."""
        return urlencode({"from": self.two.before.number, "to": self.two.after.number})

    def url(self, *, look: str | None = None, page: int = 1) -> str:
        """Return the address of one of the pages."""
        names = {"slug": self.desk.register.slug, "uuid": self.two.after.instrument.uuid}
        told = {"look": self.look if look is None else look, "page": str(page) if page > 1 else ""}
        given = urlencode({name: value for name, value in told.items() if value})
        return (
            f"{reverse('text-difference', kwargs=names)}?{self.query}{'&' if given else ''}{given}"
        )
