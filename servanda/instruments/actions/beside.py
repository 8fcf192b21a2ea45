"""Writing a text beside the words that a person had before them, and no others."""

from dataclasses import dataclass

from servanda.instruments.actions.comments import write_plain_text
from servanda.instruments.actions.originals import require_original_read
from servanda.instruments.actions.translating import translate_provision
from servanda.instruments.models import PlainText, Provision, WordingText
from servanda.registers.actions import Mandate, change
from servanda.registers.rules import Ability


@dataclass(frozen=True)
class Rendering:
    """What somebody writes of a provision in a language, and what they had before them.

    `seen` is the text that stood in its place; `read` marks the words of the original, empty where
    nobody noted them.
    """

    language: str
    text: str
    seen: str
    read: str = ""


def translate_beside(mandate: Mandate, *, provision: Provision, new: Rendering) -> WordingText:
    """Translate a provision; raises OriginalChanged where the original reads otherwise by now."""
    with change(mandate, "translate_provision", Ability.EDIT):
        require_original_read(mandate.desk, provision, new.read)
        return translate_provision(
            mandate, provision=provision, language=new.language, text=new.text, seen=new.seen
        )


def write_plain_beside(mandate: Mandate, *, provision: Provision, new: Rendering) -> PlainText:
    """Write a provision plainly; raises OriginalChanged where it reads otherwise by now."""
    with change(mandate, "write_plain_text", Ability.EDIT):
        require_original_read(mandate.desk, provision, new.read)
        return write_plain_text(
            mandate, provision=provision, language=new.language, text=new.text, seen=new.seen
        )
