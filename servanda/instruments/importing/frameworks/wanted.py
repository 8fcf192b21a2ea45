"""What the files of a framework ask for: the texts, provisions, labels and links of the library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from servanda.instruments.models import InstrumentKind, LabelKind, LinkKind, ProvisionKind
from servanda.instruments.rules.frameworks import (
    Crossing,
    Framework,
    Item,
    Label,
    Scheme,
    Source,
    members_by_name,
    provision_name,
    public_name,
)
from servanda.instruments.rules.frameworks import LabelKind as TitleKind

CROSSINGS: Final[Mapping[Crossing, str]] = {
    Crossing.EQUAL: LinkKind.SAME_AS.value,
    Crossing.SUBSET: LinkKind.WITHIN.value,
    Crossing.SUPERSET: LinkKind.COVERS.value,
    Crossing.INTERSECTS: LinkKind.OVERLAPS.value,
}


@dataclass(frozen=True)
class WantedProvision:
    """A provision of a text; `under` is the place of the one above it."""

    uuid: UUID
    code: str
    kind: str
    text: str
    under: int | None = None


@dataclass(frozen=True)
class WantedText:
    """A framework, or a scheme that `groups` the provisions of one."""

    uuid: UUID
    title: str
    kind: str
    language: str
    provisions: tuple[WantedProvision, ...]
    symbol: str = ""
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    groups: UUID | None = None


@dataclass(frozen=True)
class WantedLabel:
    """A label of the provision of a public name."""

    provision: UUID
    kind: str
    language: str
    text: str
    certainty: str
    source: str
    reviewed_by: str = ""


@dataclass(frozen=True)
class WantedLink:
    """A tie between the provisions of two public names."""

    start: UUID
    target: UUID
    kind: str
    reason: str = ""
    strength: int | None = None


@dataclass(frozen=True)
class Wanted:
    """All that the files of a framework ask for, by public names."""

    texts: tuple[WantedText, ...]
    labels: Mapping[UUID, WantedLabel]
    links: Mapping[UUID, WantedLink]


def wanted_of(framework: Framework) -> Wanted:
    """Return what the files of a framework ask for."""
    code = framework.code
    whole = WantedText(
        uuid=public_name(code),
        title=framework.title,
        kind=InstrumentKind.FRAMEWORK,
        language=framework.language,
        provisions=tuple(_provisions(framework)),
        symbol=framework.symbol,
        abbreviation=framework.abbreviation,
        aliases=framework.aliases,
    )
    schemes = [_scheme(framework, scheme) for scheme in framework.schemes]
    labels = {
        public_name(code, "label", str(one.provision), one.kind, one.language): one
        for one in (*_labels(framework), *_labels_of_groups(framework))
    }
    links = {
        public_name(code, "link", str(one.start), str(one.target), one.kind): one
        for one in (*_memberships(framework), *_crosswalks(framework))
    }
    return Wanted((whole, *schemes), labels, links)


def _provisions(framework: Framework) -> Iterator[WantedProvision]:
    for item in framework.items:
        yield WantedProvision(
            uuid=provision_name(framework.code, item.key),
            code=item.code,
            kind=ProvisionKind(item.kind.value),
            text=_text_of(framework, item),
            under=item.under,
        )


def _text_of(framework: Framework, item: Item) -> str:
    """Return the title of a provision, else its short one, else how people speak of it: GCM 10 (c)."""
    label = item.label(TitleKind.TITLE, TitleKind.SHORT, language=framework.language)
    if label is not None:
        return label.text
    return f"{framework.abbreviation or framework.title} {_called(framework, item)}"


def _called(framework: Framework, item: Item) -> str:
    if item.under is None or not item.code.startswith("("):
        return item.called
    return f"{_called(framework, framework.items[item.under])} {item.code}"


def _labels(framework: Framework) -> Iterator[WantedLabel]:
    for item in framework.items:
        name, called = provision_name(framework.code, item.key), _called(framework, item)
        if called != item.code:
            yield WantedLabel(name, LabelKind.NUMBER, "", called, item.certainty.value, "")
        for label in item.labels:
            yield _label(label, name, framework.sources)


def _label(label: Label, name: UUID, sources: Mapping[str, Source]) -> WantedLabel:
    return WantedLabel(
        name,
        LabelKind(label.kind.value),
        label.language,
        label.text,
        label.certainty.value,
        sources[label.source].title,
        label.reviewed_by,
    )


def _scheme(framework: Framework, scheme: Scheme) -> WantedText:
    return WantedText(
        uuid=public_name(framework.code, "scheme", scheme.code),
        title=scheme.title,
        kind=InstrumentKind.OTHER,
        language=framework.language,
        provisions=tuple(
            WantedProvision(
                _group_name(framework, scheme, group.code),
                group.code,
                ProvisionKind.HEADING,
                group.title,
            )
            for group in scheme.groups
        ),
        groups=public_name(framework.code),
    )


def _labels_of_groups(framework: Framework) -> Iterator[WantedLabel]:
    for scheme in framework.schemes:
        source = framework.sources[scheme.source].title
        for group in scheme.groups:
            yield WantedLabel(
                _group_name(framework, scheme, group.code),
                LabelKind.TITLE,
                framework.language,
                group.title,
                group.certainty.value,
                f"{source}. {group.note}" if group.note else source,
            )


def _memberships(framework: Framework) -> Iterator[WantedLink]:
    keys = members_by_name(framework)
    for scheme in framework.schemes:
        for group in scheme.groups:
            for member in group.members:
                yield WantedLink(
                    provision_name(framework.code, keys[member]),
                    _group_name(framework, scheme, group.code),
                    LinkKind.PART_OF,
                )


def _crosswalks(framework: Framework) -> Iterator[WantedLink]:
    for one in framework.crosswalks:
        yield WantedLink(
            provision_name(framework.code, one.start),
            provision_name(one.framework, one.target),
            CROSSINGS[one.relation],
            one.reason,
            one.strength,
        )


def _group_name(framework: Framework, scheme: Scheme, code: str) -> UUID:
    return public_name(framework.code, "cluster", scheme.code, code)
