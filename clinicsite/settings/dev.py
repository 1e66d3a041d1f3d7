"""A machine of one's own: no HTTPS, a secret key kept beside the database, mail printed to the terminal.

DEBUG stays off so that `make run` shows the site as readers get it; `DEBUG=1 make dev` turns it on.
"""

import secrets

from cryptography.fernet import Fernet

from clinicsite.settings.base import *
from clinicsite.settings.logs import *
from clinicsite.settings.security import *
from clinicsite.settings.wagtail import *


def local_secret_key() -> str:
    """The key in DATA_DIR, made on the first start so that sessions survive a restart."""
    path = DATA_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


def local_data_key() -> str:
    """The key in DATA_DIR that seals personal details, made on the first start."""
    path = DATA_DIR / "data-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Fernet.generate_key().decode())
        path.chmod(0o600)
    return path.read_text()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key()
DATA_KEYS = env.list("DATA_KEYS", default=[]) or [local_data_key()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver", *env.list("ALLOWED_HOSTS", default=[])]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
SERVE_MEDIA = True
