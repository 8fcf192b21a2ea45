"""Who gets which answer on the pages of parties: (address, method, role, status).

A role is one of the register's; `anonymous` has not signed in, `stranger` has no role anywhere,
`outsider` works in another register. ROWS hold in a register that is not public, PUBLIC_ROWS in a
public one whose entries are public.
"""

Row = tuple[str, str, str, int]

NOBODY = ("anonymous", "stranger", "outsider")
READERS = ("reader",)
WRITERS = ("focal_point", "editor", "administrator")


def rows_of(name: str, method: str, *, nobody: int, readers: int, writers: int) -> list[Row]:
    """Return a row for each role of an address."""
    statuses = {
        **dict.fromkeys(NOBODY, nobody),
        **dict.fromkeys(READERS, readers),
        **dict.fromkeys(WRITERS, writers),
    }
    return [(name, method, role, status) for role, status in statuses.items()]


ROWS = [
    *rows_of("parties", "GET", nobody=404, readers=200, writers=200),
    *rows_of("post", "GET", nobody=404, readers=302, writers=302),
]
PUBLIC_ROWS = [
    *rows_of("parties", "GET", nobody=200, readers=200, writers=200),
    *rows_of("post", "GET", nobody=302, readers=302, writers=302),
]
