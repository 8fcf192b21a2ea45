"""Letters as mail programs save them: headers first, the words once, attachments named."""

from email.message import EmailMessage

import pytest

from servanda.reading.errors import DamagedDocument
from servanda.reading.formats import open_document


def letter(*, subject="Заседание группы"):
    made = EmailMessage()
    made["From"] = "Mission <mission@example.org>"
    made["To"] = "ministry@example.org"
    made["Date"] = "Wed, 17 Feb 2021 10:00:00 +0500"
    made["Subject"] = subject
    made["X-Spam"] = "no"
    made.set_content("The parties agreed to meet.\n\nRegards")
    return made


def opened(made):
    return open_document(made.as_bytes(), file_name="letter.eml")


class TestWords:
    def test_the_headers_a_reader_sees_are_the_first_lines(self):
        assert opened(letter()).text == (
            "From: Mission <mission@example.org>\nTo: ministry@example.org\n"
            "Date: Wed, 17 Feb 2021 10:00:00 +0500\nSubject: Заседание группы\n\n"
            "The parties agreed to meet.\n\nRegards"
        )

    def test_title_sender_recipient_and_day_are_told(self):
        read = opened(letter())
        assert (read.title, read.media_type) == ("Заседание группы", "message/rfc822")
        assert read.letter is not None
        assert (read.letter.sender, read.letter.sent) == (
            "Mission <mission@example.org>",
            "2021-02-17",
        )

    def test_of_two_forms_the_plain_one_is_read(self):
        made = letter()
        made.add_alternative("<p>The parties <b>agreed</b> to meet.</p>", subtype="html")
        assert opened(made).text.count("agreed to meet") == 1

    def test_a_letter_of_html_alone_is_read_as_a_page(self):
        made = letter()
        made.set_content("<p>Both sides agreed.</p><script>no()</script>", subtype="html")
        assert opened(made).text.endswith("\n\nBoth sides agreed.")

    def test_words_in_another_encoding_are_read(self):
        made = letter()
        made.set_content("Стороны договорились.", charset="koi8-r")
        assert opened(made).text.endswith("Стороны договорились.")


class TestAttachments:
    def test_they_are_named_in_a_list_and_said_to_be_unread(self):
        made = letter()
        made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="план.pdf")
        made.add_attachment("a note", filename="note.txt")
        read = opened(made)
        assert read.text.endswith("Attachments:\n• план.pdf (1 KB)\n• note.txt (1 KB)")
        assert read.warnings == (
            "letter.eml has attachments, which were not read: "
            "save each and bring it in as a document of its own.",
        )

    def test_a_letter_in_a_letter_is_an_attachment(self):
        made = letter()
        made.add_attachment(letter(subject="Earlier: plan"))
        assert "\n• Earlier plan.eml (1 KB)" in opened(made).text


class TestHostileLetters:
    def test_what_has_no_header_of_a_letter_is_refused(self):
        with pytest.raises(DamagedDocument, match=r"^letter\.eml is not a letter"):
            open_document(b"just words", file_name="letter.eml")

    def test_parts_nested_without_end_are_refused(self):
        heads = "".join(
            f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000)
        )
        with pytest.raises(DamagedDocument):
            open_document(f"From: a\nSubject: b\n{heads}".encode(), file_name="letter.eml")

    def test_a_charset_that_is_none_hides_no_words(self):
        raw = b'From: a\nContent-Type: text/plain; charset="no-such"\n\nAgreed.'
        assert open_document(raw, file_name="letter.eml").text == "From: a\n\nAgreed."

    @pytest.mark.parametrize("subject", ["=?no-such?b?YQ==?=", "=?utf-8?b?a?=", "a" * 100_000])
    def test_any_subject_is_read(self, subject):
        raw = f"From: a\nSubject: {subject}\n\nAgreed.".encode()
        assert open_document(raw, file_name="letter.eml").text.endswith("Agreed.")
