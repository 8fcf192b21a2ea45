"""Pages beside a provision: its consent, its ties, plain language, comments."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from servanda.instruments.actions import (
    NewLink,
    OriginalChanged,
    add_comment,
    check_plain_text,
    mark_of,
    put_consent,
    remove_comment,
    remove_link,
    tie_provisions,
    write_plain_beside,
)
from servanda.instruments.models import (
    Comment,
    Link,
    PlainText,
    Provision,
    Wording,
    WordingText,
)
from servanda.progress.forms.comments import CommentForm, ConsentForm, LinkForm, PlainTextForm
from servanda.progress.views.entry_forms import (
    FormPage,
    conflict_page,
    form_page,
    require_editor,
    save_by_form,
)
from servanda.progress.views.points import entry_url, provisions_seen
from servanda.progress.views.provision import provision_trail
from servanda.registers.actions import ChangedMeanwhile, EditConflict, NotAllowed
from servanda.registers.models import Desk
from servanda.registers.models.entries import is_seen_at, is_within_reach
from servanda.registers.rules import Ability
from servanda.registers.views import RegisterRequest, TwoVersions, register_page


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def consent_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say how far a provision is agreed, on the words of a document."""
    desk = request.desk
    found = _to_change(desk, uuid)
    page = page_about(desk, found, heading=_("How far it is agreed"), save=_("Save the consent"))
    stands = {"consent": found.consent, "revision": found.revision}
    form = ConsentForm(request.POST or None, initial=stands, desk=desk)
    try:
        return save_by_form(
            request,
            page,
            form,
            lambda: put_consent(
                request.mandate,
                provision=found,
                consent=form.cleaned_data["consent"],
                revision=form.cleaned_data["revision"] or 0,
                words=form.source,
            ),
        )
    except EditConflict as conflict:
        now = {"consent": Provision.objects.get(pk=found.pk).consent}
        revision = conflict.current.revision
        return conflict_page(request, page, form, stands=now, revision=revision)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def link_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Tie a provision to another one, in the same or another instrument."""
    desk = request.desk
    found = _to_change(desk, uuid)
    page = page_about(desk, found, heading=_("Tie it to another provision"), save=_("Save the tie"))
    form = LinkForm(request.POST or None, desk=desk)

    def save() -> None:
        said = form.cleaned_data
        new = NewLink(said["kind"], said["reason"], form.source)
        tie_provisions(request.mandate, source=found, target=said["other"], new=new)

    return save_by_form(request, page, form, save, part="links")


@require_POST
@register_page
def link_remove(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Take a tie between two provisions away."""
    desk = request.desk
    both = is_seen_at(desk, "from_provision__") & is_within_reach(desk, "to_provision__")
    links = Link.objects.visible_to(desk).filter(both).select_related("from_provision")
    link = get_object_or_404(links, uuid=uuid)
    found = _to_change(desk, link.from_provision.uuid)
    remove_link(request.mandate, link=link)
    messages.success(request, _("Taken away. The history of the provision keeps it."))
    return redirect(entry_url(desk, "provision", found))


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def plain_text_edit(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Write a provision in plain language; whoever comes second sees what the first wrote."""
    desk = request.desk
    found = _to_change(desk, uuid)
    page = page_about(desk, found, heading=_("In plain language"), save=_("Save the text"))
    asked = request.GET.get("language") or get_language() or "en"
    there = PlainText.objects.filter(of=found, language=asked).first()
    text = there.text if there else ""
    stands = {"language": asked, "text": text, "seen": text, "read": read_on(desk, found)}
    form = PlainTextForm(request.POST or None, initial=stands)
    page = replace(page, saved=_("Saved. Somebody else now checks it."))

    def save() -> None:
        write_plain_beside(request.mandate, provision=found, new=form.rendering())

    try:
        return save_by_form(request, page, form, save, part="plain")
    except OriginalChanged as changed:
        form.read_anew(str(changed.stands))
        return form_page(request, page, form)
    except ChangedMeanwhile as changed:
        return text_conflict(request, page, form, stands=str(changed.stands))


def text_conflict(
    request: RegisterRequest, page: FormPage, form: PlainTextForm, *, stands: str
) -> HttpResponse:
    """Show the text that stands beside the one the person wants; saving again replaces it."""
    wanted = form.cleaned_data["text"]
    data = form.data.copy()  # type: ignore[attr-defined]  # what was sent
    data["seen"] = stands
    form.data = data
    differences = [TwoVersions(str(form.fields["text"].label), stands, wanted)]
    return form_page(request, page, form, differences=differences)


@require_POST
@register_page
def plain_text_check(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Say that a text in plain language was read and is right."""
    desk = request.desk
    plain = get_object_or_404(PlainText.objects.select_related("of"), uuid=uuid)
    found = _to_change(desk, plain.of.uuid)
    try:
        read, seen = request.POST.get("read", ""), request.POST.get("seen", plain.text)
        check_plain_text(request.mandate, plain=plain, seen=seen, read=read)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody changed this meanwhile: look again."))
    else:
        messages.success(request, _("Saved."))
    return redirect(f"{entry_url(desk, 'provision', found)}#plain")


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def comment_new(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Comment on a provision, for the people of the register or for one's own side."""
    desk = request.desk
    found = get_object_or_404(provisions_seen(desk), uuid=uuid)
    if not desk.may(Ability.NOTE):
        raise NotAllowed(_("Your role in this register does not allow this."))
    page = page_about(desk, found, heading=_("Comment on it"), save=_("Save the comment"))
    form = CommentForm(request.POST or None, desk=desk)
    return save_by_form(
        request,
        page,
        form,
        lambda: add_comment(
            request.mandate,
            provision=found,
            text=form.cleaned_data["text"],
            visibility=form.cleaned_data["visibility"],
        ),
        part="comments",
    )


@require_POST
@register_page
def comment_remove(request: RegisterRequest, uuid: UUID) -> HttpResponse:
    """Take a comment away: who wrote it does, or an administrator."""
    desk = request.desk
    comments = Comment.objects.visible_to(desk).filter(is_seen_at(desk, "provision__"))
    comment = get_object_or_404(comments.select_related("provision"), uuid=uuid)
    if desk.role is None:
        raise NotAllowed(_("Your role in this register does not allow this."))
    remove_comment(request.mandate, comment=comment)
    messages.success(request, _("Taken away. The history of the provision keeps it."))
    return redirect(f"{entry_url(desk, 'provision', comment.provision)}#comments")


def page_about(desk: Desk, found: Provision, *, heading: str, save: str) -> FormPage:
    """Return what stands around a form about a provision."""
    return FormPage(
        kind=_("Provision"),
        heading=heading,
        about=found.label,
        url=entry_url(desk, "provision", found),
        save=save,
        trail=provision_trail(desk, found, itself=True),
        handling=desk.marking(found.handling, found.instrument.handling),
    )


def read_on(desk: Desk, found: Provision) -> str:
    """Return the mark of the words that a provision has in force, as far as the person sees them."""
    present = Wording.objects.visible_to(desk).present().filter(provision=found)
    texts = WordingText.objects.filter(of__in=present, is_original=True).order_by("pk")
    return mark_of(texts.values_list("text", flat=True).first() or "")


def _to_change(desk: Desk, uuid: UUID) -> Provision:
    found = get_object_or_404(provisions_seen(desk), uuid=uuid)
    require_editor(desk)
    return found
