"""Django's admin over the same models, as somebody would set it up who wants it fast: nothing is shown by name.

Lists select what they show; choices of other entries are numbers, not lists of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib import admin
from django.urls import include, path
from typing_extensions import override

from servanda.instruments.models import Instrument, Provision, Responsibility, Timing
from servanda.meetings.models import AgendaItem, Meeting
from servanda.progress.models import Update
from servanda.search.models import Piece

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

    ModelAdmin = admin.ModelAdmin[Model]
    TabularInline = admin.TabularInline[Model, Model]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline


class OpenAdmin(ModelAdmin):
    """An admin of rows that whoever asks may see and change."""

    show_full_result_count = False

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    @override
    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return True

    @override
    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return True

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class OpenInline(TabularInline):
    """Rows below another one, as open as that."""

    extra = 0
    has_view_permission = OpenAdmin.has_view_permission
    has_change_permission = OpenAdmin.has_change_permission
    has_add_permission = OpenAdmin.has_delete_permission
    has_delete_permission = OpenAdmin.has_delete_permission


class ProvisionRows(OpenInline):
    """The points of an instrument."""

    model = Provision
    raw_id_fields = ("register", "side", "merged_into", "instrument")


class AgendaRows(OpenInline):
    """The points of an agenda."""

    model = AgendaItem
    raw_id_fields = ("register", "side", "merged_into", "meeting", "provision")


class InstrumentAdmin(OpenAdmin):
    """An instrument with all its points below it."""

    inlines: ClassVar = [ProvisionRows]
    raw_id_fields = ("register", "side", "merged_into", "made_from")


class MeetingAdmin(OpenAdmin):
    """A meeting with its agenda below it."""

    inlines: ClassVar = [AgendaRows]
    raw_id_fields = ("register", "side", "merged_into", "series", "record")


class ProvisionAdmin(OpenAdmin):
    """The list of commitments with owner, deadline and last word, a hundred a page, as admins are written."""

    list_display = ("label", "instrument", "owner", "due", "last_word")
    list_filter = ("kind", "consent")
    list_select_related = ("instrument",)

    def owner(self, provision: Provision) -> str:
        found = Responsibility.objects.filter(
            wording__provision=provision, wording__to_edition=None
        )
        return ", ".join(found.values_list("party__label", flat=True))

    def due(self, provision: Provision) -> str:
        found = Timing.objects.filter(wording__provision=provision, wording__to_edition=None)
        return found.values_list("due", flat=True).first() or ""

    def last_word(self, provision: Provision) -> str:
        found = provision.updates.select_related("value").order_by("-stated_on", "-id").first()
        return f"{found.value}, {found.stated_on}" if found else ""


class UpdateAdmin(OpenAdmin):
    """The list of updates with four filters, fifty a page."""

    list_display = ("stated_on", "provision", "assessor", "value", "language")
    list_filter = ("value", "language", "effective_visibility", "stated_on")
    list_select_related = ("provision", "assessor", "value")
    list_per_page = 50
    search_fields = ("narrative",)


class Site(admin.AdminSite):
    """A site that lets everybody in who is signed in."""

    @override
    def has_permission(self, request: HttpRequest) -> bool:
        return True


site = Site()
site.register(Instrument, InstrumentAdmin)
site.register(Meeting, MeetingAdmin)
site.register(Provision, ProvisionAdmin)
site.register(Update, UpdateAdmin)
site.register(Piece, OpenAdmin)
urlpatterns = [path("admin/", site.urls), path("", include("servanda.urls"))]
