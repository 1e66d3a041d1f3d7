from blog.articles.actions.duplicating import duplicate_part
from blog.articles.actions.scheduling import schedule_series
from blog.articles.actions.starting import start_article, start_series

__all__ = ["duplicate_part", "schedule_series", "start_article", "start_series"]
