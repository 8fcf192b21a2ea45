"""Persons, the posts they hold, and between which days sources show them there."""

from datetime import date

from servanda.parties.models import Party, Person, PersonName, Post, Tenure
from servanda.reading.names import name_key
from servanda.registers.actions import Mandate, change
from servanda.registers.models.entries import NameKind
from servanda.registers.rules import Ability, writable


def create_person(
    mandate: Mandate, *, name: str, language: str = "", visibility: str = "register"
) -> Person:
    """Bring a person into the register, under the name of a source."""
    person = Person(label=name, visibility=visibility)
    with change(mandate, "create_person", Ability.EDIT) as changes:
        changes.create(person)
        add_person_name(mandate, person=person, text=name, kind=NameKind.FULL, language=language)
    return person


def add_person_name(
    mandate: Mandate, *, person: Person, text: str, kind: str = NameKind.ALIAS, language: str = ""
) -> PersonName:
    """Add a spelling to a person; one the person already has is returned as it is."""
    with change(mandate, "add_person_name", Ability.EDIT) as changes:
        text = writable(text)
        found = PersonName.objects.filter(of=person, text=text).first()
        if found is not None:
            return found
        name = PersonName(of=person, kind=kind, language=language)
        name.put_text(text)
        return changes.create(name)


def ensure_post(
    mandate: Mandate, *, title: str, organization: Party | None, visibility: str = "register"
) -> Post:
    """Return the post of this title in this organization; made when the register has none."""
    key = name_key(title)[:300]
    with change(mandate, "create_post", Ability.EDIT) as changes:
        posts = Post.objects.visible_to(mandate.desk)
        found = posts.filter(key=key, organization=organization).first()
        if found is not None:
            return found
        post = Post(label=title, key=key, organization=organization, visibility=visibility)
        return changes.create(post)


def ensure_tenure(
    mandate: Mandate, *, person: Person, post: Post, seen_on: date | None, seen: str = ""
) -> Tenure:
    """Return the person's tenure of a post, widened to the day a source shows them in it.

    `seen_on` is the day by which the source shows it, None when it has no date; `seen` is the
    same as vague as the source has it (EDTF), the day itself when empty.
    """
    told = seen or (seen_on.isoformat() if seen_on else "")
    with change(mandate, "ensure_tenure", Ability.EDIT) as changes:
        tenures = Tenure.objects.visible_to(mandate.desk)
        found = tenures.filter(person=person, post=post).first()
        if found is None:
            tenure = Tenure(person=person, post=post, visibility=person.visibility)
            _widen(tenure, seen_on, told)
            return changes.create(tenure)
        _widen(found, seen_on, told)
        changes.update(found)
        return found


def _widen(tenure: Tenure, day: date | None, told: str) -> None:
    """Let a tenure reach to a day on which a source shows it."""
    if day is None:
        return
    if tenure.known_from is None or day < tenure.known_from:
        tenure.known_from, tenure.known_from_edtf = day, told
    if tenure.known_until is None or day > tenure.known_until:
        tenure.known_until, tenure.known_until_edtf = day, told
