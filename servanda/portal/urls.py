"""Addresses of the list of registers, signing in, the language, and a register's home."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from servanda.portal.views.access import entry_access
from servanda.portal.views.account import account, end_own_sessions
from servanda.portal.views.accounts import (
    account_factors_off,
    account_restore,
    account_suspend,
    accounts,
    one_account,
)
from servanda.portal.views.addresses import door_addresses
from servanda.portal.views.bulk import list_change
from servanda.portal.views.bulk_task import list_change_task
from servanda.portal.views.checkpoint import checkpoint, checkpoint_file, checkpoint_mail
from servanda.portal.views.document import document
from servanda.portal.views.document_page import document_page
from servanda.portal.views.handing_over import hand_over
from servanda.portal.views.history import entry_history, history
from servanda.portal.views.home import register_home
from servanda.portal.views.inviting import invitation_new, invitation_revoke
from servanda.portal.views.joining import joining
from servanda.portal.views.list_files import list_csv, list_xlsx
from servanda.portal.views.lists import entry_list
from servanda.portal.views.member import (
    member,
    member_end_sessions,
    member_represent,
    member_restore,
    member_suspend,
    representation_end,
)
from servanda.portal.views.patterns import patterns
from servanda.portal.views.people import people
from servanda.portal.views.record import record
from servanda.portal.views.registers import registers
from servanda.portal.views.restoring import restore
from servanda.portal.views.saved_views import (
    saved_view,
    saved_view_edit,
    saved_view_remove,
    saved_view_share,
    view_new,
)
from servanda.portal.views.search import search_all, search_page
from servanda.portal.views.settings import register_new, register_settings, side_new
from servanda.portal.views.timeline import timeline
from servanda.portal.views.twins import merging, twins
from servanda.portal.views.undoing import undo

urlpatterns = [
    path("", registers, name="registers"),
    *door_addresses,
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("sign-out/", LogoutView.as_view(), name="account_logout"),
    path("account/", account, name="account"),
    path("account/end-sessions/", end_own_sessions, name="end-own-sessions"),
    path("accounts/", accounts, name="accounts"),
    path("accounts/<uuid:account>/", one_account, name="one-account"),
    path("accounts/<uuid:account>/suspend/", account_suspend, name="account-suspend"),
    path("accounts/<uuid:account>/restore/", account_restore, name="account-restore"),
    path(
        "accounts/<uuid:account>/second-factors-off/",
        account_factors_off,
        name="account-factors-off",
    ),
    path("language/", require_POST(set_language), name="set_language"),
    path("search/", search_all, name="search-all"),
    path("r/<slug:slug>/", register_home, name="register"),
    path("r/<slug:slug>/document/<uuid:uuid>/", document, name="document"),
    path("r/<slug:slug>/search/", search_page, name="search"),
    path("r/<slug:slug>/list/<slug:kind>/", entry_list, name="list"),
    path("r/<slug:slug>/meetings/", entry_list, {"kind": "meeting"}, name="meetings"),
    path("r/<slug:slug>/instruments/", entry_list, {"kind": "instrument"}, name="instruments"),
    path("r/<slug:slug>/parties/", entry_list, {"kind": "party"}, name="parties"),
    path("r/<slug:slug>/documents/", entry_list, {"kind": "document"}, name="documents"),
    path(
        "r/<slug:slug>/document/<uuid:uuid>/page/<int:number>/",
        document_page,
        name="document-page",
    ),
    path("r/<slug:slug>/list/<slug:kind>/save/", view_new, name="view-new"),
    path("r/<slug:slug>/view/<uuid:uuid>/", saved_view, name="saved-view"),
    path("r/<slug:slug>/view/<uuid:uuid>/edit/", saved_view_edit, name="saved-view-edit"),
    path("r/<slug:slug>/view/<uuid:uuid>/share/", saved_view_share, name="saved-view-share"),
    path("r/<slug:slug>/view/<uuid:uuid>/remove/", saved_view_remove, name="saved-view-remove"),
    path("r/<slug:slug>/list/<slug:kind>.csv", list_csv, name="list-csv"),
    path("r/<slug:slug>/list/<slug:kind>.xlsx", list_xlsx, name="list-xlsx"),
    path("r/<slug:slug>/list/<slug:kind>/change/", list_change, name="list-change"),
    path("r/<slug:slug>/list/change/<uuid:uuid>/", list_change_task, name="list-change-task"),
    path("r/<slug:slug>/timeline/", timeline, name="timeline"),
    path("r/<slug:slug>/history/", history, name="history"),
    path("r/<slug:slug>/history/checkpoint/", checkpoint, name="checkpoint"),
    path("r/<slug:slug>/history/checkpoint/mail/", checkpoint_mail, name="checkpoint-mail"),
    path("r/<slug:slug>/history/checkpoint.txt", checkpoint_file, name="checkpoint-file"),
    path("r/<slug:slug>/history/<slug:kind>/<uuid:uuid>/", entry_history, name="entry-history"),
    path("r/<slug:slug>/history/<slug:kind>/<uuid:uuid>/<int:sequence>/", restore, name="restore"),
    path("r/<slug:slug>/access/<slug:kind>/<uuid:uuid>/", entry_access, name="entry-access"),
    path("r/<slug:slug>/record/<uuid:uuid>/", record, name="history-record"),
    path("r/<slug:slug>/record/<uuid:uuid>/undo/", undo, name="undo"),
    path("r/<slug:slug>/twins/", twins, name="twins"),
    path("r/<slug:slug>/twins/<slug:kind>/<uuid:uuid>/<uuid:into>/", merging, name="merge"),
    path("join/", joining, name="join"),
    path("registers/new/", register_new, name="register-new"),
    path("r/<slug:slug>/settings/", register_settings, name="register-settings"),
    path("r/<slug:slug>/settings/side/", side_new, name="side-new"),
    path("r/<slug:slug>/people/", people, name="people"),
    path("r/<slug:slug>/people/invite/", invitation_new, name="invitation-new"),
    path(
        "r/<slug:slug>/people/invitation/<uuid:uuid>/revoke/",
        invitation_revoke,
        name="invitation-revoke",
    ),
    path(
        "r/<slug:slug>/people/representation/<uuid:uuid>/end/",
        representation_end,
        name="representation-end",
    ),
    path("r/<slug:slug>/people/<uuid:uuid>/", member, name="member"),
    path("r/<slug:slug>/people/<uuid:uuid>/represent/", member_represent, name="member-represent"),
    path("r/<slug:slug>/people/<uuid:uuid>/suspend/", member_suspend, name="member-suspend"),
    path("r/<slug:slug>/people/<uuid:uuid>/restore/", member_restore, name="member-restore"),
    path(
        "r/<slug:slug>/people/<uuid:uuid>/end-sessions/",
        member_end_sessions,
        name="member-end-sessions",
    ),
    path("r/<slug:slug>/people/<uuid:uuid>/hand-over/", hand_over, name="hand-over"),
    path("patterns/", patterns, name="patterns"),
]
