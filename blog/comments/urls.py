"""Addresses of the comments app."""

from django.urls import path

from blog.comments.views.posting import CommentHeldView, WriteCommentView
from blog.comments.views.reading import conversation, find_comment

urlpatterns = [
    path("<int:page_id>/", WriteCommentView.as_view(), name="comment_write"),
    path("<int:page_id>/reply/<int:comment_id>/", WriteCommentView.as_view(), name="comment_reply"),
    path("<int:page_id>/held/", CommentHeldView.as_view(), name="comment_held"),
    path("<int:page_id>/thread/<int:comment_id>/", conversation, name="comment_thread"),
    path("<int:page_id>/comment/<int:comment_id>/", find_comment, name="comment_find"),
]
