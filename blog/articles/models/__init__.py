"""The article series and everything a reader of articles meets."""

from blog.articles.models.article_index_page import ArticleIndexPage
from blog.articles.models.article_page import ArticlePage
from blog.articles.models.series_page import SeriesPage
from blog.articles.models.topic import Topic

__all__ = ["ArticleIndexPage", "ArticlePage", "SeriesPage", "Topic"]
