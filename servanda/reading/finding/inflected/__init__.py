"""Finding in a language whose words change their endings: lists give base forms, the text has cases."""
