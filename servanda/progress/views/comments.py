"""What people wrote beside a provision, as its page shows it: plain language and comments."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from servanda.instruments.actions import mark_of
from servanda.instruments.models import Comment, PlainText, Provision
from servanda.progress.views.facts import language_name
from servanda.registers.models import Desk
from servanda.registers.rules import Ability, Visibility


@dataclass(frozen=True)
class PlainOnPage:
    """A text in plain language with how far it can be relied on; `may_check` whoever may do so.

    `read` marks the words of the provision beside which the page shows it.
    """

    text: PlainText
    language: str
    standing: str
    read: str
    may_check: bool


@dataclass(frozen=True)
class CommentOnPage:
    """A comment with its writer, for people of the register only; `may_remove` whoever may."""

    comment: Comment
    author: str
    is_own_side: bool
    may_remove: bool


def plain_texts(desk: Desk, found: Provision, original: str) -> list[PlainOnPage]:
    """Return the texts of a provision in plain language; to visitors those that were checked.

    `original` has the words of the provision as they are in force, beside which they are read.
    """
    rows = PlainText.objects.filter(of=found).order_by("language")
    own = desk.account.pk if desk.account else None
    return [
        PlainOnPage(
            text=row,
            language=language_name(row.language),
            standing=_standing(row, original),
            read=mark_of(original),
            may_check=desk.can_edit and row.checked_by_id is None and row.written_by_id != own,
        )
        for row in rows
        if row.checked_by_id is not None or desk.role is not None
    ]


def comments_on(desk: Desk, found: Provision) -> list[CommentOnPage]:
    """Return the comments on a provision that the person may see; none to visitors."""
    if desk.role is None:
        return []
    own = desk.account.pk if desk.account else None
    rows = Comment.objects.visible_to(desk).on(found).select_related("author")
    return [
        CommentOnPage(
            comment=row,
            author=str(row.author or ""),
            is_own_side=row.visibility == Visibility.OWN_SIDE,
            may_remove=row.author_id == own or desk.may(Ability.ADMINISTER),
        )
        for row in rows
    ]


def _standing(row: PlainText, original: str) -> str:
    said = [_("checked") if row.checked_by_id else _("not checked")]
    if row.renders not in ("", original):  # empty: written before its words were noted
        said.append(_("of an earlier wording"))
    return ", ".join(said)
