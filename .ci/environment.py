"""Creates .venv from a pinned requirements file, or brings it up to date when that file has changed.

Usage: python3 .ci/environment.py requirements.txt

Runs before anything is installed, so it uses the standard library only, and syntax that an older Python can
still read far enough to say that it is too old.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def refuse_old_python():
    if sys.version_info < OLDEST:
        found = ".".join(str(number) for number in sys.version_info[:3])
        sys.exit(
            f"This project needs Python 3.11 or newer; {sys.executable} is {found}. "
            "Name another one, for example: make run PYTHON=python3.12"
        )


def is_up_to_date(name):
    installed = VENV / name
    if not installed.exists() or installed.read_bytes() != (ROOT / name).read_bytes():
        return False
    return subprocess.run([str(VENV_PYTHON), "-c", ""], check=False).returncode == 0 if VENV_PYTHON.exists() else False


def create_environment():
    if (
        VENV_PYTHON.exists()
        and subprocess.run([str(VENV_PYTHON), "-m", "pip", "-V"], capture_output=True).returncode == 0
    ):
        return
    if importlib.util.find_spec("ensurepip") is None:
        install_debian_venv()
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def install_debian_venv():
    """Debian keeps the part of Python that makes environments in a package of its own."""
    version = "{}.{}".format(*sys.version_info[:2])
    package = f"python{version}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"Python cannot make environments here. Install {package} and run this again.")
    print(f"Installing {package}.", flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )


def install(name):
    print(f"Installing {name} into .venv.", flush=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    environment = dict(os.environ, PIP_ROOT_USER_ACTION="ignore")
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / name)], check=True, env=environment)
    # The development file holds every line of the other one, pinned alike.
    for installed in {name, "requirements.txt"}:
        shutil.copyfile(str(ROOT / installed), str(VENV / installed))


if __name__ == "__main__":
    refuse_old_python()
    requirements = sys.argv[1]
    if not is_up_to_date(requirements):
        create_environment()
        try:
            install(requirements)
        except subprocess.CalledProcessError as error:
            sys.exit(f"Installing {requirements} failed (exit code {error.returncode}). See above.")
