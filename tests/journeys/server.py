"""The sample site in a process of its own, served as `make run` serves it."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MORE_STATES = ["-m", "tests.journeys.more_states"]
PATHS = "paths.json"
GUNICORN = ["-m", "gunicorn", "clinicsite.wsgi", "--preload", "-k", "gthread", "--workers", "2", "--threads", "8"]


@dataclass(frozen=True)
class RunningSite:
    """Where the site answers, the password of its sample accounts, and the file of its database."""

    address: str
    password: str
    database: Path

    def path(self, name: str) -> str:
        """The path to something whose number or signed link only the sample data knows."""
        return json.loads((self.database.parent / PATHS).read_text())[name]


def environment(data: Path) -> dict[str, str]:
    """The variables of a local site that keeps its data in one folder."""
    settings = {"DJANGO_SETTINGS_MODULE": "clinicsite.settings.dev", "DATA_DIR": str(data), "DEBUG": "0"}
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | settings


def load_sample_data(folder: Path, *more_programs: list[str]) -> Path:
    """A data folder with the sample site, made by the first process that asks and shared by the others."""
    data = folder / "sample-data"
    with (folder / "sample-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "complete").exists():
            (data / "static").mkdir(parents=True)
            for program in (["manage.py", "migrate", "-v0"], ["manage.py", "load_demo", "-v0"], *more_programs):
                subprocess.run(
                    [sys.executable, *program], cwd=ROOT, env=environment(data), check=True, stdout=subprocess.DEVNULL
                )
            (data / "complete").touch()
    return data


@contextmanager
def running_site(sample_data: Path, data: Path):
    """Serve a copy of the sample data at a free port until the block ends.

    The socket is opened here and handed over, so that the first request waits for the server and nobody has to poll.
    """
    shutil.copytree(sample_data, data)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        handed_over = [sys.executable, *GUNICORN, "--bind", f"fd://{listener.fileno()}"]
        server = subprocess.Popen(
            [*handed_over, "--no-control-socket", "--log-level", "warning"],
            cwd=ROOT,
            # Tests give each of their readers a network address, in the header that a proxy would add to.
            env=environment(data) | {"TRUSTED_PROXY_COUNT": "1"},
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )
        try:
            password = (data / "sample-password").read_text()
            yield RunningSite(f"http://localhost:{port}", password, data / "clinic.sqlite3")
        finally:
            # The copy is thrown away, so there is nothing to end gracefully.
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
