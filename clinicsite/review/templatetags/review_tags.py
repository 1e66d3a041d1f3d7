"""What public pages say about their medical review."""

from django import template

from clinicsite.review.facts import ReviewFacts, facts_for

register = template.Library()


@register.simple_tag(takes_context=True)
def review_facts(context, page) -> ReviewFacts:
    """The facts for a byline. One query, kept on the page."""
    return facts_for(page, context.get("request"))


@register.inclusion_tag("review/head.html", takes_context=True)
def review_head(context, page):
    """For the head of the page: whether search engines may show it."""
    return {"facts": facts_for(page, context.get("request"))}


@register.inclusion_tag("review/banner.html", takes_context=True)
def review_banner(context, page):
    """Above the text of an overdue page."""
    return {"facts": facts_for(page, context.get("request"))}
