"""The words of the scales that come with Servanda, so that they are read in every language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCALE_WORDS: Mapping[str, Promise] = {
    "Progress": _("Progress"),
    "Open Government Partnership: completion": _("Open Government Partnership: completion"),
    "Not Started": _("Not Started"),
    "Limited": _("Limited"),
    "Substantial": _("Substantial"),
    "Completed": _("Completed"),
    "Administration reform plan, as non-governmental organizations follow it": _(
        "Administration reform plan, as non-governmental organizations follow it"
    ),
    "Fully Implemented": _("Fully Implemented"),
    "Mostly Implemented": _("Mostly Implemented"),
    "Partially Implemented": _("Partially Implemented"),
    "Not Implemented": _("Not Implemented"),
    "Distance to the target of an indicator": _("Distance to the target of an indicator"),
    "Target achieved": _("Target achieved"),
    "On track": _("On track"),
    "Progress made but acceleration needed": _("Progress made but acceleration needed"),
    "Limited progress": _("Limited progress"),
    "Deterioration": _("Deterioration"),
    "Universal Periodic Review: answer of the State": _(
        "Universal Periodic Review: answer of the State"
    ),
    "Supported": _("Supported"),
    "Noted": _("Noted"),
    "Human Rights Committee: follow-up": _("Human Rights Committee: follow-up"),
    "A: reply or action largely satisfactory": _("A: reply or action largely satisfactory"),
    "B: reply or action partially satisfactory": _("B: reply or action partially satisfactory"),
    "C: reply or action not satisfactory": _("C: reply or action not satisfactory"),
    "D: no cooperation with the Committee": _("D: no cooperation with the Committee"),
    "E: measures contrary to the recommendation": _("E: measures contrary to the recommendation"),
    "Treaty bodies: follow-up": _("Treaty bodies: follow-up"),
    "fully implemented": _("fully implemented"),
    "partially implemented": _("partially implemented"),
    "not implemented": _("not implemented"),
    "Committee on discrimination against women: follow-up": _(
        "Committee on discrimination against women: follow-up"
    ),
    "implemented": _("implemented"),
    "substantially implemented": _("substantially implemented"),
    "lack of sufficient information to assess": _("lack of sufficient information to assess"),
    "Group of States against Corruption: compliance": _(
        "Group of States against Corruption: compliance"
    ),
    "satisfactorily implemented": _("satisfactorily implemented"),
    "partly implemented": _("partly implemented"),
    "Trafficking in Persons Report: tier of the country": _(
        "Trafficking in Persons Report: tier of the country"
    ),
    "Tier 1": _("Tier 1"),
    "Tier 2": _("Tier 2"),
    "Tier 2 Watch List": _("Tier 2 Watch List"),
    "Tier 3": _("Tier 3"),
    "Financial Action Task Force: technical compliance": _(
        "Financial Action Task Force: technical compliance"
    ),
    "compliant": _("compliant"),
    "largely compliant": _("largely compliant"),
    "partially compliant": _("partially compliant"),
    "non-compliant": _("non-compliant"),
    "Completion report: rating of the outcome": _("Completion report: rating of the outcome"),
    "Highly Satisfactory": _("Highly Satisfactory"),
    "Satisfactory": _("Satisfactory"),
    "Unsatisfactory": _("Unsatisfactory"),
    "Highly Unsatisfactory": _("Highly Unsatisfactory"),
}


def told_label(label: str) -> str:
    """Return the words of a scale or a value in the reader's language; its own where it has none."""
    return str(SCALE_WORDS.get(label, label))
