"""Who gets which answer on the list of instruments; see parties/tests/authorization_rows.py."""

from servanda.parties.tests.authorization_rows import rows_of

ROWS = rows_of("instruments", "GET", nobody=404, readers=200, writers=200)
PUBLIC_ROWS = rows_of("instruments", "GET", nobody=200, readers=200, writers=200)
