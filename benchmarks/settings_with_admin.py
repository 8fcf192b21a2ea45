"""The settings of an office with Django's admin beside the pages: a peer, set up for benchmarks alone."""

from servanda.settings import *  # noqa: F403  all else is as in an office

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]  # noqa: F405
ROOT_URLCONF = "admin_site"
