"""The titles of a provision of a framework by language, with how sure they are and who reviewed them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from servanda.instruments.models import LabelKind, Provision, ProvisionLabel
from servanda.registers.models import Desk


@dataclass(frozen=True)
class LabelLine:
    """A title of a provision as its page tells it."""

    label: ProvisionLabel
    review: str


def labels_of(desk: Desk, found: Provision) -> list[LabelLine]:
    """Return the titles of a provision of the library, the number first; of others there are none."""
    if not desk.register.is_library:
        return []
    return label_lines(ProvisionLabel.objects.filter(provision=found).order_by("id"))


def label_lines(labels: Iterable[ProvisionLabel]) -> list[LabelLine]:
    """Return titles as a page tells them."""
    return [LabelLine(one, _review(one)) for one in labels]


def _review(label: ProvisionLabel) -> str:
    """Say who reviewed a title; numbers need nobody."""
    if label.reviewed_by:
        return _("reviewed by %(name)s") % {"name": label.reviewed_by}
    return "" if label.kind == LabelKind.NUMBER else _("not reviewed")
