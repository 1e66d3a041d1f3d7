"""Statements of regulators on public pages, and the panel of claims beside the editor."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse

from clinicsite.review.disclosures import country_of, meetings_for_readers

register = template.Library()


@register.simple_tag(takes_context=True)
def regulatory_statements(context, page) -> dict[str, str]:
    """The statements a page needs, rendered, by the id of the section they follow; those for its end by an empty id.

    `{% story %}` puts them in under the name `after_sections`.
    """
    placed: dict[str, str] = {}
    country = getattr(context.get("clinic"), "country", "") or country_of(page)
    for meeting in meetings_for_readers(page, country):
        if meeting.statement:
            html = render_to_string("components/regulatory_statement.html", {"statement": meeting.statement})
            placed[meeting.block_id] = placed.get(meeting.block_id, "") + html
    return placed


@register.simple_tag
def claims_addresses(page, request) -> dict[str, str]:
    """Where the panel beside the editor sends the form: of this page, and of any page with 0 in place of its id."""
    check_any = reverse("claims_check_page", args=[0])
    if page.pk:
        return {"check": reverse("claims_check_page", args=[page.pk]), "check_any": check_any}
    place = request.resolver_match.kwargs
    names = ("content_type_app_name", "content_type_model_name", "parent_page_id")
    return {"check": reverse("claims_check_new_page", args=[place[name] for name in names]), "check_any": check_any}
