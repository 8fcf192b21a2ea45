"""`servanda report`: reports from templates, each sentence on its sources, as of a day, in any form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.commands.arguments import day_told
from servanda.commands.errors import CommandError
from servanda.commands.installation import (
    add_folder_argument,
    add_person_argument,
    open_installation,
)
from servanda.reports.rules.reading_template import shipped_templates, template_of
from servanda.reports.rules.report_template import FALLBACK, ReportTemplate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

SUMMARY = "fill the template of a report from a register as of a day"

FORMATS = ("docx", "pdf", "html", "md", "xlsx", "json", "text")
FILES_ONLY = ("docx", "pdf", "xlsx")
LIST = "list the templates that come with the program, with what fills each section"
CHECK = "look for what is wrong in the files of templates; nothing is stored"
COMPILE = "tell section by section how much the register fills, and what people are to write"
RENDER = "fill a template and print it, or write it into the file that -o names"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name what is to be done, with which template and which register."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="list the templates that ship", description=LIST)
    check = actions.add_parser("check", help="look for what is wrong in files", description=CHECK)
    check.add_argument("files", metavar="FILE", nargs="+", type=Path, help="file of a template")
    filling = actions.add_parser("compile", help="tell what a report holds", description=COMPILE)
    _add_report_arguments(filling)
    render = actions.add_parser("render", help="make the file of a report", description=RENDER)
    _add_report_arguments(render)
    render.add_argument(
        "--format", choices=FORMATS, default="text", help="the form of the report (default: text)"
    )
    render.add_argument(
        "--guidance", action="store_true", help="with what the template asks people to write"
    )
    render.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="write into this file, not to the terminal",
    )


def _add_report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--register", metavar="SLUG", required=True, help="short name of the register"
    )
    parser.add_argument(
        "--template",
        metavar="NAME",
        required=True,
        help="code of a template that ships, or a file with one (.yaml)",
    )
    parser.add_argument(
        "--instrument",
        metavar="NAME",
        help="name of the plan reported on, where the template speaks of one and there are several",
    )
    parser.add_argument(
        "--on", metavar="DATE", help="as of this day, as in 2021-03-01 (default: today)"
    )
    parser.add_argument(
        "--since",
        metavar="DATE",
        help="day of the last report, for what changed since (default: a year before)",
    )
    parser.add_argument(
        "--language", metavar="CODE", help="language of the report (default: that of the register)"
    )
    add_folder_argument(parser)
    add_person_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; CommandError where it cannot be done."""
    if options.action == "list":
        print("\n".join(_listed()))
        return 0
    if options.action == "check":
        print("\n".join(_checked(options.files)))
        return 0
    _make(options)
    return 0


def _make(options: argparse.Namespace) -> None:
    output: Path | None = getattr(options, "output", None)
    name = getattr(options, "format", "")
    if name in FILES_ONLY and output is None and sys.stdout.isatty():
        raise CommandError(
            f"A report as {name} cannot be shown on a terminal: name a file with -o."
        )
    on, since = day_told("--on", options.on), day_told("--since", options.since)
    template = _template(options.template)
    account = open_installation(options)
    from servanda.commands import reporting  # noqa: PLC0415  needs Django set up

    order = reporting.Order(
        account=account,
        slug=options.register,
        template=template,
        instrument=options.instrument,
        days=(on, since),
        language=options.language,
    )
    if options.action == "compile":
        print("\n".join(reporting.told_sections(order)))
        return
    _give(reporting.make_report(order, name, guided=options.guidance), output)


def _give(made: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(made)
    except OSError as error:
        raise CommandError(
            f"{output} cannot be written: {error.strerror}. Name another file with -o."
        ) from error
    print(f"The report is in {output}.", file=sys.stderr)


def _listed() -> Iterator[str]:
    for code, template in shipped_templates().items():
        yield f"{code}  {template.title[FALLBACK]}"
        yield f"    version {template.version}; in {', '.join(template.languages)}"
        yield f"    {template.note[FALLBACK]}"
        for section in template.sections:
            fills = ", ".join(section.fills) or "written by people"
            yield f"    {section.heading[FALLBACK]}: {fills}"


def _template(name: str) -> ReportTemplate:
    shipped = shipped_templates()
    if name in shipped:
        return shipped[name]
    if not name.endswith((".yaml", ".yml")):
        raise CommandError(
            f"There is no template “{name}”. Name a file (.yaml) or one of: {', '.join(shipped)}."
        )
    return _read(Path(name))


def _read(path: Path) -> ReportTemplate:
    """Read a template from a file; every fault is told."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise CommandError(
            f"{path} cannot be read ({told}): name a file with a template."
        ) from error
    reading = template_of(text, file=str(path))
    if reading.template is None:
        raise CommandError("\n".join(map(str, reading.faults)))
    return reading.template


def _checked(files: list[Path]) -> Iterator[str]:
    faults = []
    for path in files:
        try:
            template = _read(path)
        except CommandError as error:
            faults.append(str(error))
        else:
            number = len(template.sections)
            yield f"{path}: nothing is wrong; {number} sections, in {', '.join(template.languages)}."
    if faults:
        raise CommandError("\n".join(faults))
