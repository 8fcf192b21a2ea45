"""What a command says when it could not do its work."""


class CommandError(Exception):
    """One sentence for the person at the terminal; the command then ends with status 1."""
