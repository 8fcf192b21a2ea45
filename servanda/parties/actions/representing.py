"""Who speaks for which party, from when until when; handing all of it over to a successor."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.parties.models import Party, Representation
from servanda.parties.rules import days_left
from servanda.registers.actions import Changes, Mandate, change, pass_on_role
from servanda.registers.models import Account, Assignment
from servanda.registers.rules import Ability


def represent(
    mandate: Mandate, *, account: Account, party: Party, since: date, until: date | None = None
) -> Representation:
    """Let a person speak for a party from a day until another one, or until further notice.

    Raises ValidationError for days in the wrong order, a person who does not work in the
    register, and days on which the person speaks for the party already.
    """
    with change(mandate, "represent", Ability.ADMINISTER) as changes:
        if not Assignment.objects.filter(register=mandate.desk.register, account=account).exists():
            raise ValidationError({"account": _("This person does not work in the register.")})
        check_days(since, until)
        already = Representation.objects.filter(account=account, party=party)
        if already.during(since, until).exists():
            raise ValidationError(
                {"party": _("The person speaks for this party on some of these days already.")}
            )
        return changes.create(
            Representation(account=account, party=party, since=since, until=until)
        )


def end_representation(mandate: Mandate, *, representation: Representation, until: date) -> None:
    """Say on which day a person spoke for a party for the last time."""
    with change(mandate, "end_representation", Ability.ADMINISTER) as changes:
        check_days(representation.since, until)
        representation.until = until
        changes.rewrite(representation)


def hand_over(mandate: Mandate, *, source: Assignment, successor: Account) -> list[Representation]:
    """Pass on all that a person holds in the register, in one step and one record.

    The successor gets the role and the side, and speaks from today on for every party that the
    person speaks for today or later; the person is suspended, and all their sessions end. Returns
    what the successor has come to speak for: not the days on which they did so already. Raises what
    `pass_on_role` raises.
    """
    with change(mandate, "hand_over", Ability.ADMINISTER) as changes:
        changes.made += pass_on_role(source, successor)
        today = mandate.desk.today
        held = Representation.objects.filter(register=mandate.desk.register, account=source.account)
        lasting = held.during(today, None).select_related("account", "party").order_by("pk")
        return [taken for one in lasting for taken in _pass_on(changes, one, successor, today)]


def _pass_on(
    changes: Changes, held: Representation, successor: Account, today: date
) -> list[Representation]:
    """Let the successor speak from today on; what has not begun yet begins as it was to."""
    spoken = Representation.objects.filter(account=successor, party=held.party)
    left = days_left(
        (max(held.since, today), held.until), taken=spoken.values_list("since", "until")
    )
    if held.since < today:
        held.until = today - timedelta(days=1)
        changes.rewrite(held)
    else:
        changes.remove(held)
    return [
        changes.create(
            Representation(account=successor, party=held.party, since=since, until=until)
        )
        for since, until in left
    ]


def check_days(since: date, until: date | None) -> None:
    """Refuse days in the wrong order."""
    if until is not None and until < since:
        raise ValidationError({"until": _("The last day is before the first one.")})
