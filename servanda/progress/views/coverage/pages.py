"""The page of coverage, its table as a file, and the list behind each of its cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from servanda.progress.views.coverage.asked import (
    NO_SCHEME,
    Coverage,
    coverage_asked,
    gap_asked,
)
from servanda.progress.views.coverage.drawing import drawing_of
from servanda.progress.views.coverage.matrix import GAPS, Gap, Line
from servanda.progress.views.points import markings_of, points_of, provisions_seen
from servanda.registers.lists.rendering_xlsx import MEDIA_TYPE, Sheet, xlsx_pieces
from servanda.registers.views import RegisterRequest, register_page

PAGE = 100


@dataclass(frozen=True)
class Choice:
    """A framework or a scheme that the page offers."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class HeatCell:
    """A number of the table with the way to its list; `told` says the same in a sentence."""

    number: int
    url: str
    level: int
    told: str
    is_all: bool = False


@dataclass(frozen=True)
class HeatRow:
    """A line of the table."""

    title: str
    language: str
    url: str
    certainty: str | Promise
    cells: list[HeatCell]


@dataclass(frozen=True)
class HeatGroup:
    """The lines of one group."""

    title: str
    rows: list[HeatRow]


@require_safe
@register_page
def coverage(request: RegisterRequest) -> HttpResponse:
    """Show the objectives of a framework against what implements them, with what is missing."""
    desk = request.desk
    found = coverage_asked(desk, request.GET.dict())
    context: dict[str, object] = {"slug": desk.register.slug, "coverage": found}
    if found is not None:
        matrix = found.matrix
        context |= {
            "frameworks": list(_frameworks(found)),
            "schemes": list(_schemes(found)),
            "gaps": GAPS.values(),
            "groups": [
                HeatGroup(one.title, [_row(found, line) for line in one.lines])
                for one in matrix.groups
            ],
            "total": _row(found, matrix.total),
            "number": matrix.total.number,
            "without": matrix.without_measure,
            "objectives": len({line.objective for line in matrix.lines}),
            "xlsx_url": found.url("coverage-xlsx"),
            "svg_url": found.url("coverage-svg"),
            "proposals_url": found.url("coverage-proposals", scheme="") if desk.can_edit else "",
            "today": desk.today,
        }
    return render(request, "progress/coverage.html", context)


@require_safe
@register_page
def coverage_points(request: RegisterRequest) -> HttpResponse:
    """List the measures of a cell: under one objective or all, those that lack something or all."""
    desk, given = request.desk, request.GET.dict()
    found, gap = coverage_asked(desk, given), gap_asked(given)
    if found is None:
        raise Http404
    line = _line_asked(found, given.get("objective", ""))
    keys = sorted(line.lacking[gap] if gap else line.measures)
    number = _page(given.get("page", ""), len(keys))
    shown = provisions_seen(desk).in_bulk(keys[number * PAGE : (number + 1) * PAGE])
    points = points_of(desk, [shown[key] for key in sorted(shown)])
    asked = {"objective": given.get("objective", ""), "gap": gap.value if gap else ""}
    has_more = (number + 1) * PAGE < len(keys)
    context = {
        "slug": desk.register.slug,
        "coverage": found,
        "objective": line.objective,
        "gap": GAPS[gap] if gap else "",
        "number": len(keys),
        "points": points,
        "coverage_url": found.url(),
        "handling": desk.marking(*markings_of(points)),
        "newer_url": found.url("coverage-points", **asked, page=str(number)) if number else None,
        "older_url": found.url("coverage-points", **asked, page=str(number + 2))
        if has_more
        else None,
    }
    return render(request, "progress/coverage_points.html", context)


@require_safe
@register_page
def coverage_xlsx(request: RegisterRequest) -> HttpResponse:
    """Give the table of coverage as a workbook."""
    found = coverage_asked(request.desk, request.GET.dict())
    if found is None:
        raise Http404
    head = [_("Group"), _("Objective"), _("Title"), _("Measures"), *map(str, GAPS.values())]
    rows = [
        [
            group.title,
            line.objective.number if line.objective else "",
            line.objective.title if line.objective else "",
            line.number,
            *(line.lack(gap) for gap in Gap),
        ]
        for group in found.matrix.groups
        for line in group.lines
    ]
    marking = request.desk.marking()
    sheet = Sheet(_("Coverage"), head, lambda: [marking] if marking else [])
    content = b"".join(xlsx_pieces(sheet, [list(zip(*rows, strict=True))] if rows else []))
    return _file(content, media_type=MEDIA_TYPE, name="coverage.xlsx")


@require_safe
@register_page
def coverage_svg(request: RegisterRequest) -> HttpResponse:
    """Give the table of coverage as a drawing."""
    found = coverage_asked(request.desk, request.GET.dict())
    if found is None:
        raise Http404
    title = _("Coverage of “%(framework)s” in “%(register)s”, %(day)s") % {
        "framework": found.framework.label,
        "register": request.desk.register.title,
        "day": request.desk.today.isoformat(),
    }
    content = drawing_of(found.matrix, title=title, marking=request.desk.marking())
    return _file(content.encode(), media_type="image/svg+xml", name="coverage.svg")


def _file(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _frameworks(found: Coverage) -> Iterator[Choice]:
    here = reverse("coverage", kwargs={"slug": found.desk.register.slug})
    for one in found.frameworks:
        yield Choice(one.label, f"{here}?framework={one.uuid}", one == found.framework)


def _schemes(found: Coverage) -> Iterator[Choice]:
    for one in found.schemes:
        yield Choice(one.label, found.url(scheme=str(one.uuid)), one == found.scheme)
    if found.schemes:
        yield Choice(_("without groups"), found.url(scheme=NO_SCHEME), found.scheme is None)


def _row(found: Coverage, line: Line) -> HeatRow:
    objective = line.objective
    title = objective.told if objective else _("All objectives")
    asked = {"objective": objective.uuid} if objective else {}
    words = {"objective": title, "number": line.number}
    told = _("%(objective)s: %(number)d measures") % words
    cells = [HeatCell(line.number, found.url("coverage-points", **asked), line.level, told)]
    for gap, label in GAPS.items():
        lack = line.lack(gap)
        told = _("%(objective)s: %(gap)s: %(lack)d of %(number)d") % {
            **words, "gap": label, "lack": lack,
        }  # fmt: skip
        url = found.url("coverage-points", **asked, gap=gap.value)
        is_all = bool(lack) and lack == line.number
        cells.append(HeatCell(lack, url, line.level_of(gap), told, is_all))
    url = objective_url(found.desk.register.slug, objective.uuid) if objective else ""
    language = objective.language if objective else ""
    return HeatRow(title, language, url, objective.certainty if objective else "", cells)


def objective_url(slug: str, uuid: object) -> str:
    """Return the address of the page of an objective in a register."""
    return reverse("objective", kwargs={"slug": slug, "uuid": uuid})


def _line_asked(found: Coverage, name: str) -> Line:
    if not name:
        return found.matrix.total
    for line in found.matrix.lines:
        if line.objective is not None and line.objective.uuid == name:
            return line
    raise Http404


def _page(mark: str, total: int) -> int:
    """Return the place of a page, 0 first; the last one where there are not so many."""
    asked = int(mark) - 1 if mark.isascii() and mark.isdigit() and len(mark) < 7 else 0
    return max(0, min(asked, (total - 1) // PAGE))
