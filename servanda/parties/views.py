"""Where a post is shown: on the page of its organization."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from servanda.parties.models import Party, Post
from servanda.registers.views import RegisterRequest, register_page


@require_safe
@register_page
def post(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Lead from a post to its place on the page of its organization, else to the list of persons."""
    desk = request.desk
    found = get_object_or_404(Post.objects.visible_to(desk), uuid=uuid)
    organization = Party.objects.visible_to(desk).filter(posts=found).first()
    slug = desk.register.slug
    if organization is None:
        return redirect("list", slug=slug, kind="person")
    page = reverse("party", kwargs={"slug": slug, "uuid": organization.uuid})
    return redirect(f"{page}#post-{found.uuid}")
