"""Who gets which answer on the pages of progress; see parties/tests/authorization_rows.py.

A form that is sent empty is shown again with what is wrong, status 200.
"""

from servanda.parties.tests.authorization_rows import rows_of

PAGES = ("instrument", "provision")
ROWS = [
    *(row for name in PAGES for row in rows_of(name, "GET", nobody=404, readers=200, writers=200)),
    *rows_of("update", "GET", nobody=404, readers=302, writers=302),
    *rows_of("update-new", "GET", nobody=404, readers=403, writers=200),
    *rows_of("update-new", "POST", nobody=404, readers=403, writers=200),
]
PUBLIC_ROWS = [
    *(row for name in PAGES for row in rows_of(name, "GET", nobody=200, readers=200, writers=200)),
    *rows_of("update", "GET", nobody=302, readers=302, writers=302),
    *rows_of("update-new", "GET", nobody=403, readers=403, writers=200),
    *rows_of("update-new", "POST", nobody=403, readers=403, writers=200),
]
