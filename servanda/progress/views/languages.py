"""The page of an instrument in two languages side by side, provision by provision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.instruments.actions import mark_of
from servanda.instruments.models import Instrument, Wording, WordingText
from servanda.instruments.rules import Node, Tree
from servanda.progress.views.facts import Step, language_name
from servanda.progress.views.instrument import instrument_trail
from servanda.progress.views.points import entry_url
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at
from servanda.registers.views import RegisterRequest, register_page
from servanda.sources.forms import language_choices

AT_ONCE = 60
"""So many provisions stand on a page."""


@dataclass(frozen=True)
class TextInLanguage:
    """A text as it stands beside others; `standing` says how far it can be relied on."""

    text: WordingText
    standing: str
    is_stale: bool

    @property
    def asks_check(self) -> bool:
        return self.is_stale or self.text.checked_by_id is None


@dataclass(frozen=True)
class Aligned:
    """A provision in two languages; a text that is missing is None. `depth` is that in the tree.

    `read` marks the words of the original where it is the one on the left: a translation is judged
    beside it alone, and `edit_url` leads to it there.
    """

    wording: Wording
    depth: int
    left: TextInLanguage | None
    right: TextInLanguage | None
    edit_url: str
    is_edited: bool
    read: str


@dataclass(frozen=True)
class LanguageOnPage:
    """A language of the instrument, or one that could be: its code, its name, how many texts it has."""

    code: str
    name: str
    number: int
    is_authoritative: bool = False


@require_safe
@register_page
def instrument_languages(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Show an instrument in two languages; `edit` names the provision whose translation is written."""
    desk = request.desk
    found = get_object_or_404(Instrument.objects.visible_to(desk), uuid=uuid)
    order = _order(desk, found)
    there = languages_of(wording.pk for wording, _depth in order)
    left, right = _asked(request, there)
    page = _page(request.GET, order)
    rows = order[(page - 1) * AT_ONCE : page * AT_ONCE]
    here = reverse("instrument-languages", kwargs={"slug": desk.register.slug, "uuid": found.uuid})
    asked = {"left": left, "right": right}
    context = {
        "desk": desk,
        "slug": desk.register.slug,
        "instrument": found,
        "languages": there,
        "choices": language_choices()[1:],
        "left": left,
        "right": right,
        "left_name": language_name(left),
        "right_name": language_name(right),
        "rows": _aligned(request, rows, here, {**asked, "page": str(page)}),
        "before_url": _url(here, asked, page - 1) if page > 1 else None,
        "after_url": _url(here, asked, page + 1) if page * AT_ONCE < len(order) else None,
        "trail": instrument_trail(desk, Step(found.label, entry_url(desk, "instrument", found))),
        "handling": desk.marking(found.handling, *_markings(wording for wording, _depth in rows)),
    }
    return render(request, "progress/instrument_languages.html", context)


def _markings(wordings: Iterable[Wording]) -> Iterator[str]:
    return (one.handling for wording in wordings for one in (wording.provision, wording))


def languages_of(wordings: Iterable[int]) -> list[LanguageOnPage]:
    """Return the languages of some wordings, the one with most texts first: one query."""
    counted: dict[str, int] = {}
    authoritative: set[str] = set()
    rows = WordingText.objects.filter(of__in=list(wordings)).order_by("pk")
    for language, counts in rows.values_list("language", "is_authoritative"):
        counted[language] = counted.get(language, 0) + 1
        if counts:
            authoritative.add(language)
    ordered = sorted(counted, key=lambda code: (code not in authoritative, -counted[code], code))
    return [
        LanguageOnPage(code, language_name(code), counted[code], code in authoritative)
        for code in ordered
    ]


def _order(desk: Desk, found: Instrument) -> list[tuple[Wording, int]]:
    """Return the present wordings that a person sees, as the text is read, with how deep each stands."""
    seen = Wording.objects.visible_to(desk).present().filter(is_seen_at(desk, "provision__"))
    rows = seen.filter(provision__instrument=found).select_related("provision").order_by()
    wordings = {wording.provision_id: wording for wording in rows}
    tree = Tree(Node(key, one.parent_id, one.place) for key, one in wordings.items())
    return [(wordings[key], depth) for key, depth in tree.walk()]


def _aligned(
    request: RegisterRequest,
    rows: Sequence[tuple[Wording, int]],
    here: str,
    asked: dict[str, str],
) -> list[Aligned]:
    texts: dict[tuple[int, str], WordingText] = {}
    originals: dict[int, WordingText] = {}
    found = WordingText.objects.filter(of__in=[wording.pk for wording, _depth in rows])
    for text in found.order_by("pk"):
        texts[text.of_id, text.language] = text
        if text.is_original:
            originals.setdefault(text.of_id, text)
    edited = request.GET.get("edit", "") if request.desk.can_edit else ""
    aligned = []
    for wording, depth in rows:
        original = originals.get(wording.pk)
        beside = original.language if original is not None else asked["left"]
        is_beside = original is not None and beside == asked["left"]
        aligned.append(
            Aligned(
                wording=wording,
                depth=depth,
                left=_told(texts.get((wording.pk, asked["left"])), original),
                right=_told(texts.get((wording.pk, asked["right"])), original),
                edit_url=_row_url(here, {**asked, "left": beside}, wording.provision.uuid),
                is_edited=is_beside and edited == str(wording.provision.uuid),
                read=mark_of(original.text) if original is not None and is_beside else "",
            )
        )
    return aligned


def _told(text: WordingText | None, original: WordingText | None) -> TextInLanguage | None:
    if text is None:
        return None
    is_stale = text.is_stale_beside(original.text if original is not None else "")
    said = [_("original") if text.is_original else _("translation")]
    said.append(_("authoritative") if text.is_authoritative else _("not authoritative"))
    if not text.is_original and text.checked_by_id is None:
        said.append(_("not checked"))
    return TextInLanguage(text, ", ".join(said), is_stale)


def _asked(request: RegisterRequest, there: Sequence[LanguageOnPage]) -> tuple[str, str]:
    """Return the two languages that are shown: those asked for, else the first of the instrument."""
    known = {code for code, _name in language_choices()} | {one.code for one in there}
    first = there[0].code if there else "en"
    left = request.GET.get("left", "")
    left = left if left in known and left else first
    right = request.GET.get("right", "")
    if right in known and right:
        return left, right
    others = [one.code for one in there if one.code != left] + ["ru", "en"]
    return left, next(code for code in others if code != left)


def _page(asked: Mapping[str, str], order: Sequence[tuple[Wording, int]]) -> int:
    """Return the page that is asked for, or the one on which the provision `at` or `edit` stands."""
    named = {asked.get("at", ""), asked.get("edit", "")}
    for place, (wording, _depth) in enumerate(order):
        if str(wording.provision.uuid) in named:
            return place // AT_ONCE + 1
    typed = asked.get("page", "")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    return min(max(page, 1), max(1, -(-len(order) // AT_ONCE)))


def _url(here: str, asked: dict[str, str], page: int) -> str:
    return f"{here}?{urlencode({**asked, 'page': str(page)})}"


def _row_url(here: str, asked: dict[str, str], provision: UUID) -> str:
    return f"{here}?{urlencode({**asked, 'edit': str(provision)})}#row-{provision}"
