"""Clinic settings and menus from the site's file."""

from collections.abc import Mapping

from clinicsite.core.models import ClinicSettings
from clinicsite.demo.rich_text import RichTextWriter

PLAIN_FIELDS = (
    "name",
    "short_name",
    "strapline",
    "legal_name",
    "phone",
    "email",
    "country",
    "footer_sentence",
    "legal_line",
    "is_sample",
    "comments_introduction",
    "comments_privacy_warning",
)
URGENT_HELP_FIELDS = ("emergency_number", "emergency_text", "crisis_name", "crisis_phone", "crisis_text", "crisis_url")


def fill_clinic_settings(clinic: ClinicSettings, site_file: dict, pages: Mapping) -> None:
    """Write the file's texts into the settings; the caller saves."""
    for name in PLAIN_FIELDS:
        setattr(clinic, name, site_file[name])
    rich_text = RichTextWriter({}, {slug: page.pk for slug, page in pages.items()})
    clinic.medical_disclaimer = rich_text.paragraphs(site_file["medical_disclaimer"])
    clinic.funding_statement = rich_text.paragraphs(site_file["funding_statement"])
    first = site_file["locations"][0]
    clinic.address = "\n".join(first["address"])
    clinic.opening_hours = "\n".join(first["hours"])
    clinic.urgent_help = [
        {
            "type": "country",
            "value": {"country": country, **{name: help_line.get(name, "") for name in URGENT_HELP_FIELDS}},
        }
        for country, help_line in site_file["emergency"].items()
    ]
    clinic.comments_policy_page = pages["comments-policy"].page_ptr
    clinic.editorial_policy_page = pages["editorial-policy"].page_ptr
    clinic.privacy_page = pages["privacy"].page_ptr
    clinic.contact_page = pages["contact"].page_ptr


def menus_story(site_file: dict, pages: Mapping) -> list[dict]:
    """The raw stream value of the menus."""

    def link(item):
        return {"label": item["label"], "page": pages[item["page"]].pk, "url": ""}

    main = {"links": [link(item) for item in site_file["menus"]["main"]], "button": link(site_file["menus"]["button"])}
    groups = [
        {
            "type": "footer_group",
            "value": {"heading": group["heading"], "links": [link(item) for item in group["items"]]},
        }
        for group in site_file["menus"]["footer"]
    ]
    return [{"type": "main_menu", "value": main}, *groups]
