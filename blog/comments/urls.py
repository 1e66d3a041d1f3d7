"""Addresses of the comments app."""

from django.urls import path

from blog.comments.feeds import PageCommentsFeed, SeriesCommentsFeed, SiteCommentsFeed
from blog.comments.views.addresses import (
    AllView,
    EraseView,
    ExportView,
    GoneView,
    MailView,
    ProveView,
    PublishView,
    StopMailView,
    YoursView,
)
from blog.comments.views.checking import CheckTextView
from blog.comments.views.own import OwnCommentView, OwnEditView, OwnWithdrawView
from blog.comments.views.posting import CommentHeldView, WriteCommentView
from blog.comments.views.reading import conversation, find_comment
from blog.comments.views.responding import HelpfulCountedView, HelpfulView, ReportSentView, ReportView

urlpatterns = [
    path("check/", CheckTextView.as_view(), name="comment_check"),
    path("<int:page_id>/", WriteCommentView.as_view(), name="comment_write"),
    path("<int:page_id>/reply/<int:comment_id>/", WriteCommentView.as_view(), name="comment_reply"),
    path("<int:page_id>/held/", CommentHeldView.as_view(), name="comment_held"),
    path("<int:page_id>/thread/<int:comment_id>/", conversation, name="comment_thread"),
    path("<int:page_id>/comment/<int:comment_id>/", find_comment, name="comment_find"),
    path("<int:page_id>/comment/<int:comment_id>/helpful/", HelpfulView.as_view(), name="comment_helpful"),
    path(
        "<int:page_id>/comment/<int:comment_id>/helpful/counted/",
        HelpfulCountedView.as_view(),
        name="comment_helpful_counted",
    ),
    path("<int:page_id>/comment/<int:comment_id>/report/", ReportView.as_view(), name="comment_report"),
    path("<int:page_id>/comment/<int:comment_id>/report/sent/", ReportSentView.as_view(), name="comment_report_sent"),
    path("feed/", SiteCommentsFeed(), name="comment_feed"),
    path("feed/series/<int:page_id>/", SeriesCommentsFeed(), name="comment_feed_series"),
    path("feed/<int:page_id>/", PageCommentsFeed(), name="comment_feed_page"),
    # Writers and owners of addresses, each behind a signed link.
    path("yours/", YoursView.as_view(), name="comment_yours"),
    path("yours/withdrawn/", GoneView.as_view(what="comment"), name="comment_withdrawn"),
    path("yours/erased/", GoneView.as_view(what="address"), name="comment_erased"),
    path("yours/all/<str:token>/", AllView.as_view(), name="comment_yours_all"),
    path("yours/all/<str:token>/export/", ExportView.as_view(), name="comment_export"),
    path("yours/all/<str:token>/erase/", EraseView.as_view(), name="comment_erase"),
    path("yours/all/<str:token>/mail/", MailView.as_view(), name="comment_mail"),
    path("yours/<str:token>/", OwnCommentView.as_view(), name="comment_own"),
    path("yours/<str:token>/edit/", OwnEditView.as_view(), name="comment_edit"),
    path("yours/<str:token>/withdraw/", OwnWithdrawView.as_view(), name="comment_withdraw"),
    path("publish/<str:token>/", PublishView.as_view(), name="comment_publish"),
    path("address/<str:token>/", ProveView.as_view(), name="comment_address"),
    path("mail/stop/<str:token>/", StopMailView.as_view(), name="comment_mail_stop"),
]
