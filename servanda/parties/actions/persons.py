"""Persons, the posts they hold, and between which days sources show them there."""

from datetime import date

from servanda.parties.models import Party, Person, PersonName, Post, Tenure
from servanda.reading.names import name_key
from servanda.registers.actions import Mandate, change
from servanda.registers.models.entries import NameKind
from servanda.registers.rules import Ability


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
    found = PersonName.objects.filter(of=person, text=text).first()
    if found is not None:
        return found
    name = PersonName(of=person, kind=kind, language=language)
    name.put_text(text)
    with change(mandate, "add_person_name", Ability.EDIT) as changes:
        return changes.create(name)


def ensure_post(
    mandate: Mandate, *, title: str, organization: Party | None, visibility: str = "register"
) -> Post:
    """Return the post of this title in this organization; made when the register has none."""
    key = name_key(title)[:300]
    posts = Post.objects.visible_to(mandate.desk)
    found = posts.filter(key=key, organization=organization).first()
    if found is not None:
        return found
    post = Post(label=title, key=key, organization=organization, visibility=visibility)
    with change(mandate, "create_post", Ability.EDIT) as changes:
        return changes.create(post, under=[organization] if organization else [])


def ensure_tenure(mandate: Mandate, *, person: Person, post: Post, seen_on: date | None) -> Tenure:
    """Return the person's tenure of a post, widened to the day a source shows them in it.

    `seen_on` is the day of the source, None when it has no date.
    """
    tenures = Tenure.objects.visible_to(mandate.desk)
    found = tenures.filter(person=person, post=post).first()
    with change(mandate, "ensure_tenure", Ability.EDIT) as changes:
        if found is None:
            tenure = Tenure(person=person, post=post, known_from=seen_on, known_until=seen_on)
            tenure.visibility = person.visibility
            return changes.create(tenure, under=[person, post])
        if seen_on is not None:
            found.known_from = min(seen_on, found.known_from or seen_on)
            found.known_until = max(seen_on, found.known_until or seen_on)
            changes.update(found)
        return found
