"""A template read from YAML: what is wrong in it is told with its line and what to do."""

import re
from pathlib import Path
from typing import Final

from servanda.instruments.rules.frameworks.model import Fault
from servanda.instruments.rules.frameworks.strict import Faults, NotRead, Table, read_yaml
from servanda.reports.rules.report_template import (
    FALLBACK,
    About,
    Fill,
    ReportTemplate,
    TemplateReading,
    TemplateSection,
    Told,
)

FOLDER: Final = Path(__file__).resolve().parents[1] / "report_templates"
FORMAT: Final = 1
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


def shipped_templates() -> dict[str, ReportTemplate]:
    """Return the templates that come with the program, by their codes."""
    found = (template_of(path.read_text("utf-8"), file=path.name) for path in _files())
    return {one.template.code: one.template for one in found if one.template is not None}


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


def template_of(text: str, *, file: str) -> TemplateReading:
    """Read a template; `file` names it in the faults. With any fault there is no template."""
    faults = Faults(file, [])
    try:
        node = read_yaml(text, file=file)
    except NotRead as error:
        return TemplateReading(None, (error.fault,))
    if node is None:
        told = "it is empty: a template has a code, a title and sections."
        return TemplateReading(None, (Fault(file, 1, told),))
    template = _template(Table(node, faults, "a template"))
    return TemplateReading(None if faults.found else template, tuple(faults.found))


def _template(table: Table) -> ReportTemplate:
    if table.number("format") != FORMAT:
        table.fault(f"this version of Servanda reads format {FORMAT}.", "format")
    about = table.choice("about", About) or About.REGISTER
    template = ReportTemplate(
        code=_code(table, "code"),
        version=table.text("version"),
        about=about,
        title=_told(table, "title"),
        note=_told(table, "note", is_needed=False),
        framework=table.text("framework", default=""),
        scheme=table.text("scheme", default=""),
        sections=_sections(table),
    )
    table.close()
    _require_framework(table, template)
    return template


def _sections(table: Table) -> tuple[TemplateSection, ...]:
    rows = table.tables("sections", "section")
    if not rows:
        table.fault("a template needs sections: name at least one.", "sections")
    keys: set[str] = set()
    found = []
    for row in rows:
        section = _section(row)
        if section.key in keys:
            row.fault(
                f"the section “{section.key}” stands twice: give each a key of its own.", "key"
            )
        keys.add(section.key)
        found.append(section)
    return tuple(found)


def _section(row: Table) -> TemplateSection:
    section = TemplateSection(
        key=_code(row, "key"),
        heading=_told(row, "heading"),
        guidance=_told(row, "guidance", is_needed=False),
        questions=tuple(_named(one) for one in row.tables("questions", "question")),
        words=row.number("words") if row.text("words", default="") else 0,
        fills=tuple(_fills(row)),
    )
    row.close()
    return section


def _fills(row: Table) -> list[Fill]:
    found = []
    for name in row.texts("fills"):
        if name in set(Fill):
            found.append(Fill(name))
        else:
            known = ", ".join(Fill)
            row.fault(f"fills names “{name}”: choose among {known}.", "fills")
    return found


def _told(table: Table, key: str, *, is_needed: bool = True) -> Told:
    """Return a text in its languages; English is needed, as it stands for those that are missing."""
    row = table.table(key, f"the {key}")
    if row is None:
        if is_needed:
            table.fault(f"{table.what} needs the key “{key}”.")
        return {}
    return _named(row)


def _named(row: Table) -> Told:
    told = row.named_texts()
    for language in told:
        if not _LANGUAGE.fullmatch(language):
            row.fault(f"“{language}” is no code of a language: write it as en or ru.", language)
    if FALLBACK not in told:
        row.fault(f"a text needs its words in “{FALLBACK}”, which stand for a missing language.")
    return told


def _code(table: Table, key: str) -> str:
    code = table.text(key)
    if code and not _CODE.fullmatch(code):
        table.fault(f"{key} is “{code}”: use small letters, digits and hyphens.", key)
    return code


def _require_framework(table: Table, template: ReportTemplate) -> None:
    fills = {fill for section in template.sections for fill in section.fills}
    if Fill.OBJECTIVES in fills and not template.framework:
        table.fault("a section is filled by objectives: name the framework by its symbol.")
    if Fill.PAST_DECISIONS in fills and template.about is not About.MEETING:
        table.fault("past decisions are those before a meeting: say “about: meeting”.", "about")
