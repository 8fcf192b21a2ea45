"""What must hold across the files of a framework: unique names, known sources, ties that lead somewhere."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from servanda.instruments.rules.frameworks.model import Fault, Framework, Scheme

Told = TypeVar("Told", bound=Hashable)


def faults_of(framework: Framework, *, code: str, others: Sequence[Framework]) -> list[Fault]:
    """Return what does not hold; each fault names its file and the thing that is meant."""
    return [
        *_head(framework, code),
        *_provisions(framework),
        *_schemes(framework),
        *_crosswalks(framework, others),
    ]


def members_by_name(framework: Framework) -> dict[str, str]:
    """Return the keys of the provisions by what groups may call them: the number, else the key."""
    return {item.called: item.key for item in framework.items}


def _head(framework: Framework, code: str) -> Iterator[Fault]:
    if framework.code != code:
        yield Fault(
            f"{code}/framework.yaml",
            1,
            f"code is “{framework.code}” and the folder “{code}”: let both say the same.",
        )
    if not framework.of_kind(framework.called):
        told = f"called is “{framework.called}”, and no provision is of this kind."
        yield Fault(f"{code}/framework.yaml", 1, told)


def _provisions(framework: Framework) -> Iterator[Fault]:
    file = f"{framework.code}/provisions.yaml"
    for key, times in _twice(item.key for item in framework.items):
        yield Fault(file, 0, f"{key} stands {times} times: each has a code of its own.")
    for number, times in _twice(item.number for item in framework.items if item.number):
        yield Fault(file, 0, f"the number {number} stands {times} times.")
    for item in framework.items:
        for (kind, language), times in _twice((one.kind, one.language) for one in item.labels):
            told = f"{item.key} has {times} labels ({kind}, {language}): keep one."
            yield Fault(file, 0, told)
        yield from (
            _no_source(file, item.key, label.source)
            for label in item.labels
            if label.source not in framework.sources
        )


def _schemes(framework: Framework) -> Iterator[Fault]:
    file = f"{framework.code}/schemes.yaml"
    for code, times in _twice(scheme.code for scheme in framework.schemes):
        yield Fault(file, 0, f"the scheme {code} stands {times} times.")
    for scheme in framework.schemes:
        if scheme.source not in framework.sources:
            yield _no_source(file, scheme.code, scheme.source)
        for code, times in _twice(group.code for group in scheme.groups):
            yield Fault(file, 0, f"{scheme.code}: the cluster {code} stands {times} times.")
        yield from _members(framework, scheme, file)


def _members(framework: Framework, scheme: Scheme, file: str) -> Iterator[Fault]:
    known = members_by_name(framework)
    for group in scheme.groups:
        for name in group.members:
            if name not in known:
                told = f"{scheme.code}, cluster {group.code}: there is no “{name}”."
                yield Fault(file, 0, told)


def _no_source(file: str, what: str, source: str) -> Fault:
    return Fault(file, 0, f"{what}: the source “{source}” is not among those of framework.yaml.")


def _crosswalks(framework: Framework, others: Sequence[Framework]) -> Iterator[Fault]:
    file = f"{framework.code}/crosswalks.yaml"
    here = {item.key for item in framework.items}
    there = {other.code: {item.key for item in other.items} for other in others}
    for one in framework.crosswalks:
        if one.start not in here:
            yield Fault(file, 0, f"“from” is {one.start}: there is no such provision.")
        if one.framework in there and one.target not in there[one.framework]:
            told = f"{one.start} leads to {one.framework}:{one.target}: there is no such provision."
            yield Fault(file, 0, told)
    ties = ((one.start, one.framework, one.target) for one in framework.crosswalks)
    for (start, code, target), times in _twice(ties):
        yield Fault(file, 0, f"{start} to {code}:{target} stands {times} times: keep one.")


def _twice(found: Iterable[Told]) -> list[tuple[Told, int]]:
    """Return what is found more than once, and how often."""
    return [(one, times) for one, times in Counter(found).items() if times > 1]
