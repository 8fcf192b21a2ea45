"""Imported, it sets Django up to read generated registers, with Django's admin beside the pages as a peer."""

import generated

generated.set_up()
