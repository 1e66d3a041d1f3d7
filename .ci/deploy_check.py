"""Missing migrations, and Django's own checks for a public installation, under the production settings.

The keys and the host are made up on the spot: nothing is served with them.
"""

import base64
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def manage(*arguments: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "clinicsite.settings.production",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATA_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "ALLOWED_HOSTS": "clinic.example.org",
            "DATA_DIR": folder,
        }
        environment.pop("DATABASE_URL", None)
        return subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(
        manage("makemigrations", "--check", "--dry-run", "--verbosity", "1")
        or manage("check", "--deploy", "--fail-level", "WARNING")
    )
