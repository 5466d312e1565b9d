"""Django's settings. What an installation may change is read from `HANDRAIL_…` variables; docs/how-to/run-an-installation.md lists them."""

from __future__ import annotations

from pathlib import Path

from handrail.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent

# Everything this installation writes: the database and the secret key.
VAR = Path(environment.text("VAR", str(CHECKOUT / "var")))

DEBUG = environment.yes_or_no("DEBUG")
SECRET_KEY = environment.secret_key(VAR)
ALLOWED_HOSTS = environment.listed("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = environment.listed("TRUSTED_ORIGINS")

ROOT_URLCONF = "handrail.config.urls"
WSGI_APPLICATION = "handrail.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "handrail.records",
    "handrail.records.keyring",
    "handrail.web",
    "handrail.config",
]

MIDDLEWARE = [
    # First: whatever comes after it, and all that is logged, sees no return code.
    "handrail.web.kept.middleware.KeptAnswers",
    "handrail.web.middleware.secure_headers",
    "handrail.web.language.middleware.in_chosen_language",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "handrail.web.library.middleware.library_mode",
    "handrail.web.rate_limit.RateLimit",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "handrail.web.origin.own_origin",
    "django.middleware.csrf.CsrfViewMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "handrail.web.language.engine.InEachLanguage",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {"environment": "handrail.web.jinja.environment"},
    },
]

# The keys to what people with an account have told are in a database of their own: a copy of the other one opens nothing.
DATABASES = {
    "default": environment.database(VAR),
    "keyring": environment.database(VAR, file="keyring", named="KEYRING_DB"),
}
DATABASE_ROUTERS = ["handrail.records.keyring.database.KeyringApart"]
KEYRING_ROOT = environment.root_key(VAR)
# Copies of the keyring are kept no longer than this; it is what we tell people who erase their account.
KEYRING_BACKUP_DAYS = environment.whole_number("KEYRING_BACKUP_DAYS", 7)
# What the log of who looked is called in its signed heads: an address of yours, without a scheme.
LOG_NAME = environment.text("LOG_NAME", "handrail.example/access-log")

# Counts for the rate limit, in the memory of each worker process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Words and time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.text("TIME_ZONE", "Europe/London")
# Offered besides English, by the names of their catalogues: cy. Of each, what a reviewer has passed is shown;
# what nobody has reviewed only with UNREVIEWED_WORDS, and a page that may hold some says so.
OTHER_LANGUAGES = environment.listed("LANGUAGES")
UNREVIEWED_WORDS = environment.yes_or_no("UNREVIEWED_WORDS")
# For tests alone: every page in one language, which nobody chose.
ALWAYS_IN = ""

# --- Static files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# `scripts/front_end.py` builds into the first folder; the second, which is served, holds the same under hashed names.
STATICFILES_DIRS = [folder for folder in [CHECKOUT / "frontend" / "built"] if folder.is_dir()]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATIC_ROOT = PACKAGE / "web" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "handrail.config.static.HashedFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Answers of people without an account ----------------------------------------------------------------------------
# The name of the page that a return link opens in the end.
RETURN_LEADS_TO = "route"

# --- On a device that others use next --------------------------------------------------------------------------------
# After so long without anybody doing anything, the device forgets what is open.
LIBRARY_SECONDS = environment.whole_number("LIBRARY_SECONDS", 20 * 60)

# --- Leaving in a hurry ----------------------------------------------------------------------------------------------
# Where "Exit this page" leads: a page of someone else's that shows everyone the same and gives nothing away.
EXIT_TO = environment.text("EXIT_TO", "https://www.bbc.co.uk/weather")

# --- Who runs this copy: shown to the people who use it --------------------------------------------------------------
CONTACT = environment.text("CONTACT")
SOURCE_CODE = environment.text("SOURCE_CODE")

# --- E-mail: a code to sign in with, and nothing else. Without a server it is written to the terminal -----------------
EMAIL_HOST = environment.text("EMAIL_HOST")
EMAIL_IS_SENT = bool(EMAIL_HOST)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_IS_SENT else 'console'}.EmailBackend"
EMAIL_PORT = environment.whole_number("EMAIL_PORT", 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = environment.text("EMAIL_USER"), environment.text("EMAIL_PASSWORD")
EMAIL_USE_TLS = environment.yes_or_no("EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "handrail@localhost")

# --- Safety ---------------------------------------------------------------------------------------------------------
# HANDRAIL_HTTPS says that people reach the site over https, here or at a proxy in front of it.
HTTPS = environment.yes_or_no("HTTPS")
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-session", "__Host-csrf") if HTTPS else ("session", "csrf")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None  # until the browser is closed, like all others
CSRF_FAILURE_VIEW = "handrail.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = ["security.W002"]  # `secure_headers` sends X-Frame-Options
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Requests that change something, from one address, in one window of time.
RATE_LIMIT = environment.whole_number("RATE_LIMIT", 120)
API_RATE_LIMIT = environment.whole_number("API_RATE_LIMIT", 3000)
# Estimates asked for from one address on the site's pages: each is half a second's work for a calculator that answers in turn.
ESTIMATES = environment.whole_number("ESTIMATES", 60)
RATE_LIMIT_SECONDS = environment.whole_number("RATE_LIMIT_SECONDS", 60)
# Return codes tried from one address in the same window: right or wrong, so that nothing is told by being slowed down.
RETURN_CODE_TRIES = environment.whole_number("RETURN_CODE_TRIES", 20)
# Calendars that fetch a feed from one address in the same window. The large providers ask for many people from few addresses.
FEED_READS = environment.whole_number("FEED_READS", 120)
# Codes asked for by e-mail from one address in the same window.
SIGN_IN_TRIES = environment.whole_number("SIGN_IN_TRIES", 10)
# How many proxies of our own stand in front and add to X-Forwarded-For; none means that header is not believed.
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 0)

# --- Logs and reports: what happened and where, never who or what they said -------------------------------------------
DEFAULT_EXCEPTION_REPORTER_FILTER = "handrail.config.error_reports.NamesOnly"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_personal_data": {"()": "handrail.config.logs.NoPersonalData"}},
    "formatters": {
        "plain": {
            "()": "handrail.config.logs.PlainFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_personal_data"]}},
    "root": {"handlers": ["terminal"], "level": environment.text("LOG_LEVEL", "WARNING")},
    "loggers": {
        "fido2": {"level": "WARNING"},  # it would name people's passkeys
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a page that is not there is no news
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
