"""The findings in Wagtail's content checker: marked in the preview, listed among its issues.

Wagtail runs axe-core inside the preview's frame. A rule of axe can come from Python as long as its check is one that
axe brings along, so there is one rule for each severity and kind of claim. The frame's rules are made for each
preview and select the sections in which the engine found something; those of the editor around it only need the names.
"""

from collections import defaultdict

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import AbstractPage

from clinicsite.review.actions import check_page
from clinicsite.review.claims import BLOCK, KINDS, WARN, Finding, kind_title

CHECK = "claim-was-found"
IMPACTS = {BLOCK: "critical", WARN: "serious"}
NOWHERE = "[data-section='']"


class ClaimsCheckerItem(ContentCheckerItem):
    """Wagtail's content checker with the claims of a page."""

    def __init__(self, page, in_editor=False):
        super().__init__(in_editor=in_editor)
        self.page = page

    @cached_property
    def findings(self) -> dict[str, list[Finding]]:
        """Findings of the page by rule; none in the editor, which sees them through the preview's frame."""
        found = defaultdict(list)
        if not self.in_editor and isinstance(self.page, AbstractPage):
            for finding in check_page(self.page):
                if finding.is_flagged:
                    found[rule_name(finding.severity, finding.kind)].append(finding)
        return found

    def get_axe_run_only(self, request):
        """Wagtail's rules and one for each severity and kind of claim."""
        return [*super().get_axe_run_only(request), *_rule_names()]

    def get_axe_custom_rules(self, request):
        """A rule selects the sections that hold its claims, and always finds fault with them."""
        own = [
            {
                "id": name,
                "impact": IMPACTS[severity],
                "selector": ", ".join(sorted({_selector(finding.field) for finding in self.findings.get(name, ())}))
                or NOWHERE,
                "tags": ["claims"],
                "none": [CHECK],
                "enabled": True,
            }
            for name, (severity, _kind) in _rule_names().items()
        ]
        return [*super().get_axe_custom_rules(request), *own]

    def get_axe_custom_checks(self, request):
        """A check of axe's own that is true of every element."""
        own = {"id": CHECK, "evaluate": "matches-definition-evaluate", "options": {"matcher": "*"}}
        return [*super().get_axe_custom_checks(request), own]

    def get_axe_messages(self, request):
        """What was found in words; in the editor, where the claims stand above, only the kind."""
        return {**super().get_axe_messages(request), **{name: self._message(name) for name in _rule_names()}}

    def _message(self, name: str) -> dict[str, str]:
        severity, kind = _rule_names()[name]
        says = _("Claim that blocks publication: %s") if severity == BLOCK else _("Claim that needs a change: %s")
        help_text = " ".join(f"“{finding.words[:120]}”: {finding.why}" for finding in self.findings.get(name, ())[:3])
        return {
            "error_name": says % kind_title(kind),
            "help_text": help_text or _("The words, the reason and what could be said instead stand under Claims."),
        }


def add_claims(request, items: list, page) -> None:
    """Put the claims into the content checker of the user bar and of the editor."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem) and (item.in_editor or getattr(request, "is_preview", False)):
            items[place] = ClaimsCheckerItem(page, in_editor=item.in_editor)


def rule_name(severity: str, kind: str) -> str:
    """What axe calls a kind of claim."""
    return f"claim-{severity}-{kind}"


def _rule_names() -> dict[str, tuple[str, str]]:
    return {rule_name(severity, kind): (severity, kind) for severity in IMPACTS for kind in KINDS}


def _selector(path: str) -> str:
    """Where the preview shows a text: its section, or the page's heading for what stands above the sections."""
    field, _dot, rest = path.partition(".")
    return f"[data-section='{rest.split('.')[0]}']" if field == "body" and rest else "h1"
