"""The pattern page: every piece of the look with its markup, for those who write pages."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Engine
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Pattern:
    """One piece: how it is called, when it is used, and the template that shows it."""

    name: str
    use: str
    template: str
    markup: str = ""


PIECES = (
    ("Entry head", "Begins every page of an entry: kind, name, standing.", "entry_head"),
    (
        "Facts",
        "What is known of an entry. Each pair in a <div>; a fact without source says so.",
        "facts",
    ),
    ("Standing", "{% standing_chip value %}. Shape and word carry it; colour only helps.", "chips"),
    ("Vague dates", "{% vague_date edtf words %}. Never sharper than the source.", "dates"),
    (
        "Sources",
        "Words of a source stand in serif. {% footnote number %} leads to the list.",
        "sources",
    ),
    ("Highlighted text", "A document with its passages; each mark links to its entry.", "marks"),
    (
        "Table",
        ".table-scroll is a region that scrolls by itself; .stacked turns rows into blocks when narrow.",
        "table",
    ),
    ("Tree of provisions", "Nested lists; a branch is <details>, a leaf .leaf.", "tree"),
    (
        "Form",
        "portal/_form.html or one portal/_field.html a field; errors above, linked to the fields.",
        "form",
    ),
    (
        "Buttons",
        "One main button a form. .second beside it, .stern for what is hard to undo.",
        "buttons",
    ),
    ("Messages", "What happened, to which thing, what to do next.", "messages"),
    ("Nothing here yet", "portal/_empty.html: says why and names the next step.", "empty"),
    ("Own side", "What only the reader's side sees. Always with its line of words.", "own_side"),
    ("Ways on", "Trail, tabs as links, pages by key.", "ways"),
    (
        "Progress and keys",
        "<progress> with its numbers in words; <kbd> beside what it does.",
        "progress",
    ),
    (
        "Review",
        "Text beside what was found in it; the text stays in view on wide screens.",
        "reading",
    ),
    (
        "Timeline",
        "SVG drawn by the server; classes carry the look, a list says the same in words.",
        "timeline",
    ),
)


class SampleForm(forms.Form):
    """A form with every kind of field, to be looked at."""

    title = forms.CharField(help_text="As it stands on the document.")
    published = forms.CharField(label="Date of publication", required=False)
    kind = forms.ChoiceField(
        choices=[("press", "Press"), ("letter", "Letter"), ("minutes", "Minutes")]
    )
    visible = forms.ChoiceField(
        label="Visible to",
        choices=[("public", "Public"), ("register", "People of the register")],
        widget=forms.RadioSelect,
        initial="register",
    )
    text = forms.CharField(widget=forms.Textarea, help_text="Plain text; formatting is lost.")
    file = forms.FileField(required=False, label="Document", help_text="Up to 50 MB.")


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Show the pieces; the page exists in development only."""
    if not settings.DEBUG:
        raise Http404
    shown = [_pattern(name, use, piece) for name, use, piece in PIECES]
    form = SampleForm(
        {"title": "", "published": "2021-02-30", "kind": "press", "text": "Ashgabat, 17 February"}
    )
    form.is_valid()
    form.add_error(
        "published", "There is no 30 February. Write a day as 2021-02-28 or a month as 2021-02."
    )
    context = {
        "patterns": shown,
        "form": form,
        "trail": TRAIL,
        "tabs": TABS,
        "levels": LEVELS,
        "notes": NOTES,
    }
    return render(request, "portal/patterns.html", context)


LEVELS = (
    ("info", "The document is being read. This page shows what was found as soon as it is done."),
    ("success", "The update on point 3 was saved. It stands in the brief from now on."),
    ("warning", "The same file is already in the register as “Press note of 17 February 2021”."),
    (
        "error",
        "The file “minutes.pdf” is protected by a password. Remove the password and upload it again.",
    ),
)
TRAIL = ({"label": "Meetings", "url": "#"}, {"label": "Annual high-level meeting", "url": "#"})
TABS = (
    {"label": "Points", "url": "#", "is_current": True},
    {"label": "Participants", "url": "#", "is_current": False},
    {"label": "Documents", "url": "#", "is_current": False},
)
NOTES = (
    {
        "number": 1,
        "quote": "In particular the parties agreed to launch in Turkmenistan the United Nations Network on Migration.",
        "language": "en",
        "document": "Trend: Turkmenistan and IOM plan to hold online meeting",
        "url": "https://en.trend.az/business/economy/3382137.html",
        "date": "17 February 2021",
        "place": "paragraph 4",
    },
    {"number": 2, "quote": "", "language": "", "document": "", "url": "", "date": "", "place": ""},
)


def _pattern(name: str, use: str, piece: str) -> Pattern:
    path = f"portal/patterns/_{piece}.html"
    source = Engine.get_default().get_template(path).source
    return Pattern(name, use, path, source)
