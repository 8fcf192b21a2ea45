"""Settings, read from the environment; nothing is written and no network is asked here.

SERVANDA_DATA        folder of the database, the files and the secret key (./servanda-data)
DATABASE_URL         another database, e.g. postgres://user:password@host/name (SQLite in the folder)
SERVANDA_SECRET_KEY  the secret of sessions (the file secret.key in the folder, made by `servanda init`)
SERVANDA_HOSTS       names the site answers to, with commas (localhost)
SERVANDA_HTTPS       1 where the site is served over HTTPS: secure cookies and HSTS
SERVANDA_DEBUG       1 for development: error pages with details, the pattern page
SERVANDA_PROXIES     how many proxies in front name the client in X-Forwarded-For (0)
SERVANDA_UPLOAD_MB   the largest file taken, in megabytes (50)
SERVANDA_MAIL        server that sends letters, e.g. smtp://user:password@host:587 (none: kept as files)
SERVANDA_MAIL_FROM   address that letters come from (servanda@ and the first name of the site)
SERVANDA_MODEL_…     a language model that reads as well: docs/howto/read-with-a-model.md (none)
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("SERVANDA_DATA", "servanda-data")).absolute()
DEBUG = os.environ.get("SERVANDA_DEBUG") == "1"
HTTPS = os.environ.get("SERVANDA_HTTPS") == "1"
HOSTS = os.environ.get("SERVANDA_HOSTS", "localhost,127.0.0.1,[::1]")
ALLOWED_HOSTS = [name.strip() for name in HOSTS.split(",") if name.strip()]

HOST = ALLOWED_HOSTS[0] if ALLOWED_HOSTS else "localhost"


def secret_key() -> str:
    """Return the secret from the environment or the data folder, else one for this process only."""
    key_file = DATA_DIR / "secret.key"
    if "SERVANDA_SECRET_KEY" in os.environ:
        return os.environ["SERVANDA_SECRET_KEY"]
    return key_file.read_text().strip() if key_file.exists() else secrets.token_urlsafe(50)


SECRET_KEY = secret_key()

# The parts
INSTALLED_APPS = [
    "servanda.portal",
    "servanda.review",
    "servanda.reports",
    "servanda.meetings",
    "servanda.progress",
    "servanda.instruments",
    "servanda.parties",
    "servanda.sources",
    "servanda.registers",
    "servanda.tasks",
    "servanda.history",
    "servanda.search",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # before the static files: they bear the policy as well
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "servanda.portal.views.unwritable.leave_out_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "servanda.portal.views.ended.tell_ended_session",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "servanda.urls"
WSGI_APPLICATION = "servanda.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "servanda.portal.views.frame.frame",
            ],
        },
    },
]

# The database (notes on SQLite: docs/decisions/databases.md)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'servanda.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; "
            "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000; "
            "PRAGMA secure_delete=ON;"  # words that were taken out are off the disk
        ),
    }

# Files
FILES_DIR = DATA_DIR / "files"
UPLOAD_LIMIT_BYTES = int(os.environ.get("SERVANDA_UPLOAD_MB", "50")) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = min(UPLOAD_LIMIT_BYTES, 8 * 1024 * 1024)  # what is typed or pasted
# A page that takes files says so:
FILE_UPLOAD_HANDLERS = ["servanda.sources.views.uploading.NoUpload"]
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Letters: smtp:// begins unprotected and turns to TLS, smtps:// is TLS from the start, and
# smtp+plain:// stays as it is, for a server on the same machine
MAIL = urlsplit(os.environ.get("SERVANDA_MAIL", "").strip())
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "", MAIL.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.scheme == "smtp", MAIL.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SERVANDA_MAIL_FROM", "").strip() or f"servanda@{HOST}"

# Long work: the functions that a worker may run, by the names that tasks carry
TASKS = (
    "servanda.portal.actions.change_in_bulk_task",
    "servanda.registers.actions.index_task",
    "servanda.registers.actions.send_reset_letters",
    "servanda.review.actions.read_task",
    "servanda.review.actions.read_with_model_task",
    "servanda.search.actions.forget_task",
)

# A language model that reads as well, where the administrator names one (off without an address)
MODEL_URL = os.environ.get("SERVANDA_MODEL_URL", "").strip()
MODEL_KIND = os.environ.get("SERVANDA_MODEL_KIND", "openai").strip()
MODEL_NAME = os.environ.get("SERVANDA_MODEL_NAME", "").strip()
MODEL_KEY = os.environ.get("SERVANDA_MODEL_KEY", "").strip()
MODEL_SECONDS = int(os.environ.get("SERVANDA_MODEL_SECONDS", "120"))
MODEL_VISIBILITY = os.environ.get("SERVANDA_MODEL_VISIBILITY", "public").strip()

# What goes wrong is told on standard error, where the service's journal keeps it
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# People
AUTH_USER_MODEL = "registers.Account"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "registers"
LOGOUT_REDIRECT_URL = "registers"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# Signing in (django-allauth: docs/decisions/safety.md)
AUTHENTICATION_BACKENDS = ["servanda.portal.views.doors.Passwords"]
ACCOUNT_ADAPTER = "servanda.portal.views.doors.Doors"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up: there are invitations
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # all other sessions end, as the password changed
ACCOUNT_FORMS = {
    "login": "servanda.portal.forms.signing_in.SignInForm",
    "reset_password": "servanda.portal.forms.signing_in.ForgottenForm",
    "reset_password_from_key": "servanda.portal.forms.signing_in.NewPasswordForm",
    "change_password": "servanda.portal.forms.signing_in.ChangePasswordForm",
    "reauthenticate": "servanda.portal.forms.signing_in.ConfirmForm",
}
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/300s/key"}
MFA_ADAPTER = "servanda.portal.views.doors.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate_webauthn": "servanda.portal.forms.signing_in.UsePasskeyForm",
    "login_webauthn": "servanda.portal.forms.signing_in.SignInByPasskeyForm",
    "reauthenticate_webauthn": "servanda.portal.forms.signing_in.ConfirmByPasskeyForm",
    "add_webauthn": "servanda.portal.forms.signing_in.PasskeyForm",
    "edit_webauthn": "servanda.portal.forms.signing_in.RenamePasskeyForm",
    "authenticate": "servanda.portal.forms.signing_in.SecondFactorForm",
    "reauthenticate": "servanda.portal.forms.signing_in.ConfirmBySecondFactorForm",
    "activate_totp": "servanda.portal.forms.signing_in.ActivateAppForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Servanda"
MFA_TOTP_TOLERANCE = 1  # the clocks of telephones differ
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers allow it for this machine alone
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("SERVANDA_PROXIES", "0"))

# What counts tries is shared by all processes of the server; numbers of entries each keeps by itself
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
    },
    "counted": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counted",
        "TIMEOUT": 24 * 60 * 60,
    },
}

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Doors
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # unless the person asked to stay signed in
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SILENCED_SYSTEM_CHECKS: list[str] = []
