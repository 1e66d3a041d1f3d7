"""The test suite: a fixed key, a fast password hasher, files in a temporary folder, no mail leaves."""

import tempfile
from pathlib import Path

from clinicsite.settings.base import *
from clinicsite.settings.logs import *
from clinicsite.settings.security import *
from clinicsite.settings.wagtail import *

SECRET_KEY = "for-tests-only-" + "x" * 40
DATA_KEYS = ["iQ6cQ3q1zBtyOZcM6f9zQ0mZpJH0CwF0dXgkF3m2t1U="]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver", "clinic.example.org"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="clinic-media-"))
SERVE_MEDIA = True
SAMPLE_LOGINS = True
LOGGING = {**LOGGING, "root": {"handlers": [], "level": "CRITICAL"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory, so that threads of one test share it; beside the other data, so that checkouts do not.
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
