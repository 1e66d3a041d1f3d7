import pytest
from wagtail.models import Site

from blog.comments.policy_version import current_policy_version
from clinicsite.core.models import ClinicSettings
from tests.factories.pages import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy():
    """The policy page that the settings of the default site name."""
    page = StandardPageFactory(parent=HomePageFactory())
    ClinicSettings.objects.update_or_create(site=Site.objects.get(), defaults={"comments_policy_page": page})
    return page


def version():
    return current_policy_version(Site.objects.get().pk)


def test_version_names_the_published_revision_and_its_date(policy):
    policy.save_revision().publish()
    policy.refresh_from_db()
    assert version() == f"{policy.live_revision_id} {policy.last_published_at.date().isoformat()}"


def test_version_fits_its_column(policy):
    policy.save_revision().publish()
    assert 0 < len(version()) <= 40


def test_page_that_was_never_revised_is_named_itself(policy):
    assert version().startswith(f"page-{policy.pk}")


def test_unpublished_policy_has_no_version(policy):
    policy.unpublish()
    assert version() == ""


def test_site_without_a_policy_has_no_version(home):
    assert version() == ""


def test_version_is_read_once_a_minute(policy, django_assert_num_queries):
    site_id = Site.objects.get().pk
    current_policy_version(site_id)
    with django_assert_num_queries(0):
        current_policy_version(site_id)
