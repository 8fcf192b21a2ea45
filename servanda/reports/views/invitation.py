"""The invitation to a meeting and its agenda as a Word file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from servanda.meetings.models import Meeting
from servanda.registers.views import RegisterRequest, register_page
from servanda.reports.models.invitation import gather_invitation
from servanda.reports.rules.composing_invitation import invitation_paper
from servanda.reports.rules.rendering_docx import docx_of
from servanda.reports.views.printing import CatalogueWords, media_type


@require_safe
@register_page
def invitation_docx(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Give the invitation and agenda of a meeting, to send to those who come."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.desk), uuid=uuid)
    told = gather_invitation(request.desk, meeting)
    made = docx_of(invitation_paper(told, CatalogueWords()))
    name = f"agenda-{told.register.slug}-{meeting.uuid}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=media_type("docx"), headers=headers)
