"""The Global Compact as aims of proposals, from its files."""

from servanda.instruments.rules.frameworks import Framework, Item, ItemKind, shipped
from servanda.instruments.rules.proposing import Aim, Aims


def aims_of(code: str) -> Aims:
    """Return the provisions of a framework that ships, without headings and principles."""
    framework = shipped(code)
    left_out = {ItemKind.HEADING, ItemKind.PRINCIPLE}
    aims = [
        Aim(
            key,
            _number(framework, one),
            one.key,
            tuple(label.text for label in one.labels),
            one.under,
        )
        for key, one in enumerate(framework.items)
        if one.kind not in left_out
    ]
    names = (framework.title, framework.abbreviation, *framework.aliases)
    return Aims(aims, names, framework.symbol, framework.called)


def _number(framework: Framework, item: Item) -> str:
    if item.under is None or not item.code.startswith("("):
        return item.called
    return f"{_number(framework, framework.items[item.under])} {item.code}"
