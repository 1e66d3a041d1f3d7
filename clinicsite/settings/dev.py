"""A machine of one's own: no HTTPS, a secret key kept beside the database, mail printed to the terminal.

DEBUG stays off so that `make run` shows the site as readers get it; `DEBUG=1 make dev` turns it on.
"""

import contextlib
import secrets
import socket

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


def names_of_this_machine() -> list[str]:
    """What other machines of the same network may call this one: its name, and the address it would send from."""
    names = [socket.gethostname(), f"{socket.gethostname()}.local"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        # Nothing is sent: the system only chooses the address it would send from.
        probe.connect(("192.0.2.1", 9))
        names.append(probe.getsockname()[0])
    return names


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key()
DATA_KEYS = env.list("DATA_KEYS", default=[]) or [local_data_key()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver", *env.list("ALLOWED_HOSTS", default=[])]
if "0.0.0.0" in ALLOWED_HOSTS:  # noqa: S104 - the Makefile's HOST: listen to the whole network
    ALLOWED_HOSTS += names_of_this_machine()
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
SERVE_MEDIA = True
SAMPLE_LOGINS = True
