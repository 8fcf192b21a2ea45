"""Which wordings are present ones: those that no later edition has replaced, drafts apart."""

from django.db.models import Q

from servanda.instruments.models.instruments import Edition


def is_present(leading: str = "") -> Q:
    """Say what holds of present wordings; `leading` is the way to them, one each (`wording__`).

    The wordings of an edition that is being made are none yet, and what they replace still is. Of a
    way that leads to many wordings it says nothing: choose the wordings first, then what leads there.
    The few drafts are named and not joined: SQLite would begin with all wordings of an edition.
    """
    drafts = Edition.objects.drafts().values("pk")
    lasting = Q(**{f"{leading}to_edition": None}) | Q(**{f"{leading}to_edition__in": drafts})
    return lasting & ~Q(**{f"{leading}from_edition__in": drafts})
