"""Asking the search page in tests: a document to be found, and what the page answers."""

from django.urls import reverse

from servanda.sources.actions import DocumentFacts, Upload, ingest

TEXT = "The two sides agreed to train border officers. Zeynal Hajiyev spoke of CEDAW/C/TKM/CO/5."


def bring(clerk, text=TEXT, *, title="Paper", visibility="public", published="2020-02-18"):
    facts = DocumentFacts(title=title, published=published, visibility=visibility, language="en")
    return ingest(clerk, upload=Upload(text.encode(), f"{title}.txt"), facts=facts).version.document


def asked(client, slug="r", **parameters):
    return client.get(reverse("search", kwargs={"slug": slug}), parameters)


def main_of(answer):
    return answer.content.decode().partition("<main")[2]
