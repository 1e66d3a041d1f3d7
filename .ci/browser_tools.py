"""Fetches what the browser checks need: Chromium, a font, Java and npm from Debian, and the checkers from npm.

Usage: python .ci/browser_tools.py [--whole-browser]

The tests drive Chromium without its windows; what measures and takes pictures wants the whole browser. Never fails.
What cannot be had is named here, and the tests that need it are skipped with the same reason, or fail where
REQUIRE_EVERY_TOOL is set, as it is in CI. Does nothing where everything is there.
"""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "package-lock.json"
INSTALLED_LOCK = ROOT / "node_modules" / "installed-package-lock.json"
DEBIAN_PACKAGES = {
    "java": ["default-jre-headless"],
    "node": ["nodejs"],
    "npm": ["npm"],
}
FONT = "fonts-noto-core"
WHOLE, WITHOUT_WINDOWS = "chromium", "chromium-headless-shell"


def become_root() -> list[str] | None:
    """The words to put before a command that needs root; None where there is no way to be root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


@functools.cache
def apt_get(*arguments: str) -> bool:
    """True where apt-get could do it. The same thing is tried once only."""
    as_root = become_root()
    if not shutil.which("apt-get") or as_root is None:
        return False
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Acquire::Retries=3"]
    return subprocess.run([*apt, *arguments], stdout=subprocess.DEVNULL, check=False).returncode == 0


def install_from_debian(*packages: str) -> bool:
    print(f"Installing {', '.join(packages)} with apt-get.", flush=True)
    apt_get("update")
    done = apt_get("install", "-y", "--no-install-recommends", *packages)
    if not done:
        print("That failed, or there is no apt-get with root at hand.", flush=True)
    return done


def install_browser(whole: bool) -> None:
    """Chromium without its windows, or the whole one where that is wanted or all there is."""
    if shutil.which(WHOLE) if whole else shutil.which(WITHOUT_WINDOWS):
        return
    if not whole and install_from_debian(WITHOUT_WINDOWS, FONT):
        return
    if not shutil.which(WHOLE):
        install_from_debian(WHOLE, FONT)


def install_from_npm() -> None:
    if not shutil.which("npm"):
        print("npm is not installed: no accessibility and HTML checks.", flush=True)
        return
    if INSTALLED_LOCK.exists() and INSTALLED_LOCK.read_bytes() == LOCK.read_bytes():
        return
    print("Installing the checkers of package-lock.json with npm.", flush=True)
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(npm, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        print(f"npm ci failed with exit code {done.returncode}.", flush=True)
    else:
        shutil.copyfile(LOCK, INSTALLED_LOCK)


if __name__ == "__main__":
    missing = [program for program in DEBIAN_PACKAGES if not shutil.which(program)]
    if missing:
        install_from_debian(*(package for program in missing for package in DEBIAN_PACKAGES[program]))
    install_browser(whole="--whole-browser" in sys.argv)
    install_from_npm()
