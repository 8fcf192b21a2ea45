"""Saying who adopted an instrument: when, by whose hand, with which reserve, in force from when."""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.models import Adoption, Instrument
from servanda.parties.actions import ensure_tenure
from servanda.parties.models import Party, Person, Post
from servanda.registers.actions import Changes, Mandate, change
from servanda.registers.models import Desk, put_date
from servanda.registers.rules import Ability
from servanda.sources.actions import Words, cite_words


@dataclass(frozen=True)
class AdoptionFacts:
    """How a party adopted an instrument; dates are EDTF, empty where they are unknown.

    `qualified` is a Qualification or empty, `qualification` the words of the reserve.
    """

    date: str = ""
    date_words: str = ""
    signatory: Person | None = None
    post: Post | None = None
    qualified: str = ""
    qualification: str = ""
    force: str = ""
    force_words: str = ""

    @classmethod
    def of(cls, adoption: Adoption) -> "AdoptionFacts":
        """Return the facts of an adoption as they stand."""
        return cls(**{name: getattr(adoption, name) for name in cls.__dataclass_fields__})


def adopt_instrument(
    mandate: Mandate, *, instrument: Instrument, party: Party, date: str | None, words: str = ""
) -> Adoption:
    """Say that a party adopted an instrument, on a day (EDTF) where it is known; said once."""
    with change(mandate, "adopt_instrument", Ability.EDIT) as changes:
        found = Adoption.objects.filter(instrument=instrument, party=party).first()
        if found is not None:
            return found
        facts = AdoptionFacts(date=date or "", date_words=words)
        return _create(changes, instrument, party, facts)


def add_adoption(
    mandate: Mandate,
    *,
    instrument: Instrument,
    party: Party,
    facts: AdoptionFacts,
    source: Words | None = None,
) -> Adoption:
    """Say how a party adopted an instrument, or that it did not sign.

    A signatory held the post on the day: the tenure is widened to it. Raises ValidationError where
    the party's adoption is known already, and for a date that is none.
    """
    with change(mandate, "add_adoption", Ability.EDIT) as changes:
        if Adoption.objects.filter(instrument=instrument, party=party).exists():
            raise ValidationError({"party": _("How this party adopted it is known already.")})
        adoption = _create(changes, instrument, party, facts)
        _show_in_post(mandate, adoption)
        cite_words(mandate, entry=adoption, words=source, fields=_told(facts))
        return adoption


def change_adoption(
    mandate: Mandate,
    *,
    adoption: Adoption,
    facts: AdoptionFacts,
    revision: int,
    source: Words | None = None,
) -> Adoption:
    """Replace how a party adopted an instrument; `revision` is the one the person saw.

    Where nobody is named, a signatory or a post that the person may not see stays. Raises
    EditConflict when somebody changed it since, ValidationError for a date that is none.
    """
    with change(mandate, "change_adoption", Ability.EDIT) as changes:
        _put(adoption, _with_hidden(mandate.desk, adoption, facts))
        changes.update(adoption, revision=revision)
        _show_in_post(mandate, adoption)
        cite_words(mandate, entry=adoption, words=source, fields=_told(facts))
    return adoption


def _with_hidden(desk: Desk, adoption: Adoption, facts: AdoptionFacts) -> AdoptionFacts:
    """Return facts with the signatory and the post that a person did not see and left empty."""
    people = Person.objects.visible_to(desk).filter(pk=adoption.signatory_id or 0)
    posts = Post.objects.visible_to(desk).filter(pk=adoption.post_id or 0)
    if facts.signatory is None and not people.exists():
        facts = replace(facts, signatory=adoption.signatory)
    if facts.post is None and not posts.exists():
        facts = replace(facts, post=adoption.post)
    return facts


def _create(
    changes: Changes, instrument: Instrument, party: Party, facts: AdoptionFacts
) -> Adoption:
    adoption = Adoption(instrument=instrument, party=party, visibility=instrument.visibility)
    _put(adoption, facts)
    return changes.create(adoption)


def _put(adoption: Adoption, facts: AdoptionFacts) -> None:
    adoption.signatory, adoption.post = facts.signatory, facts.post
    adoption.qualified, adoption.qualification = facts.qualified, facts.qualification
    put_date(adoption, "date", edtf=facts.date or None, words=facts.date_words)
    put_date(adoption, "force", edtf=facts.force or None, words=facts.force_words)


def _told(facts: AdoptionFacts) -> list[str]:
    """Name the fields that stand on the source of an adoption: those of which something is said."""
    given = [name for name in ("date", "signatory", "qualification", "force") if vars(facts)[name]]
    return given or ["party"]


def _show_in_post(mandate: Mandate, adoption: Adoption) -> None:
    """Let the tenure of the signatory reach to the day of the signature."""
    if adoption.signatory is None or adoption.post is None:
        return
    ensure_tenure(
        mandate,
        person=adoption.signatory,
        post=adoption.post,
        seen_on=adoption.date_latest,
        seen=adoption.date,
    )
