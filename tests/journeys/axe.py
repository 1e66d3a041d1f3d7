"""axe-core with the rules of WCAG 2.2 AA and good practice."""

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = [320, 1440]
SCHEMES = ["light", "dark"]


def violations(page: Page, axe_script: str, leave_out: tuple[str, ...] = ()) -> list[str]:
    """Each broken rule with the elements that break it, but for what some selectors match."""
    page.evaluate(axe_script)
    found = page.evaluate(
        # Only violations are read, so axe need not describe every element that passes.
        """async ([rules, exclude]) => {
          const options = {runOnly: rules, resultTypes: ["violations"], selectors: false};
          return (await axe.run({include: document, exclude}, options)).violations;
        }""",
        [RULES, [[selector] for selector in leave_out]],
    )
    return [f"{rule['id']} ({rule['help']}): {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def eye(page: Page, width: int, scheme: str) -> Page:
    """A tab of some width in light or dark."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return page
