"""What the tests of the review page ask it, and read off it."""

import re
from html import unescape

from django.urls import reverse


def page_of(run) -> str:
    return reverse("review", kwargs={"slug": run.register.slug, "uuid": run.version.uuid})


def act(name: str, proposal) -> str:
    return reverse(
        f"proposal-{name}", kwargs={"slug": proposal.register.slug, "uuid": proposal.uuid}
    )


def told(response) -> str:
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def messages_of(client, url) -> str:
    found = re.findall(r'<p class="message.*?</p>', client.get(url).content.decode(), re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", " ".join(found)))
