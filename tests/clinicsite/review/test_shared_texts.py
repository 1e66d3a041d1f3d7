"""Texts that many pages share go live at once: a claim that may not be published is refused, with the words and why."""

import pytest
from django.urls import reverse
from wagtail.models import Site
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from clinicsite.core.blocks.text import PLAIN_FEATURES, TEXT_FEATURES
from clinicsite.core.models import ClinicSettings, Disclaimer
from clinicsite.library.models import GlossaryTerm
from clinicsite.review.models import RegulatoryStatement, TrustSettings
from tests.factories.review import ClaimRuleFactory, RegulatoryStatementFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
CLAIM, CAREFUL = "Ketamine cures chronic pain.", "Some people had less pain for two weeks."
SHARED = {
    "disclaimer": (Disclaimer, "text", TEXT_FEATURES, {"name": "off-label", "title": "Off-label", "text": "<p>A.</p>"}),
    "glossaryterm": (GlossaryTerm, "definition", None, {"term": "Nerve", "slug": "nerve", "definition": "A."}),
    "regulatorystatement": (RegulatoryStatement, "text", PLAIN_FEATURES, {}),
    "clinicsettings": (ClinicSettings, "medical_disclaimer", PLAIN_FEATURES, {}),
    "clinicsettings.funding": (ClinicSettings, "funding_statement", PLAIN_FEATURES, {}),
    "clinicsettings.line": (ClinicSettings, "footer_sentence", None, {}),
    "trustsettings": (TrustSettings, "method_statement", PLAIN_FEATURES, {}),
}


# What the editor's scripts add to the form of a stream of nothing.
SENT_BY_SCRIPTS = {"urgent_help-count": "0"}


class Shared:
    """One text as the admin changes it."""

    def __init__(self, name, client):
        self.client = client
        self.model, self.field, self.features, values = SHARED[name]
        if self.model is RegulatoryStatement:
            self.row = RegulatoryStatementFactory(owner=UserFactory())
        elif hasattr(self.model, "for_site"):
            self.row = self.model.for_site(Site.objects.get(is_default_site=True))
        else:
            self.row = self.model.objects.create(**values)

    @property
    def address(self) -> str:
        """Where it is changed."""
        options = self.model._meta
        if hasattr(self.model, "for_site"):
            return reverse("wagtailsettings:edit", args=[options.app_label, options.model_name, self.row.site_id])
        return reverse(self.row.snippet_viewset.get_url_name("edit"), args=[self.row.pk])

    def send(self, words, **others):
        """Send the form with other words."""
        html = self.client.get(self.address).content.decode()
        forms = [form for form in _forms_of(html) if self.field in form]
        value = rich_text(f"<p>{words}</p>", features=self.features) if self.features else words
        return self.client.post(self.address, {**forms[0], **SENT_BY_SCRIPTS, self.field: value, **others})

    @property
    def stored(self) -> str:
        """What readers see."""
        return str(getattr(self.model.objects.get(pk=self.row.pk), self.field))


def _forms_of(html) -> list[dict]:
    found = []
    for number in range(6):
        try:
            found.append(querydict_from_html(html, form_index=number).dict())
        except ValueError:
            break
    return found


@pytest.fixture(params=sorted(SHARED))
def shared(request, home, admin_client):
    """Each kind of shared text."""
    return Shared(request.param, admin_client)


def test_claim_that_blocks_is_refused_with_the_words_and_why(shared):
    before = shared.stored
    response = shared.send(CLAIM)
    assert response.status_code == 200
    said = " ".join(response.context["form"].errors[shared.field])
    assert "“cures” may not be published: Cure claim." in said
    assert shared.stored == before


def test_what_was_typed_comes_back(shared):
    assert "cures chronic pain" in shared.send(CLAIM).content.decode()


def test_careful_words_are_saved(shared):
    assert shared.send(CAREFUL).status_code == 302
    assert CAREFUL in shared.stored


def test_claim_that_stands_already_keeps_no_other_change_back(shared):
    stands = f'<p data-block-key="a">{CLAIM}</p>' if shared.features else CLAIM
    shared.model.objects.filter(pk=shared.row.pk).update(**{shared.field: stands})
    assert shared.send(CLAIM, phone="+1 555 0100").status_code == 302


def test_rule_of_the_clinic_holds_for_shared_texts_too(admin_client, home):
    ClaimRuleFactory(severity="block")
    response = Shared("disclaimer", admin_client).send("Time to glow up.")
    assert "“glow up” may not be published: A slogan." in str(response.context["form"].errors)


def test_warning_keeps_nothing_back(admin_client, home):
    ClaimRuleFactory(severity="warn")
    assert Shared("disclaimer", admin_client).send("Time to glow up.").status_code == 302


def test_new_text_is_checked_before_it_is_there(admin_client, home):
    address = reverse(GlossaryTerm.snippet_viewset.get_url_name("add"))
    response = admin_client.post(address, {"term": "Nerve", "slug": "nerve", "also_called": "", "definition": CLAIM})
    assert response.context["form"].errors.keys() == {"definition"}
    assert not GlossaryTerm.objects.exists()


def test_rules_of_every_country_hold_for_what_all_sites_share(admin_client, home):
    ClinicSettings.objects.update_or_create(site=Site.objects.get(is_default_site=True), defaults={"country": "UK"})
    assert Shared("disclaimer", admin_client).send(CLAIM).status_code == 200
