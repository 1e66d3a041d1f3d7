import datetime

import pytest
import time_machine
from django.test import RequestFactory

from clinicsite.background.jobs import registered_jobs
from clinicsite.core import senders
from clinicsite.core.models import DailySalt
from clinicsite.core.senders import destroy_old_salts, network_address, sender_digest

NOON = datetime.datetime(2027, 3, 3, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _fresh_process():
    """No test meets the salt of another one."""
    senders._kept.clear()
    yield
    senders._kept.clear()


def request_from(address="192.0.2.7", forwarded=None):
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::2%eth1"),
    ],
)
def test_addresses_of_one_sender(one, other):
    assert network_address(request_from(one)) == network_address(request_from(other))


@pytest.mark.parametrize(("one", "other"), [("192.0.2.7", "192.0.2.8"), ("2001:db8:1:2::1", "2001:db8:1:3::1")])
def test_addresses_of_two_senders(one, other):
    assert network_address(request_from(one)) != network_address(request_from(other))


@pytest.mark.parametrize("address", ["", "unix:", "not an address", "999.1.1.1"])
def test_connection_without_an_address_is_unknown(address):
    assert network_address(request_from(address)) == "unknown"


def test_forwarded_address_is_not_read_without_a_proxy():
    assert network_address(request_from(forwarded="203.0.113.9")) == "192.0.2.7"


@pytest.mark.parametrize(
    ("count", "forwarded", "address"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "[2001:db8:1:2::1]:443", "2001:db8:1:2::/64"),
        (2, "203.0.113.9", "192.0.2.7"),
        (1, "nonsense", "192.0.2.7"),
        (1, "", "192.0.2.7"),
    ],
)
def test_address_is_the_one_that_the_outermost_own_proxy_saw(settings, count, forwarded, address):
    settings.TRUSTED_PROXY_COUNT = count
    assert network_address(request_from(forwarded=forwarded)) == address


@pytest.mark.django_db
def test_digest_lasts_a_day():
    with time_machine.travel(NOON, tick=False):
        first = sender_digest(request_from())
    with time_machine.travel(NOON + datetime.timedelta(hours=11), tick=False):
        assert sender_digest(request_from()) == first
    with time_machine.travel(NOON + datetime.timedelta(hours=13), tick=False):
        assert sender_digest(request_from()) != first


@pytest.mark.django_db
def test_digest_is_the_same_in_every_process():
    first = sender_digest(request_from())
    senders._kept.clear()
    assert sender_digest(request_from()) == first


@pytest.mark.django_db
def test_digest_costs_no_query_once_the_salt_is_known(django_assert_num_queries):
    sender_digest(request_from())
    with django_assert_num_queries(0):
        sender_digest(request_from("192.0.2.8"))


@pytest.mark.django_db
def test_old_salts_are_destroyed_and_todays_stays():
    with time_machine.travel(NOON, tick=False):
        sender_digest(request_from())
    with time_machine.travel(NOON + datetime.timedelta(days=1), tick=False):
        today = sender_digest(request_from())
        assert destroy_old_salts() == 1
        assert sender_digest(request_from()) == today
    assert [row.day.isoformat() for row in DailySalt.objects.all()] == ["2027-03-04"]


def test_job_destroys_old_salts():
    assert destroy_old_salts in [job.run for job in registered_jobs()]
