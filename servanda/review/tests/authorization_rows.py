"""Who gets which answer on the pages of the review: (address, method, role, status).

What a machine found is shown to those who may decide on it and to nobody else, so a reader and a
focal point are refused. A form that is sent empty leads back to the page (302) but for a change,
which is shown again with what is wrong (422). See parties/tests/authorization_rows.py.
"""

from servanda.parties.tests.authorization_rows import NOBODY, Row

REFUSED = ("reader", "focal_point")
EDITORS = ("editor", "secretariat", "administrator")
ANSWERS = {
    ("review-queue", "GET"): 200,
    ("review-tally", "GET"): 200,
    ("review-cases", "GET"): 200,
    ("review", "GET"): 200,
    ("review-read", "POST"): 302,
    ("review-accept-all", "POST"): 302,
    ("proposal", "GET"): 302,
    ("proposal-accept", "POST"): 302,
    ("proposal-change", "POST"): 422,
    ("proposal-reject", "POST"): 302,
    ("proposal-reopen", "POST"): 302,
}


def rows_for(*, nobody: int) -> list[Row]:
    """Return a row for each address and role; `nobody` is the answer to who has no role here."""
    return [
        (name, method, role, status)
        for (name, method), answer in ANSWERS.items()
        for roles, status in ((NOBODY, nobody), (REFUSED, 403), (EDITORS, answer))
        for role in roles
    ]


ROWS = rows_for(nobody=404)
PUBLIC_ROWS = rows_for(nobody=403)
