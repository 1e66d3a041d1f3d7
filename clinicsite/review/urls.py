"""Public addresses: what readers report, what they read before, and drafts behind a reviewer's link."""

from django.urls import path

from clinicsite.review.views.earlier_version import earlier_version
from clinicsite.review.views.outside_review import OutsideReviewView
from clinicsite.review.views.report_error import ReportErrorView, ReportSentView

urlpatterns = [
    path("<int:page_id>/report/", ReportErrorView.as_view(), name="report_error"),
    path("<int:page_id>/report/sent/", ReportSentView.as_view(), name="report_error_sent"),
    path("<int:page_id>/earlier/<int:note_id>/", earlier_version, name="earlier_version"),
    path("draft/<str:token>/", OutsideReviewView.as_view(), name="outside_review"),
]
