"""Addresses of the articles app that are not pages."""

from django.urls import path

from blog.articles.feeds import ArticleFeed

urlpatterns = [path("", ArticleFeed(), name="article_feed")]
