"""What every test may use, and what no test may do."""

import os
import shutil
import socket

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from django.test.utils import setup_databases, teardown_databases
from wagtail.models import Site

from clinicsite.library.explaining import forget_glossary
from clinicsite.search.counting import counter
from tests.factories.pages import HomePageFactory
from tests.factories.users import SuperuserFactory

# Playwright keeps an event loop in the process, which Django would take for asynchronous code in every later test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

LOCAL_ADDRESSES = {"127.0.0.1", "::1", "localhost", "0.0.0.0", None, ""}  # noqa: S104


def pytest_collection_modifyitems(config, items):
    """Skip what the database at hand cannot show, and leave to SQLite what touches no database at all."""
    on_postgres = django_settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    if on_postgres:
        config.hook.pytest_deselected(items=[item for item in items if not touches_data(item)])
        items[:] = [item for item in items if touches_data(item)]
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: make test-postgres"))


def touches_data(item) -> bool:
    """True for a test that may reach the database; any other one would fail if it tried."""
    is_django_case = isinstance(item, pytest.Function) and issubclass(item.cls or object, TransactionTestCase)
    return bool(
        is_django_case or item.get_closest_marker("django_db") or {"db", "django_db_setup"} & set(item.fixturenames)
    )


def pytest_terminal_summary(terminalreporter, config):
    """Say how to repeat the order of a failed run."""
    seed = config.getoption("randomly_seed", None)
    if seed is not None and (terminalreporter.stats.get("failed") or terminalreporter.stats.get("error")):
        terminalreporter.write_line(f"The order was shuffled with --randomly-seed={seed}")


def pytest_sessionfinish(session):
    """Remove the uploads of this process's tests."""
    shutil.rmtree(django_settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """A test that reaches for another machine fails at once instead of passing where there is a network."""
    connect = socket.socket.connect

    def connect_locally(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL_ADDRESSES:
            raise RuntimeError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    socket.socket.connect = connect_locally
    yield
    socket.socket.connect = connect


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_modify_db_settings, django_db_keepdb, django_db_createdb
):
    """The test database, whichever tests were chosen.

    pytest-django makes one only where a chosen test uses `db`; `sample_site` would then meet the real database.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=django_db_keepdb and not django_db_createdb)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _clean_caches():
    """No test meets what another one cached."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()
    Site.clear_site_root_paths_cache()
    forget_glossary()
    counter.take()


@pytest.fixture
def home(db):
    """The home page of the default site."""
    return HomePageFactory()


@pytest.fixture
def superuser(db):
    """Somebody who may do everything."""
    return SuperuserFactory()


@pytest.fixture
def admin_client(client, superuser):
    """A client that is signed in as somebody who may do everything."""
    client.force_login(superuser)
    return client


@pytest.fixture
def is_postgres() -> bool:
    """True where the tests run on PostgreSQL."""
    return connection.vendor == "postgresql"


@pytest.fixture(scope="module")
def _sample_site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The sample site, loaded once for a whole module and gone afterwards."""
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=tmp_path_factory.mktemp("sample")),
        transaction.atomic(),
    ):
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sample_site(_sample_site):
    """The sample site, free to be changed by one test. A module that uses it cannot use `db` and its kin."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
