"""How links to pages in rich text become addresses."""

from wagtail.rich_text.pages import PageLinkHandler


class SameQueryPageLinkHandler(PageLinkHandler):
    """Looks all pages up with one query. Wagtail asks once more for each page type, which only matters to types
    that make their own addresses; the site has none."""

    @classmethod
    def get_many(cls, attrs_list):
        ids = [attrs.get("id") for attrs in attrs_list]
        pages = {str(page.pk): page for page in cls.get_model().objects.filter(pk__in=ids)}
        return [pages.get(str(page_id)) for page_id in ids]
