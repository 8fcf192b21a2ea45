"""From a brief to its paper: every section, in the order in which it is read at the table."""

from dataclasses import replace

from servanda.reports.rules.brief import Brief
from servanda.reports.rules.composing_frame import bodies, changes, duties, instruments
from servanda.reports.rules.composing_meetings import next_meeting, past_meetings
from servanda.reports.rules.composing_points import measures, open_points
from servanda.reports.rules.extent import PAPER, PART, Extent
from servanda.reports.rules.grounds import Footnote
from servanda.reports.rules.numbering import Numbering, sources_in
from servanda.reports.rules.paper import NoteLine, Paper, one_line
from servanda.reports.rules.voice import Voice
from servanda.reports.rules.words import Words, marking_of, quoted, said_day, said_edtf


def paper_of(brief: Brief, words: Words) -> Paper:
    """Return a brief as a paper in the language of the words: as much of it as can be read."""
    brief = on_paper(brief, PAPER)
    return _composed(brief, Voice(words, Numbering(sources_in(brief))))


def part_of(brief: Brief, words: Words) -> Paper:
    """Return the beginning of each section of a brief, which leads to the whole."""
    brief = on_paper(brief, PART)
    return _composed(brief, Voice(words, Numbering(sources_in(brief)), is_part=True))


def _composed(brief: Brief, voice: Voice) -> Paper:
    words, numbering = voice.words, voice.numbering
    sections = [
        next_meeting(brief, voice),
        past_meetings(brief, voice),
        open_points(brief, voice),
        measures(brief, voice),
        instruments(brief, voice),
        bodies(brief, voice),
        duties(brief, voice),
        changes(brief, voice),
    ]
    named = brief.series.name if brief.series else brief.register.title
    on = _days(brief, words)
    return Paper(
        language=words.language,
        title=named,
        kind=words.gettext("Brief for the next meeting"),
        subtitle=f"{brief.register.title} · {on}" if brief.series else on,
        marking=marking_of(brief, words),
        sections=tuple(section for section in sections if section is not None),
        notes_heading=words.gettext("Sources"),
        notes=tuple(note_line(footnote, words) for footnote in numbering.footnotes),
        closing=words.gettext(
            "Each line stands on the sources whose numbers it bears. Several assessors stand side "
            "by side; what they say is never averaged."
        ),
        checkpoint=_checkpoint(brief, words),
    )


def _days(brief: Brief, words: Words) -> str:
    """Say as of which day a brief is, and as known on which."""
    on = words.gettext("As of %(day)s") % {"day": said_day(brief.on, words)}
    if brief.known is None:
        return on
    known = words.gettext("As known on %(day)s") % {"day": said_day(brief.known, words)}
    return f"{on} · {known}"


def on_paper(brief: Brief, extent: Extent) -> Brief:
    """Return a brief with what a paper shows of it; `totals` keeps how many there are of all."""
    return replace(
        brief,
        open_points=brief.open_points[: extent.points],
        measures=brief.measures[: extent.measures],
        instruments=brief.instruments[: extent.frame],
        bodies=brief.bodies[: extent.frame],
        duties=brief.duties[: extent.frame],
        changes=brief.changes[: extent.changes],
    )


def _checkpoint(brief: Brief, words: Words) -> str:
    """Say where the register's history stood, with the signed note on one line."""
    if not brief.checkpoint:
        return ""
    said = words.gettext("Checkpoint of the register's history, to verify it by: %(note)s")
    return said % {"note": " ".join(brief.checkpoint.split())}


def note_line(footnote: Footnote, words: Words) -> NoteLine:
    """Return a footnote in words."""
    source = footnote.source
    if not source.public:
        hidden = words.gettext("source not public")
        return NoteLine(footnote.number, "", "", "", hidden, "", footnote)
    page = words.gettext("page %(number)s") % {"number": source.page} if source.page else ""
    published = said_edtf(source.published, words) or words.gettext("no date")
    places = (source.title.rstrip(" ."), source.publisher, published, page)
    reference = ", ".join(one_line(place) for place in places if place)
    quote = one_line(source.quote)
    marked = quoted(quote, words) if quote else ""
    return NoteLine(
        number=footnote.number,
        quote=quote,
        quoted=marked,
        language=source.language,
        reference=reference,
        url=source.url,
        footnote=footnote,
    )
