"""What people rejected and changed in a register, as test cases for the reading."""

from collections.abc import Iterator

from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr
from django.utils.translation import gettext as _

from servanda.registers.actions import NotAllowed
from servanda.registers.models import Desk
from servanda.registers.rules import Ability
from servanda.review.models import Proposal, ProposalState
from servanda.review.rules.cases import AROUND, Case, told_as_case

CHUNK = 500
TAUGHT = (ProposalState.REJECTED, ProposalState.CHANGED)


def cases_of(desk: Desk) -> Iterator[dict[str, object]]:
    """Yield the cases that a person may see, in the order of the decisions: one query.

    Each names its document and bears its handling marking. Raises NotAllowed for who may not
    decide on proposals.
    """
    if not desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    return _cases(desk)


def _cases(desk: Desk) -> Iterator[dict[str, object]]:
    # The database cuts out the words around each, so that no whole text is loaded for it.
    begin = Greatest(F("start") - AROUND, Value(0))
    length = F("end") - F("start") + 2 * AROUND
    taught = Proposal.objects.visible_to(desk).filter(state__in=TAUGHT)
    rows = (
        taught.select_related("run__version__document")
        .defer("run__version__text", "grounds")
        .annotate(window=Substr("run__version__text", begin + 1, length))
        .order_by("decided_at", "id")
    )
    for proposal in rows.iterator(chunk_size=CHUNK):
        yield _case(proposal, vars(proposal)["window"])


def _case(proposal: Proposal, window: str) -> dict[str, object]:
    document = proposal.run.version.document
    case = Case(
        kind=proposal.kind,
        found=proposal.found,
        accepted=proposal.accepted,
        quote=proposal.quote,
        window=window,
        at=min(proposal.start, AROUND),
        state=proposal.state,
        reason=proposal.reason,
    )
    return {
        "document": {
            "title": document.title,
            "uuid": str(document.uuid),
            "version": proposal.run.version.number,
            "handling": document.handling,
        },
        "language": document.language or None,
        "published": document.published or None,
        **told_as_case(case),
    }
