"""Fetches what the browser checks need: Chromium, a font, Java and npm from Debian, and the checkers from npm.

Never fails. What cannot be had is named here, and the tests that need it are skipped with the same reason,
or fail where REQUIRE_EVERY_TOOL is set, as it is in CI. Does nothing where everything is there.
"""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "package-lock.json"
INSTALLED_LOCK = ROOT / "node_modules" / "installed-package-lock.json"
DEBIAN_PACKAGES = {
    "chromium": ["chromium", "fonts-noto-core"],
    "java": ["default-jre-headless"],
    "node": ["nodejs"],
    "npm": ["npm"],
}


def missing_programs() -> list[str]:
    return [program for program in DEBIAN_PACKAGES if not shutil.which(program)]


def become_root() -> list[str] | None:
    """The words to put before a command that needs root; None where there is no way to be root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_from_debian(programs: list[str]) -> None:
    as_root = become_root()
    if not shutil.which("apt-get") or as_root is None:
        print(f"Not installed, and no apt-get with root at hand: {', '.join(programs)}.", flush=True)
        return
    packages = [package for program in programs for package in DEBIAN_PACKAGES[program]]
    print(f"Installing {', '.join(packages)} with apt-get.", flush=True)
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Acquire::Retries=3"]
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, *arguments], stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            print(f"apt-get {arguments[0]} failed with exit code {done.returncode}.", flush=True)


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
    missing = missing_programs()
    if missing:
        install_from_debian(missing)
    install_from_npm()
