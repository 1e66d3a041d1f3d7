import io
import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from blog.comments.models import Commenter
from clinicsite.core.checks import check_data_keys
from clinicsite.core.sealing import CannotOpen, fault_of_keys, is_sealed_with_newest, seal, unseal
from tests.architecture.sources import ROOT
from tests.factories.commenters import make_commenter


def new_key():
    return Fernet.generate_key().decode()


def resealed(**options):
    out, err = io.StringIO(), io.StringIO()
    call_command("reseal", stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


@pytest.mark.parametrize("keys", [[], [""], ["short"], ["ä" * 44], ["a" * 43 + "!"], ["good", "short"]])
def test_bad_keys_are_named_by_the_setting_and_not_shown(keys):
    keys = [new_key() if key == "good" else key for key in keys]
    fault = fault_of_keys(keys)
    assert "DATA_KEYS" in fault
    assert not any(key and key in fault for key in keys)


def test_good_keys_have_no_fault():
    assert fault_of_keys([new_key(), new_key()]) == ""


def test_check_names_the_setting(settings):
    settings.DATA_KEYS = ["short"]
    assert "DATA_KEYS" in check_data_keys(None)[0].msg
    settings.DATA_KEYS = [new_key()]
    assert check_data_keys(None) == []


@pytest.mark.parametrize("keys", [None, "", "short"])
def test_production_does_not_start_without_good_keys(tmp_path, keys):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "clinicsite.settings.production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "clinic.example.org",
        "DATA_DIR": str(tmp_path),
    }
    environment.pop("DATA_KEYS", None)
    if keys is not None:
        environment["DATA_KEYS"] = keys
    command = [sys.executable, "-c", "import clinicsite.settings.production"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode
    assert "DATA_KEYS" in done.stderr.splitlines()[-1]


def test_old_key_still_opens(settings):
    old = new_key()
    settings.DATA_KEYS = [old]
    sealed = seal("words")
    settings.DATA_KEYS = [new_key(), old]
    assert unseal(sealed) == "words"
    assert not is_sealed_with_newest(sealed)
    assert is_sealed_with_newest(seal("words"))


@pytest.mark.django_db
class TestReseal:
    @pytest.fixture
    def keys(self, settings):
        """An old key that sealed an address, and a new one in front of it."""
        old, new = new_key(), new_key()
        settings.DATA_KEYS = [old]
        make_commenter("reader@example.org")
        settings.DATA_KEYS = [new, old]
        return new, old

    def test_old_key_can_go_afterwards(self, keys, settings):
        resealed()
        settings.DATA_KEYS = keys[:1]
        assert Commenter.objects.get().address == "reader@example.org"

    def test_dry_run_changes_nothing(self, keys, settings):
        before = Commenter.objects.get().address_sealed
        assert "Commenter address_sealed: 1 sealed again" in resealed(dry_run=True)
        assert Commenter.objects.get().address_sealed == before

    def test_second_run_changes_nothing(self, keys):
        resealed()
        before = Commenter.objects.get().address_sealed
        assert "Commenter address_sealed: 0 sealed again" in resealed()
        assert Commenter.objects.get().address_sealed == before

    def test_what_no_key_opens_stays_and_is_counted(self, keys, settings):
        settings.DATA_KEYS = [new_key()]
        before = Commenter.objects.get().address_sealed
        assert "1 cannot be opened" in resealed()
        assert Commenter.objects.get().address_sealed == before
        with pytest.raises(CannotOpen):
            Commenter.objects.get().address  # noqa: B018

    def test_address_is_still_found(self, keys):
        resealed()
        assert Commenter.objects.with_address("reader@example.org").exists()
