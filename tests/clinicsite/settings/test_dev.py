"""A machine of one's own, and the network it stands in."""

import os
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT


def allowed_hosts(hosts: str, folder) -> list[str]:
    """ALLOWED_HOSTS of the dev settings, in a process of their own."""
    program = "from clinicsite.settings import dev; print('\\n'.join(dev.ALLOWED_HOSTS))"
    environment = {**os.environ, "ALLOWED_HOSTS": hosts, "DATA_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.split()


def test_host_of_the_make_commands_is_allowed(tmp_path):
    assert "clinic.example.org" in allowed_hosts("clinic.example.org", tmp_path)


def test_whole_network_may_call_this_machine_by_its_name(tmp_path):
    assert os.uname().nodename in allowed_hosts("0.0.0.0", tmp_path)  # noqa: S104 - a value of the setting


def test_machine_has_no_other_name_while_it_listens_to_itself(tmp_path):
    if os.uname().nodename == "localhost":
        pytest.skip("this machine is called localhost")
    assert os.uname().nodename not in allowed_hosts("localhost", tmp_path)


@pytest.mark.parametrize("target", ["run", "dev"])
def test_make_allows_the_host_it_listens_on(target):
    makefile = (ROOT / "Makefile").read_text()
    assert f"{target}: export ALLOWED_HOSTS := $(HOST)" in makefile
