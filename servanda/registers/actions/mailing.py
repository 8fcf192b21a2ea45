"""A checkpoint leaves the machine in a letter: whoever keeps it finds out what is altered later."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from servanda.history.actions import make_checkpoint, verifier
from servanda.registers.models import Register

KEPT_AS_FILES = "django.core.mail.backends.filebased.EmailBackend"
"""What takes letters where no mail server is set."""


def mail_checkpoint(register: Register, *, to: str, language: str = "") -> bool:
    """Mail where the history of a register stands, signed, in the letter and as a file.

    Return whether a server took it; without one it is kept in the data folder. Raises SMTPException or OSError where the letter cannot be handed over.
    """
    made = make_checkpoint(register.uuid)
    told = {"register": register, "note": made.note, "key": verifier()}
    with override(language or register.language):
        told_size = ngettext(
            "Checkpoint of %(register)s: %(size)s record",
            "Checkpoint of %(register)s: %(size)s records",
            made.size,
        )
        subject = told_size % {"register": register, "size": made.size}
        text = render_to_string("portal/mail/checkpoint.txt", told)
    letter = EmailMessage(" ".join(subject.split()), text, None, [to])
    letter.attach(f"checkpoint-{register.slug}-{made.size}.txt", made.note, "text/plain")
    letter.send()
    return settings.EMAIL_BACKEND != KEPT_AS_FILES
