"""A framework brought into the library, or brought up to its files: one action, one record."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from servanda.instruments.actions import (
    NewInstrument,
    NewProvision,
    NewRelation,
    Planted,
    change_instrument,
    create_instrument,
    plant_provisions,
    relate_instruments,
)
from servanda.instruments.actions.instruments import InstrumentFacts
from servanda.instruments.importing.frameworks.differing import (
    FrameworkDifference,
    difference_from,
)
from servanda.instruments.importing.frameworks.wanted import WantedText, wanted_of
from servanda.instruments.models import (
    Instrument,
    Link,
    Provision,
    ProvisionLabel,
    RelationKind,
    Wording,
)
from servanda.instruments.rules.frameworks import Framework
from servanda.registers.actions import Changes, Mandate, NotAllowed, change
from servanda.registers.models import Register
from servanda.registers.rules import Ability, Visibility

INSTALLED = "install_framework"
"""What the history calls it, the first time and when it is brought up to its files."""
PUBLIC = Visibility.PUBLIC.value


def library_there() -> Register | None:
    """Return the register that holds the frameworks; None before the first was installed."""
    return Register.objects.filter(is_library=True).order_by("pk").first()


def is_installed(framework: Framework) -> bool:
    """Tell whether the library holds a framework."""
    wanted = wanted_of(framework)
    names = Instrument.objects.filter(register=library_there(), uuid=wanted.texts[0].uuid)
    return names.exists()


def preview_framework(framework: Framework) -> FrameworkDifference:
    """Say what installing a framework would change; nothing is changed."""
    return difference_from(library_there(), wanted_of(framework))


def install_frameworks(
    mandate: Mandate, frameworks: Sequence[Framework]
) -> list[FrameworkDifference]:
    """Bring frameworks into the library, or up to their files; each is one record of the history.

    Ties to a framework that comes later among them are made too. Raises NotAllowed outside the library.
    """
    library = mandate.desk.register
    if not library.is_library:
        raise NotAllowed(_("Frameworks are installed in the library alone."))
    made = [_install(mandate, framework) for framework in frameworks]
    for number, framework in enumerate(frameworks):
        if made[number].untied:
            _install(mandate, framework)
    return made


def _install(mandate: Mandate, framework: Framework) -> FrameworkDifference:
    with change(mandate, INSTALLED, Ability.EDIT) as changes:
        asked = difference_from(mandate.desk.register, wanted_of(framework))
        instruments = dict(asked.held.instruments)
        for text in asked.texts:
            instruments[text.uuid] = create_instrument(mandate, new=_new(text))
        for text in asked.retitled:
            _retitle(mandate, instruments[text.uuid], text)
        provisions = {**asked.held.targets, **asked.held.provisions}
        for text in asked.wanted.texts:
            _plant(mandate, asked, instruments[text.uuid], text, provisions)
        for text in asked.texts:
            if text.groups is not None:
                relate_instruments(
                    mandate,
                    instrument=instruments[text.uuid],
                    other=instruments[text.groups],
                    new=NewRelation(RelationKind.GROUPS),
                )
        _reword(changes, asked)
        _put_labels(changes, asked, provisions)
        _put_links(changes, asked, provisions)
    return asked


def _new(text: WantedText) -> NewInstrument:
    return NewInstrument(
        title=text.title,
        kind=text.kind,
        abbreviation=text.abbreviation,
        aliases=text.aliases,
        symbol=text.symbol,
        language=text.language,
        visibility=PUBLIC,
        uuid=text.uuid,
    )


def _retitle(mandate: Mandate, instrument: Instrument, text: WantedText) -> None:
    facts = InstrumentFacts(text.title, instrument.kind, symbol=text.symbol)
    change_instrument(mandate, instrument=instrument, facts=facts, revision=instrument.revision)


def _plant(
    mandate: Mandate,
    asked: FrameworkDifference,
    instrument: Instrument,
    text: WantedText,
    provisions: dict[UUID, Provision],
) -> None:
    """Add the provisions of a text that are not there, each under the one above it."""
    missing = [one for of, one in asked.provisions if of.uuid == text.uuid]
    if not missing:
        return
    numbers = {one.uuid: number for number, one in enumerate(missing)}
    planted = []
    for one in missing:
        above = text.provisions[one.under].uuid if one.under is not None else None
        new = NewProvision(
            text=one.text,
            kind=one.kind,
            language=text.language,
            code=one.code,
            parent=provisions.get(above) if above else None,
            binds=False,
            visibility=PUBLIC,
            uuid=one.uuid,
        )
        planted.append(Planted(new, numbers.get(above) if above else None))
    made = plant_provisions(mandate, instrument=instrument, planted=planted)
    provisions.update({provision.uuid: provision for provision in made})


def _reword(changes: Changes, asked: FrameworkDifference) -> None:
    for one in asked.reworded:
        provision = asked.held.provisions[one.uuid]
        original = Wording.objects.original_of(provision)
        if original is not None and original.text != one.text:
            original.text = one.text
            changes.rewrite(original)
        provision.label, provision.kind = one.text, one.kind
        changes.update(provision)


def _put_labels(
    changes: Changes,
    asked: FrameworkDifference,
    provisions: dict[UUID, Provision],
) -> None:
    changes.remove_all(asked.dropped_labels)
    for name, wanted in asked.relabelled.items():
        row = asked.held.labels[name]
        row.text, row.certainty = wanted.text, wanted.certainty
        row.source, row.reviewed_by = wanted.source, wanted.reviewed_by
        changes.rewrite(row)
    changes.create_all(
        [
            ProvisionLabel(uuid=name, **{**vars(one), "provision": provisions[one.provision]})
            for name, one in asked.labels.items()
        ]
    )


def _put_links(
    changes: Changes,
    asked: FrameworkDifference,
    provisions: dict[UUID, Provision],
) -> None:
    changes.remove_all(asked.dropped_links)
    for name, wanted in asked.retied.items():
        link = asked.held.links[name]
        link.reason, link.strength = wanted.reason, wanted.strength
        changes.update(link)
    changes.create_all(
        [
            Link(
                uuid=name,
                from_provision=provisions[one.start],
                to_provision=provisions[one.target],
                kind=one.kind,
                reason=one.reason,
                strength=one.strength,
                visibility=PUBLIC,
            )
            for name, one in asked.links.items()
        ]
    )
