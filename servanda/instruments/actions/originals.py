"""Which words of an original a person had before them who writes or checks a text beside it."""

from servanda.history.rules import fingerprint
from servanda.instruments.models import Provision, Wording
from servanda.registers.actions import ChangedMeanwhile
from servanda.registers.models import Desk
from servanda.registers.rules import writable


class OriginalChanged(ChangedMeanwhile):
    """The original has other words than those the person read; `stands` are its words now."""


LENGTH = 16
"""Signs of a mark: enough to know words again, and little on a page of sixty texts."""


def mark_of(words: str) -> str:
    """Return the mark by which the words of an original are known again."""
    return fingerprint(writable(words))[-LENGTH:]


def require_read(words: str, read: str) -> None:
    """Raise OriginalChanged where `read` marks other words; empty where nobody noted which."""
    if read and read != mark_of(words):
        raise OriginalChanged(words)


def require_original_read(desk: Desk, provision: Provision, read: str) -> None:
    """Raise OriginalChanged where `read` marks other words than a person sees of a provision now."""
    original = Wording.objects.visible_to(desk).original_of(provision)
    require_read(original.text if original is not None else "", read)
