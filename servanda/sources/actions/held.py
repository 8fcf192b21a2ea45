"""A file held between two pages: kept without an entry, and found again by a word that only its bringer can use.

No row names it, so the sweep of orphaned files removes it an hour after it was looked at last.
"""

import hashlib
from typing import Final

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from servanda.registers.actions import Mandate, NotAllowed
from servanda.registers.rules import Ability
from servanda.sources.actions.files import keep_file, kept_file
from servanda.sources.actions.uploads import Upload

_SALT: Final = "servanda.sources.held"


def hold_file(mandate: Mandate, *, upload: Upload) -> str:
    """Keep a file while a person looks at it; return the word by which `held_file` gives it back."""
    if not mandate.desk.may(Ability.EDIT):
        raise NotAllowed(_("Your role in this register does not allow this."))
    sha256 = hashlib.sha256(upload.content).hexdigest()
    keep_file(upload.content, sha256=sha256)
    return signing.dumps([*_whose(mandate), sha256, upload.file_name], salt=_SALT)


def held_file(mandate: Mandate, *, word: str) -> Upload:
    """Return a file that the same person held in the same register, and hold it for another hour.

    Raises ValidationError where the word is not theirs, and where the file is gone by now.
    """
    gone = ValidationError(_("The file is not held any more: choose it again."))
    try:
        register, account, sha256, file_name = signing.loads(word, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise gone from error
    if [register, account] != _whose(mandate):
        raise gone
    try:
        content = kept_file(sha256).read_bytes()
    except FileNotFoundError as error:
        raise gone from error
    keep_file(content, sha256=sha256)
    return Upload(content, file_name)


def _whose(mandate: Mandate) -> list[str]:
    return [str(mandate.desk.register.uuid), str(mandate.desk.actor or "")]
