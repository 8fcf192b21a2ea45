"""Writing a provision in plain language, checking that, and commenting on it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.instruments.actions.originals import require_original_read
from servanda.instruments.models import Comment, PlainText, Provision, Wording
from servanda.registers.actions import ChangedMeanwhile, Mandate, NotAllowed, change
from servanda.registers.rules import Ability, is_same_text, writable


def write_plain_text(
    mandate: Mandate, *, provision: Provision, language: str, text: str, seen: str
) -> PlainText:
    """Write what a provision says in plain language; it is unchecked until another reads it.

    `seen` is the text that stood when the person began: raises ChangedMeanwhile for another.
    """
    told = writable(text).strip()
    with change(mandate, "write_plain_text", Ability.EDIT) as changes:
        there = PlainText.objects.filter(of=provision, language=language).first()
        if not is_same_text(there.text if there else "", seen):
            raise ChangedMeanwhile(there.text if there else "")
        plain = there or PlainText(of=provision, language=language)
        plain.text = told
        _put_rendered(plain)
        plain.written_by, plain.checked_by = mandate.desk.account, None
        if there is None:
            return changes.create(plain)
        changes.rewrite(plain)
        return plain


def check_plain_text(mandate: Mandate, *, plain: PlainText, seen: str, read: str = "") -> None:
    """Say that a text in plain language was read and is right; its writer does not say so.

    Raises ChangedMeanwhile where it is not the text that the person read, or where the provision
    has other words than those whose mark is `read`.
    """
    with change(mandate, "check_plain_text", Ability.EDIT) as changes:
        plain.refresh_from_db()
        if not is_same_text(plain.text, seen):
            raise ChangedMeanwhile(plain.text)
        if plain.written_by_id == getattr(mandate.desk.account, "pk", None):
            raise ValidationError(_("Somebody else than its writer checks a text."))
        require_original_read(mandate.desk, plain.of, read)
        _put_rendered(plain)
        plain.checked_by = mandate.desk.account
        changes.rewrite(plain)


def _put_rendered(plain: PlainText) -> None:
    """Note which words of the provision a text renders: those that are in force."""
    original = Wording.objects.original_of(plain.of)
    plain.of_wording = original.of if original is not None else None
    plain.renders = original.text if original is not None else ""


def add_comment(mandate: Mandate, *, provision: Provision, text: str, visibility: str) -> Comment:
    """Comment on a provision, for the people of the register or for one's own side."""
    comment = Comment(
        provision=provision,
        text=text.strip(),
        author=mandate.desk.account,
        written_at=timezone.now(),
        visibility=visibility,
    )
    with change(mandate, "add_comment", Ability.NOTE) as changes:
        return changes.create(comment)


def remove_comment(mandate: Mandate, *, comment: Comment) -> None:
    """Take a comment away: its writer does, or an administrator; the history keeps it."""
    with change(mandate, "remove_comment", Ability.NOTE) as changes:
        is_own = comment.author_id == getattr(mandate.desk.account, "pk", None)
        if not is_own and not mandate.desk.may(Ability.ADMINISTER):
            raise NotAllowed(_("Who wrote a comment takes it away, or an administrator."))
        changes.remove(comment)
