"""Settings of an installation. Everything that differs from one to another comes from the environment."""

import logging
import os
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SOURCE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("ALONGSIDE_DATA", SOURCE.parent / "var")).resolve()
TESTING = "pytest" in sys.modules
DEMO = os.environ.get("ALONGSIDE_DEMO") == "1"
DEBUG = os.environ.get("ALONGSIDE_DEBUG") == "1"


def _secret() -> str:
    """The signing secret, from the environment or a file in the data folder that `alongside init` writes."""
    if secret := os.environ.get("ALONGSIDE_SECRET_KEY"):
        return secret
    if TESTING:
        return "only-for-tests"
    path = DATA / "secret.key"
    return path.read_text().strip() if path.exists() else ""


def _number(name: str, unless_set: int) -> int:
    """A whole number from the environment; anything else stops the start in one sentence that names it."""
    value = os.environ.get(name, "").strip() or str(unless_set)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{value}”. Write a whole number.")
    return int(value)


def _site_url() -> str:
    """The address that people use. Without its beginning, every link in every mail would lead nowhere."""
    url = os.environ.get("ALONGSIDE_URL", "http://127.0.0.1:8000").rstrip("/")
    if not url.startswith(("https://", "http://")):
        raise ImproperlyConfigured(
            f"ALONGSIDE_URL is “{url}”. Write the whole address that people use, such as https://mentoring.example.org."
        )
    return url


SECRET_KEY = _secret() or "not-set-up-yet"
SECRET_IS_SET = bool(_secret())
COMPETENCIES = os.environ.get("ALONGSIDE_COMPETENCIES", str(DATA / "competencies"))
CREDIT_RULES = os.environ.get("ALONGSIDE_CREDIT_RULES", str(DATA / "credit-rules"))
MASTER_KEY_FILE = os.environ.get("ALONGSIDE_MASTER_KEY_FILE", str(DATA / "master.key"))

CHECK_LINKS = os.environ.get("ALONGSIDE_CHECK_LINKS") == "1"
SITE_URL = _site_url()
_host = SITE_URL.split("//", 1)[-1].split("/", 1)[0].split(":", 1)[0]
ALLOWED_HOSTS = [
    *os.environ.get("ALONGSIDE_HOSTS", _host).split(","),
    *(["testserver", "localhost"] if TESTING else []),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
if DEMO and _host not in ("127.0.0.1", "localhost", "[::1]"):
    raise ImproperlyConfigured(
        "Demo mode has one-click sign-in, so it runs on this machine's own address only."
    )

INSTALLED_APPS = [
    "alongside.web",  # first: its templates stand in for those of allauth and of Django's forms
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_countries",
    "django.forms",
    "alongside.journal",
    "alongside.vault",
    "alongside.notices",
    "alongside.people",
    "alongside.schemes",
    "alongside.enrolment",
    "alongside.campaigns",
    "alongside.training",
    "alongside.events",
    "alongside.circles",
    "alongside.partnerships",
    "alongside.matching",
    "alongside.directory",
    "alongside.cpd",
    "alongside.certificates",
    "alongside.reports",
    *(["alongside.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "alongside.web.middleware.HeadersMiddleware",
    "alongside.web.middleware.PlainPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.journal.middleware.OriginMiddleware",
    "alongside.web.routes.DeclaredRoutesMiddleware",
    "alongside.people.middleware.TimeZoneMiddleware",
]

ROOT_URLCONF = "alongside.urls"
WSGI_APPLICATION = "alongside.wsgi.application"
FORM_RENDERER = "alongside.web.forms.PageRenderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.web.context.page",
            ],
            "builtins": ["alongside.web.templatetags.web"],
        },
    }
]

_SQLITE = {
    # SQLite keeps 2 MB of pages for each connection by itself; 16 MB hold what a large body's pages read again and again.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-16384;",
}
_database = os.environ.get("DATABASE_URL", f"sqlite:///{DATA / 'alongside.sqlite3'}")
if not _database.startswith(("sqlite:", "postgres:", "postgresql:")):
    raise ImproperlyConfigured(
        "DATABASE_URL names a kind of database on which Alongside does not run. Write postgresql://user:password@host/name."
    )
DATABASES: dict[str, Any] = {"default": dj_database_url.parse(_database, conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE and WAL together: WAL alone lets two writers deadlock into "database is locked".
    DATABASES["default"]["ENGINE"] = "alongside.database.sqlite3"
    DATABASES["default"]["OPTIONS"] = _SQLITE
    DATABASES["default"]["CONN_MAX_AGE"] = None
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "alongside.database.postgresql"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The rate limits stand in the cache: Django's 300 entries would forget them at the first rush.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["alongside.people.passwords.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "alongside.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "sign_in_link": "20/m/ip,3/5m/key,20/d/key",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "alongside.people.second_step.SecondStepAdapter"
MFA_FORMS = {"add_webauthn": "alongside.people.second_step.AddPasskeyForm"}
MFA_TOTP_ISSUER = "Alongside"
# Addresses come from a body's own list, and a sign-in link has proved them before anybody gets this far.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG or TESTING

# How many proxies of one's own stand before the web server; without them, X-Forwarded-For is believed by nobody.
ALLAUTH_TRUSTED_PROXY_COUNT = _number("ALONGSIDE_PROXIES", 0)

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
_secure = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
CSRF_FAILURE_VIEW = "alongside.web.errors.csrf_failure"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if _secure else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
_static = "whitenoise.storage.CompressedStaticFilesStorage"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA / "files")},
    },
    "staticfiles": {"BACKEND": _static},
}
# `alongside init` collects the static files with their compressed twins; until then they are served as they lie.
WHITENOISE_USE_FINDERS = not STATIC_ROOT.exists()
WHITENOISE_MAX_AGE = 3600

MAIL_DOMAIN = os.environ.get(
    "ALONGSIDE_MAIL_DOMAIN", _host if "." in _host and not DEMO else "alongside.example"
)
DEFAULT_FROM_EMAIL = os.environ.get("ALONGSIDE_MAIL_FROM", f"Alongside <no-reply@{MAIL_DOMAIN}>")
EMAIL_HOST = os.environ.get("ALONGSIDE_SMTP_HOST", "localhost")
EMAIL_PORT = _number("ALONGSIDE_SMTP_PORT", 25)
EMAIL_HOST_USER = os.environ.get("ALONGSIDE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ALONGSIDE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ALONGSIDE_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_BACKEND = os.environ.get(
    "ALONGSIDE_MAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend",
)

_level = os.environ.get("ALONGSIDE_LOG_LEVEL", "").strip().upper() or "WARNING"
if _level not in logging.getLevelNamesMapping():
    raise ImproperlyConfigured(f"ALONGSIDE_LOG_LEVEL is “{_level}”. Write WARNING, INFO, DEBUG or ERROR.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": _level},
}
