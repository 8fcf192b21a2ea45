"""Which coverage is asked for: framework, scheme, objective and gap, as addresses name them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language

from servanda.instruments.models import Instrument
from servanda.progress.views.coverage.frameworks import (
    Outline,
    frameworks_there,
    grouped,
    outline_of,
    schemes_of,
)
from servanda.progress.views.coverage.matrix import Gap, Matrix, matrix_of
from servanda.progress.views.coverage.measures import implementing, lacks_of
from servanda.registers.models import Desk

NO_SCHEME = "none"


@dataclass(frozen=True)
class Coverage:
    """The coverage of a framework in a register, grouped by a scheme, as the person may see it."""

    desk: Desk
    frameworks: list[Instrument]
    framework: Instrument
    schemes: list[Instrument]
    scheme: Instrument | None

    @cached_property
    def outline(self) -> Outline:
        """The provisions of the framework with their titles."""
        return outline_of(self.desk, self.framework, get_language() or "en")

    @cached_property
    def matrix(self) -> Matrix:
        """The table of objectives and gaps."""
        groups = grouped(self.desk, self.outline, self.scheme)
        measures = implementing(self.desk, self.framework, self.outline)
        shown = {one.pk for _title, objectives in groups for one in objectives}
        asked = {key for pk, keys in measures.items() if pk in shown for key in keys}
        return matrix_of(groups, measures, lacks_of(self.desk, asked))

    def url(self, name: str = "coverage", **asked: str) -> str:
        """Return the address of this coverage in a form, or of the list of one of its cells."""
        told = {"framework": str(self.framework.uuid), **asked}
        if "scheme" not in asked:
            told["scheme"] = str(self.scheme.uuid) if self.scheme else NO_SCHEME
        here = reverse(name, kwargs={"slug": self.desk.register.slug})
        return f"{here}?{urlencode({key: value for key, value in told.items() if value})}"


def coverage_asked(desk: Desk, given: Mapping[str, str]) -> Coverage | None:
    """Return the coverage that an address asks for; None where no framework is installed.

    Raises Http404 for a framework or a scheme that is not there.
    """
    frameworks = frameworks_there(desk)
    if not frameworks:
        return None
    framework = _chosen(frameworks, given.get("framework", ""))
    schemes = schemes_of(desk, framework)
    scheme = given.get("scheme", "")
    if scheme == NO_SCHEME or not schemes:
        return Coverage(desk, frameworks, framework, schemes, None)
    return Coverage(desk, frameworks, framework, schemes, _chosen(schemes, scheme))


def gap_asked(given: Mapping[str, str]) -> Gap | None:
    """Return the gap that an address asks for; Http404 for one that there is not."""
    asked = given.get("gap", "")
    if asked and asked not in set(Gap):
        raise Http404
    return Gap(asked) if asked else None


def _chosen(among: Iterable[Instrument], name: str) -> Instrument:
    for one in among:
        if name in {"", str(one.uuid)}:
            return one
    raise Http404
