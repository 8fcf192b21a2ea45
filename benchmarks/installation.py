"""An installation of its own for a benchmark: imported, it sets Django up on a folder that is removed.

SQLite with the settings of an office, or the database that DATABASE_URL names.
"""

import os
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

FOLDER = tempfile.TemporaryDirectory(prefix="servanda-benchmark-")
os.environ["SERVANDA_DATA"] = FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "servanda.settings"
os.environ["SERVANDA_HOSTS"] = "testserver"
(Path(FOLDER.name) / "static").mkdir()
django.setup()
call_command("migrate", verbosity=0, interactive=False)
