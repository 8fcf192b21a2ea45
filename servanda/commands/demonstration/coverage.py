"""The frameworks of the demonstration, and which of their objectives the measures of both registers implement."""

import tomllib
from functools import partial

from servanda.commands.demonstration.entries import NotThere
from servanda.commands.demonstration.manifest import FOLDER
from servanda.commands.demonstration.outline import SYMBOL
from servanda.commands.demonstration.steps import Step
from servanda.commands.library import ensure_library
from servanda.instruments.actions import link_provisions
from servanda.instruments.importing.frameworks import install_frameworks, is_installed
from servanda.instruments.models import LabelKind, LinkKind, Provision, ProvisionKind, Wording
from servanda.instruments.rules.frameworks import provision_name, public_name, shipped
from servanda.registers.actions import Mandate, mandate_for, operator

FRAMEWORKS = ("gcm", "palermo")
"""The others are a command away: `servanda framework install`."""


def ensure_frameworks() -> None:
    """Install the frameworks of the demonstration that are not there yet."""
    missing = [shipped(code) for code in FRAMEWORKS if not is_installed(shipped(code))]
    if missing:
        library = ensure_library(operator())
        install_frameworks(mandate_for(library, operator()), missing)


def outline_tie_steps() -> list[Step]:
    """Return the step that ties the outline of the founding register to the library."""
    return [
        Step("outline tied to the library", _tie_outline),
        Step("objectives of the founding case", partial(_implement, "founding")),
    ]


def example_coverage_steps() -> list[Step]:
    """Return the step that says which objectives the plan of the fictional register implements."""
    return [Step("objectives of the plan", partial(_implement, "example"))]


def _tie_outline(mandate: Mandate) -> None:
    """Say of each objective of the outline that it is the one of its paragraph in the library."""
    objectives = Wording.objects.visible_to(mandate.desk).present()
    outline = objectives.filter(
        provision__instrument__symbol=SYMBOL, provision__kind=ProvisionKind.OBJECTIVE
    )
    for wording in outline.select_related("provision"):
        target = Provision.objects.get(uuid=provision_name("gcm", wording.code))
        link_provisions(
            mandate, source=wording.provision, target=target, kind=LinkKind.SAME_AS.value
        )


def _implement(register: str, mandate: Mandate) -> None:
    told = tomllib.loads((FOLDER / "coverage.toml").read_text(encoding="utf-8"))[register]
    compact = Provision.objects.filter(instrument__uuid=public_name("gcm"))
    for number, beginnings in told.items():
        target = compact.get(labels__kind=LabelKind.NUMBER, labels__text=number)
        for beginning in beginnings:
            for measure in _measures(mandate, beginning):
                link_provisions(
                    mandate, source=measure, target=target, kind=LinkKind.IMPLEMENTS.value
                )


def _measures(mandate: Mandate, beginning: str) -> list[Provision]:
    provisions = Provision.objects.visible_to(mandate.desk).commitments()
    found = list(provisions.filter(label__startswith=beginning).order_by("pk"))
    if not found:
        raise NotThere(f"No commitment begins with “{beginning}”.")
    return found
