"""The tree of the last edition changed: several added, moved, numbered or withdrawn in one step."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.instruments.actions.amending import (
    Seen,
    amended_all,
    end,
    last_edition,
    lasting_wording,
)
from servanda.instruments.actions.provisions import NewProvision, add_provision
from servanda.instruments.models import Consent, Edition, Instrument, Provision, Wording, tree_in
from servanda.instruments.rules import (
    Node,
    NotInTree,
    Tree,
    indented,
    lowered,
    outdented,
    raised,
    spread,
)
from servanda.registers.actions import Changes, EditConflict, Mandate, change
from servanda.registers.rules import Ability

Move = Callable[[Tree, Collection[int]], list[Node]]
MOVES: Mapping[str, Move] = {
    "indent": indented,
    "outdent": outdented,
    "up": raised,
    "down": lowered,
}


def lasting_tree(instrument: Instrument) -> Tree:
    """Return the tree of the last edition, a draft as well, for those who change it: one query."""
    lasting = Wording.objects.filter(provision__instrument=instrument, to_edition=None)
    return tree_in(lasting.filter(merged_into=None))


def add_provisions(
    mandate: Mandate,
    *,
    instrument: Instrument,
    after: Provision | None,
    under: Provision | None,
    news: Sequence[NewProvision],
) -> list[Provision]:
    """Add provisions one behind the other: behind one, or at the end of those under one.

    Raises ValidationError where the one they are to follow does not stand under the same.
    """
    with change(mandate, "add_provisions", Ability.EDIT):
        tree = lasting_tree(instrument)
        siblings = tree.below(under.pk if under else None)
        if after is not None and after.pk not in siblings:
            raise ValidationError(_("What it is to follow does not stand there any more."))
        at = siblings.index(after.pk) if after else len(siblings) - 1
        before = tree.nodes[siblings[at]].place if siblings else None
        later = (tree.nodes[one].place for one in siblings[at + 1 :])
        behind = next((place for place in later if before is None or place > before), None)
        places = spread(before, behind, len(news))
        return [
            add_provision(
                mandate, instrument=instrument, new=replace(new, parent=under, place=place)
            )
            for new, place in zip(news, places, strict=True)
        ]


def move_provisions(
    mandate: Mandate, *, instrument: Instrument, seen: Mapping[Provision, Seen], how: str
) -> int:
    """Move provisions a step, with all that they lead: `how` is one of MOVES. Return how many moved.

    Their siblings stay as they are. Raises EditConflict where one is not as it was seen.
    """
    with change(mandate, "move_provisions", Ability.EDIT) as changes:
        wordings = _wordings_seen(seen)
        moved = MOVES[how](lasting_tree(instrument), wordings.keys())
        edition = last_edition(instrument)
        _place(changes, edition, [(wordings[node.key], node) for node in moved])
        return len(moved)


def put_provision(
    mandate: Mandate, *, provision: Provision, under: Provision | None, at: int, seen: Seen | None
) -> None:
    """Let a provision stand under another of its instrument, as the so-manieth of those there.

    Raises ValidationError for one that it leads itself, and for one of another instrument.
    """
    with change(mandate, "move_provisions", Ability.EDIT) as changes:
        wording = lasting_wording(provision, seen)
        tree = lasting_tree(provision.instrument)
        if under is not None and under.pk not in tree.nodes:
            raise ValidationError(_("A provision stands under one of its own instrument."))
        try:
            tree.put(provision.pk, under.pk if under else None, at)
        except NotInTree as error:
            raise ValidationError(_("A provision cannot stand under one that it leads.")) from error
        edition = last_edition(provision.instrument)
        _place(changes, edition, [(wording, tree.nodes[provision.pk])])


def renumber_provisions(
    mandate: Mandate, *, codes: Mapping[Provision, str], seen: Mapping[Provision, Seen]
) -> int:
    """Give provisions other official numbers, as they are: repeating and restarting ones as well.

    Those that have the number already stay as they are. Return how many were given another one.
    """
    with change(mandate, "renumber_provisions", Ability.EDIT) as changes:
        wordings = _wordings_seen(seen)
        wanted = {wordings[one.pk]: code.strip() for one, code in codes.items()}
        other = [wording for wording, code in wanted.items() if wording.code != code]
        of_text: dict[Instrument, list[Wording]] = defaultdict(list)
        for wording in other:
            of_text[wording.provision.instrument].append(wording)
        for instrument, former in of_text.items():
            begun = amended_all(changes, former, last_edition(instrument))
            for was, wording in zip(former, begun, strict=True):
                wording.code = wanted[was]
            changes.update_all(begun)
    return len(other)


def withdraw_provisions(
    mandate: Mandate, *, instrument: Instrument, seen: Mapping[Provision, Seen]
) -> int:
    """Withdraw provisions, with all that they lead, from the last edition on; return how many.

    What they said in the editions before stays readable for ever.
    """
    with change(mandate, "withdraw_provisions", Ability.EDIT) as changes:
        wordings, tree = _wordings_seen(seen), lasting_tree(instrument)
        topmost = tree.topmost(wordings.keys())
        going = [one for key in topmost for one in (key, *tree.led_by(key))]
        _end(changes, last_edition(instrument), going)
        return len(going)


def withdraw_alone(
    mandate: Mandate, *, instrument: Instrument, seen: Mapping[Provision, Seen]
) -> int:
    """Withdraw provisions alone: what they lead stands where they stood. Return how many went."""
    with change(mandate, "withdraw_provisions", Ability.EDIT) as changes:
        wordings, tree = _wordings_seen(seen), lasting_tree(instrument)
        edition = last_edition(instrument)
        going = [key for key, _depth in tree.walk() if key in wordings]
        _hand_up(changes, tree, edition, going)
        _end(changes, edition, going)
        return len(going)


def _end(changes: Changes, edition: Edition, going: Sequence[int]) -> None:
    lasting = Wording.objects.filter(provision__in=going, to_edition=None)
    wordings = list(lasting.select_related("provision").order_by("pk"))
    end(changes, wordings, edition)
    if edition.is_draft:
        return
    provisions = [wording.provision for wording in wordings]
    for provision in provisions:
        provision.consent = Consent.WITHDRAWN
    changes.update_all(provisions)


def _hand_up(changes: Changes, tree: Tree, edition: Edition, going: Sequence[int]) -> None:
    """Let what is led by those that go stand where the nearest one that stays leads."""
    for key in reversed(going):
        under = tree.parent_of(key)
        for step, led in enumerate(list(tree.below(key)), start=1):
            tree.put(led, under, tree.below(under).index(key) + step)
    gone = set(going)
    stored = Wording.objects.filter(provision__in=tree.nodes.keys() - gone, to_edition=None)
    led_on = stored.filter(parent__in=gone).select_related("provision").order_by("pk")
    _place(changes, edition, [(one, tree.nodes[one.provision_id]) for one in led_on])


def _place(changes: Changes, edition: Edition, placed: Sequence[tuple[Wording, Node]]) -> None:
    """Let an edition tell of some wordings that they stand where their nodes do."""
    begun = amended_all(changes, [wording for wording, _node in placed], edition)
    for wording, (_former, node) in zip(begun, placed, strict=True):
        wording.parent_id, (wording.order, wording.rank) = node.parent, node.place
    changes.update_all(begun)


def _wordings_seen(seen: Mapping[Provision, Seen]) -> dict[int, Wording]:
    """Return the lasting wordings of provisions by their keys: one query.

    Raises EditConflict for the first that is not as it was seen, ValidationError where one was
    withdrawn.
    """
    keys = [provision.pk for provision in seen]
    lasting = Wording.objects.filter(provision__in=keys, to_edition=None)
    found = {w.provision_id: w for w in lasting.select_related("provision__instrument")}
    for provision, was in seen.items():
        wording = found.get(provision.pk)
        if wording is None:
            lasting_wording(provision)
        elif Seen.of(wording) != was:
            raise EditConflict(wording, wording)
    return found
