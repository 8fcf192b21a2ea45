"""Who may see what a machine found."""

from django.utils.translation import gettext as _

from servanda.registers.actions import NotAllowed
from servanda.registers.models import Desk


def require_editor(desk: Desk) -> None:
    """Refuse who may not decide on proposals: what a machine found is shown to nobody else."""
    if not desk.can_edit:
        raise NotAllowed(_("Your role in this register does not allow this."))
