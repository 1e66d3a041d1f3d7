"""The home page's bands from its file and the site's file."""

from collections.abc import Mapping


def home_story(front: dict, site_file: dict, pages: Mapping) -> list[dict]:
    """The raw stream value of the home page."""
    series = pages["ketamine-and-chronic-pain"]
    people = [page.pk for page in pages.values() if type(page).__name__ == "TeamMemberPage"]
    invitation = front["invitation"]
    return [
        {"type": "promises", "value": {"promises": front["promises"]}},
        {"type": "featured_series", "value": {"series": series.pk, "button_label": "Start with part 1"}},
        {"type": "steps", "value": {"heading": front["how_it_works_heading"], "steps": front["how_it_works"]}},
        {
            "type": "people",
            "value": {
                "heading": front["people_heading"],
                "people": people[:4],
                "link": {"label": "Meet the whole team", "page": pages["team"].pk, "url": ""},
            },
        },
        {
            "type": "places",
            "value": {
                "heading": front["locations_heading"],
                "places": [_place(location) for location in site_file["locations"]],
            },
        },
        {
            "type": "invitation",
            "value": {
                "heading": invitation["heading"],
                "text": f"<p>{invitation['text']}</p>",
                "link": {"label": invitation["label"], "page": pages[invitation["page"]].pk, "url": ""},
            },
        },
    ]


def _place(location: dict) -> dict:
    return {
        "name": location["name"],
        "address": "\n".join(location["address"]),
        "hours": "\n".join([*location["hours"], location["closed"]]),
        "phone": location["phone"],
        "access": f"{location['access']}. {location['transport']}.",
    }
