"""Settings of the test suite: a fast password hasher, no file outside a folder of its own."""

import tempfile
from pathlib import Path

from servanda.settings import *  # noqa: F403  the tests differ in what stands below only

DATA_DIR = Path(tempfile.gettempdir()) / "servanda-tests"
FILES_DIR = DATA_DIR / "files"
STATIC_ROOT = DATA_DIR / "static"
SECRET_KEY = "for tests only"  # noqa: S105  guards nothing
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
TIME_ZONE = "UTC"
MODEL_URL = ""
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["NAME"] = str(DATA_DIR / "unused.sqlite3")  # noqa: F405
