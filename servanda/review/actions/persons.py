"""Accepting persons with their posts."""

from servanda.meetings.models import MeetingStatus
from servanda.parties.actions import add_person_name, create_person, ensure_post, ensure_tenure
from servanda.parties.models import Person, Post
from servanda.review.actions.acceptance import AS_FOUND, Acceptance, Decision
from servanda.review.actions.matching import persons_alike, sure_match
from servanda.review.actions.parties import party_unless_rejected
from servanda.review.models import Proposal
from servanda.review.rules import several, words


def accept_person(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Person:
    """Make a proposal the person it names, new or known, in the post the text gives."""
    name = words(decision.fields(proposal), "name")
    person = _known_person(acceptance, proposal, decision)
    if person is None:
        person = _new_person(acceptance, name)
    elif acceptance.may_add_to(person):
        add_person_name(
            acceptance.mandate, person=person, text=name, language=acceptance.document.language
        )
    acceptance.settle(proposal, person, decision)
    post = post_of(acceptance, proposal)
    if post is not None:
        _show_in_post(acceptance, proposal, person, post)
    return person


def person_named(
    acceptance: Acceptance, name: str, *, cited_by: Proposal
) -> tuple[Person, Proposal | None]:
    """Return the person of this name with the proposal that gives the post."""
    proposal = acceptance.named(name, "person")
    if proposal is not None and proposal.entry is not None:
        return Person.objects.get(uuid=proposal.entry, register=acceptance.desk.register), proposal
    if proposal is not None:
        return accept_person(acceptance, proposal, AS_FOUND), proposal
    known = Person.objects.visible_to(acceptance.desk).named(name).order_by("id").first()
    if known is not None:
        return known, None
    made = _new_person(acceptance, name)
    acceptance.cite(made, cited_by, ["name"])
    return made, None


def post_of(acceptance: Acceptance, proposal: Proposal) -> Post | None:
    """Return the post a proposal gives its person, in its organization; None when it is silent."""
    fields = proposal.accepted or proposal.found
    title = words(fields, "post")
    if not title:
        return None
    organization = party_unless_rejected(
        acceptance, words(fields, "organization"), cited_by=proposal
    )
    visibility = acceptance.document.visibility
    return ensure_post(
        acceptance.mandate, title=title, organization=organization, visibility=visibility
    )


def _new_person(acceptance: Acceptance, name: str) -> Person:
    return create_person(
        acceptance.mandate,
        name=name,
        language=acceptance.document.language,
        visibility=acceptance.document.visibility,
    )


def _show_in_post(acceptance: Acceptance, proposal: Proposal, person: Person, post: Post) -> None:
    """Show a person in a post on the day of the text, or of the meeting where it shows them there.

    Where a person typed the post, no words carry it.
    """
    if not acceptance.may_add_to(person, post):
        return
    document = acceptance.document
    at_meeting = _is_at_a_meeting(acceptance, proposal)
    tenure = ensure_tenure(
        acceptance.mandate,
        person=person,
        post=post,
        seen_on=None if at_meeting else document.published_latest,
        seen=document.published,
    )
    fields = proposal.accepted or proposal.found
    if fields.get("post") == proposal.found.get("post"):
        acceptance.cite(tenure, proposal, ["post"])
        acceptance.cite(post, proposal, ["label"])


def _known_person(acceptance: Acceptance, proposal: Proposal, decision: Decision) -> Person | None:
    persons = Person.objects.visible_to(acceptance.desk)
    if decision.match is not None:
        return persons.get(uuid=decision.match)
    if decision.as_new:
        return None
    wanted = acceptance.wanted(proposal, decision)
    found = sure_match(persons_alike(acceptance.desk, [wanted])[0])
    return persons.get(uuid=found) if found else None


def _is_at_a_meeting(acceptance: Acceptance, proposal: Proposal) -> bool:
    """Tell whether the text shows the person at a meeting held: its day then counts."""
    name = words(proposal.found, "name")
    return any(
        name in several(meeting.found, "people")
        and words(meeting.found, "status") == MeetingStatus.HELD
        for meeting in acceptance.of_kind("meeting")
    )
