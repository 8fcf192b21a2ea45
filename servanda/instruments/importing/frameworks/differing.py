"""How the library differs from what the files of a framework ask for; nothing is changed here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from servanda.instruments.importing.frameworks.wanted import (
    Wanted,
    WantedLabel,
    WantedLink,
    WantedProvision,
    WantedText,
)
from servanda.instruments.models import Instrument, Link, Provision, ProvisionLabel
from servanda.registers.models import Register


@dataclass(frozen=True)
class Held:
    """What the library holds of a framework, by public names."""

    instruments: Mapping[UUID, Instrument]
    provisions: Mapping[UUID, Provision]
    labels: Mapping[UUID, ProvisionLabel]
    links: Mapping[UUID, Link]
    targets: Mapping[UUID, Provision]
    """The provisions of other texts to which links are to lead, as far as they are there."""


@dataclass(frozen=True)
class FrameworkDifference:
    """What the files would change: what is new, what reads otherwise, what is no longer asked for.

    Provisions that are no longer asked for are kept, as registers may be tied to them.
    """

    wanted: Wanted
    held: Held
    texts: Sequence[WantedText]
    retitled: Sequence[WantedText]
    provisions: Sequence[tuple[WantedText, WantedProvision]]
    reworded: Sequence[WantedProvision]
    kept: Sequence[Provision]
    labels: Mapping[UUID, WantedLabel]
    relabelled: Mapping[UUID, WantedLabel]
    dropped_labels: Sequence[ProvisionLabel]
    links: Mapping[UUID, WantedLink]
    retied: Mapping[UUID, WantedLink]
    dropped_links: Sequence[Link]
    untied: Sequence[WantedLink]
    """Links to provisions of frameworks that are not installed."""

    @property
    def is_nothing(self) -> bool:
        """Tell whether the files ask for nothing that is not there."""
        return not any(
            (
                self.texts,
                self.retitled,
                self.provisions,
                self.reworded,
                self.labels,
                self.relabelled,
                self.dropped_labels,
                self.links,
                self.retied,
                self.dropped_links,
            )
        )

    def lines(self) -> Iterator[str]:
        """Give the difference line by line, as a person reads it before it is made."""
        yield from (f"+ text: {text.title}" for text in self.texts)
        yield from (f"~ text: {text.title}" for text in self.retitled)
        new = {one.uuid for one in self.texts}
        for text, one in self.provisions:
            if text.uuid not in new:
                yield f"+ {one.code}: {one.text}"
        names = {one.uuid: one.code for text in self.wanted.texts for one in text.provisions}
        for one in self.reworded:
            yield f"~ {one.code}: “{self.held.provisions[one.uuid].label}” becomes “{one.text}”"
        yield from (f"= {one.label}: no longer in the files, kept" for one in self.kept)
        yield from self._label_lines(names, new)
        counts = (
            ("+", len(self.links)),
            ("~", len(self.retied)),
            ("-", len(self.dropped_links)),
        )
        yield from (f"{sign} ties: {number}" for sign, number in counts if number)
        if self.untied:
            yield f"= ties left out, as their frameworks are not installed: {len(self.untied)}"

    def _label_lines(self, names: Mapping[UUID, str], new: set[UUID]) -> Iterator[str]:
        inside = {
            one.uuid for text in self.wanted.texts if text.uuid in new for one in text.provisions
        }
        for label in self.labels.values():
            if label.provision not in inside:
                yield f"+ {names[label.provision]}, {_kind_of(label)}: {label.text}"
        for name, label in self.relabelled.items():
            there = self.held.labels[name]
            yield (
                f"~ {names[label.provision]}, {_kind_of(label)}: "
                f"“{there.text}” ({there.certainty}) becomes “{label.text}” ({label.certainty})"
            )
        for gone in self.dropped_labels:
            yield f"- {_kind_of(gone)}: {gone.text}"


def difference_from(library: Register | None, wanted: Wanted) -> FrameworkDifference:
    """Compare what the library holds with what the files ask for."""
    held = _held(library, wanted)
    asked = [(text, one) for text in wanted.texts for one in text.provisions]
    names = {one.uuid for _text, one in asked}
    reachable = names | held.targets.keys()
    links = {name: link for name, link in wanted.links.items() if link.target in reachable}
    return FrameworkDifference(
        wanted=wanted,
        held=held,
        texts=[text for text in wanted.texts if text.uuid not in held.instruments],
        retitled=[text for text in wanted.texts if _is_retitled(text, held)],
        provisions=[(text, one) for text, one in asked if one.uuid not in held.provisions],
        reworded=[one for _text, one in asked if _is_reworded(one, held)],
        kept=[one for name, one in held.provisions.items() if name not in names],
        labels={name: one for name, one in wanted.labels.items() if name not in held.labels},
        relabelled={
            name: one
            for name, one in wanted.labels.items()
            if name in held.labels and _label_of(held.labels[name]) != one
        },
        dropped_labels=[one for name, one in held.labels.items() if name not in wanted.labels],
        links={name: one for name, one in links.items() if name not in held.links},
        retied={
            name: one
            for name, one in links.items()
            if name in held.links and _is_retied(held.links[name], one)
        },
        dropped_links=[one for name, one in held.links.items() if name not in wanted.links],
        untied=[one for name, one in wanted.links.items() if name not in links],
    )


def _held(library: Register | None, wanted: Wanted) -> Held:
    texts = [text.uuid for text in wanted.texts]
    instruments = Instrument.objects.filter(register=library, uuid__in=texts)
    provisions = Provision.objects.filter(register=library, instrument__uuid__in=texts)
    labels = ProvisionLabel.objects.filter(register=library, provision__instrument__uuid__in=texts)
    links = Link.objects.filter(register=library, from_provision__instrument__uuid__in=texts)
    there = {link.target for link in wanted.links.values()}
    targets = Provision.objects.filter(register=library, uuid__in=there)
    return Held(
        {one.uuid: one for one in instruments},
        {one.uuid: one for one in provisions.select_related("instrument", "register")},
        {one.uuid: one for one in labels.select_related("provision")},
        {one.uuid: one for one in links.select_related("from_provision", "to_provision")},
        {one.uuid: one for one in targets.select_related("register")},
    )


def _is_retitled(text: WantedText, held: Held) -> bool:
    there = held.instruments.get(text.uuid)
    return there is not None and (there.label, there.symbol) != (text.title, text.symbol)


def _is_reworded(wanted: WantedProvision, held: Held) -> bool:
    there = held.provisions.get(wanted.uuid)
    return there is not None and (there.label, there.kind) != (wanted.text, wanted.kind)


def _label_of(row: ProvisionLabel) -> WantedLabel:
    return WantedLabel(
        row.provision.uuid,
        row.kind,
        row.language,
        row.text,
        row.certainty,
        row.source,
        row.reviewed_by,
    )


def _kind_of(label: WantedLabel | ProvisionLabel) -> str:
    return f"{label.kind} {label.language}".strip()


def _is_retied(row: Link, wanted: WantedLink) -> bool:
    return (row.reason, row.strength) != (wanted.reason, wanted.strength)
