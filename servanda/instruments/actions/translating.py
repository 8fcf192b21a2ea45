"""Translating a provision in place, checking a translation, and which texts are authoritative."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.actions.originals import require_read
from servanda.instruments.models import Provision, Wording, WordingText
from servanda.registers.actions import ChangedMeanwhile, Changes, Mandate, change
from servanda.registers.models import Desk
from servanda.registers.rules import Ability, is_same_text, writable


def translate_provision(
    mandate: Mandate, *, provision: Provision, language: str, text: str, seen: str
) -> WordingText:
    """Write the present wording of a provision in another language: no new wording comes of it.

    The words of the original that it renders are kept beside it, so a translation of other words is
    known as stale. A draft that leaves the translation as it is has it as well. Whoever is changing
    the wording meanwhile sees both versions. `seen` is the translation that stood when the person
    began: raises ChangedMeanwhile for another. Raises ValidationError for the language of the
    original, whose words are changed under an edition, and for an empty text.
    """
    told = writable(text).strip()
    if not told:
        raise ValidationError({"text": _("A translation has words.")})
    with change(mandate, "translate_provision", Ability.EDIT) as changes:
        wording, original = _present(mandate.desk, provision)
        if original.language == language:
            raise ValidationError(
                {"language": _("This is the language of the original: change it under an edition.")}
            )
        there = wording.texts.filter(language=language).first()
        if not is_same_text(there.text if there else "", seen):
            raise ChangedMeanwhile(there.text if there else "")
        if there is None:
            there = changes.create(_translation(wording, language, told, renders=original.text))
        else:
            there.text, there.renders, there.checked_by = told, original.text, None
            changes.rewrite(there)
        changes.count(wording)
        _let_draft_follow(changes, there, seen)
        return there


def check_translation(mandate: Mandate, *, text: WordingText, seen: str, read: str = "") -> None:
    """Say that a translation was read beside the original as it stands now and is right.

    Raises ChangedMeanwhile where it is not the text that the person read, where its wording is not in
    force any more, or where the original is not the one whose mark is `read`.
    """
    with change(mandate, "check_translation", Ability.EDIT) as changes:
        text.refresh_from_db()
        is_present = Wording.objects.present().filter(pk=text.of_id).exists()
        if not is_present or not is_same_text(text.text, seen):
            raise ChangedMeanwhile(text.text)
        original = text.of.texts.filter(is_original=True).order_by("pk").first()
        text.renders = original.text if original else ""
        require_read(text.renders, read)
        text.checked_by = mandate.desk.account
        changes.rewrite(text)
        changes.count(text.of)
        _let_draft_follow(changes, text, text.text)


def put_authoritative(
    mandate: Mandate,
    *,
    provisions: Collection[Provision],
    languages: Collection[str],
    seen: Collection[str] | None = None,
) -> None:
    """Say in which languages the present texts of some provisions are authoritative; several may be.

    A provision that has no text in any of them stays as it is. `seen` are the languages that were
    authoritative when the person began: raises ChangedMeanwhile for others.
    """
    if not any(languages):
        raise ValidationError({"languages": _("At least one text is authoritative.")})
    with change(mandate, "put_authoritative", Ability.EDIT) as changes:
        present = Wording.objects.visible_to(mandate.desk).present()
        wordings = present.filter(provision__in=provisions)
        texts = list(WordingText.objects.filter(of__in=wordings).order_by("pk"))
        stands = {text.language for text in texts if text.is_authoritative}
        if seen is not None and set(seen) != stands:
            raise ChangedMeanwhile(stands)
        meant = {text.of_id for text in texts if text.language in languages}
        otherwise = [
            text
            for text in texts
            if text.of_id in meant and text.is_authoritative != (text.language in languages)
        ]
        for text in otherwise:
            text.is_authoritative = not text.is_authoritative
        changes.rewrite_all(otherwise)


def _present(desk: Desk, provision: Provision) -> tuple[Wording, WordingText]:
    original = Wording.objects.visible_to(desk).original_of(provision)
    if original is None:
        raise ValidationError(_("This provision has no text now that could be translated."))
    return original.of, original


def _translation(wording: Wording, language: str, told: str, *, renders: str) -> WordingText:
    new = WordingText(of=wording, language=language, text=told, renders=renders)
    new.is_original = new.is_authoritative = False
    return new


def _let_draft_follow(changes: Changes, text: WordingText, former: str) -> None:
    """Let a draft say a translation too, unless it has other words of its own in that language."""
    drafts = Wording.objects.filter(from_edition__is_draft=True, to_edition=None)
    draft = drafts.filter(provision=text.of.provision_id).exclude(pk=text.of_id).first()
    if draft is None:
        return
    there = draft.texts.filter(language=text.language).first()
    if there is None:
        changes.create(_translation(draft, text.language, text.text, renders=text.renders))
    elif there.is_original or not is_same_text(there.text, former):
        return
    else:
        there.text, there.renders, there.checked_by = text.text, text.renders, text.checked_by
        changes.rewrite(there)
    changes.count(draft)
