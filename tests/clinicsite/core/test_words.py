"""Words of Wagtail that this site says otherwise."""

import shutil
import subprocess

import pytest
from django.conf import settings
from django.utils.translation import gettext

CATALOG = settings.LOCALE_PATHS[0] / "en" / "LC_MESSAGES"


def test_refused_publication_says_that_nothing_is_lost():
    assert "Nothing you typed is lost" in gettext("The page could not be saved due to validation errors.")


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed (Debian: apt-get install gettext)")
def test_compiled_words_are_those_of_the_catalog(tmp_path):
    compiled = tmp_path / "django.mo"
    subprocess.run([shutil.which("msgfmt"), "-o", compiled, CATALOG / "django.po"], check=True)
    assert compiled.read_bytes() == (CATALOG / "django.mo").read_bytes()
