"""The door for web servers."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
# What is imported stays. Looked through at each full collection, it would cost one page in some a
# tenth of a second, and each forked process a copy of its own.
gc.collect()
gc.freeze()
