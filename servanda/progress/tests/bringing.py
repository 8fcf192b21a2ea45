"""A plan at the page on which it is brought in, for the tests of that page."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from servanda.instruments.tests.plans import ROWS
from servanda.reading.tests.matrices.files import Grid, xlsx_of

HELD = re.compile(r'name="held" value="([^"]+)"')


def url(register):
    return reverse("plan-new", kwargs={"slug": register.slug})


def file_of(rows, name="piers.xlsx"):
    return SimpleUploadedFile(name, xlsx_of(Grid(rows)))


def read(clerk, register, rows=ROWS, **said):
    """Bring a file to the page; return the page and the word by which the file is held."""
    answer = clerk.post(url(register), {"file": file_of(rows), "title": "Piers", **said})
    assert answer.status_code == 200
    told = answer.content.decode()
    found = HELD.search(told)
    assert found
    return told, found[1]


def told_again(clerk, register, held, **said):
    return clerk.post(url(register), {"held": held, "title": "Piers", "deed": "look", **said})


def brought(clerk, register, rows=ROWS, **said):
    _page, held = read(clerk, register, rows)
    return told_again(clerk, register, held, deed="bring", **said)
