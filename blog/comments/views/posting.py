"""Writing a comment, without a cookie, a token or a script."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from blog.comments.actions.submission import check_may_submit, submit_comment
from blog.comments.errors import BodyTooLarge, BodyUnreadable, CommentsClosed, ParentNotPublic, ThreadTooDeep
from blog.comments.forms import CommentForm
from blog.comments.models import Comment
from blog.comments.pages import public_page
from blog.comments.submission_guard import is_from_this_site, read_form

UNANSWERABLE = {
    ParentNotPublic: _("The comment you answer is no longer shown. You can send your text as a comment of its own."),
    ThreadTooDeep: _("This conversation cannot get any deeper. You can send your text as a comment of its own."),
}
NOT_FROM_HERE = _("We could not see that this came from our own page. Check your text and send it again.")


class UncachedView(View):
    """A page about one reader's own text: kept by no cache and shown by no search engine."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response


# No token: a form on a page that caches share cannot carry one. submission_guard asks the browser instead.
@method_decorator(csrf_exempt, name="dispatch")
class WriteCommentView(UncachedView):
    """The form by itself, for a new comment or for a reply, and the place where every comment form is sent."""

    def get(self, request, page_id, comment_id=None):
        page = public_page(request, page_id)
        if page is None or not page.shows_comments:
            raise Http404
        parent = self._parent(comment_id)
        try:
            check_may_submit(page=page, parent=parent)
        except CommentsClosed:
            return self._not_sent(request, 200, page=page)
        except (ParentNotPublic, ThreadTooDeep):
            raise Http404 from None
        return self._form(request, 200, page, parent, CommentForm())

    def post(self, request, page_id, comment_id=None):
        page = public_page(request, page_id)
        try:
            typed = read_form(request)
        except BodyTooLarge:
            return self._not_sent(request, 413, page=page)
        except BodyUnreadable:
            return self._not_sent(request, 400, page=page)
        if page is None:
            return self._not_sent(request, 404, form=CommentForm(typed))
        return self._receive(request, page, self._parent(comment_id), CommentForm(typed))

    def _receive(self, request, page, parent, form):
        try:
            check_may_submit(page=page, parent=parent)
        except CommentsClosed:
            return self._not_sent(request, 409, page=page, form=form)
        except (ParentNotPublic, ThreadTooDeep) as error:
            form.add_error(None, UNANSWERABLE[type(error)])
            return self._form(request, 409, page, None, form)
        if not is_from_this_site(request):
            form.add_error(None, NOT_FROM_HERE)
            return self._form(request, 403, page, parent, form)
        if not form.is_valid():
            return self._form(request, 422, page, parent, form)
        submit_comment(
            page=page,
            parent=parent,
            author_name=form.cleaned_data["name"],
            text=form.cleaned_data["comment"],
        )
        return HttpResponseRedirect(reverse("comment_held", args=[page.pk]), status=303)

    def _parent(self, comment_id):
        if comment_id is None:
            return None
        # A comment that does not exist is answered like one that is not shown: nobody learns which ids exist.
        return Comment.objects.filter(pk=comment_id).first() or Comment()

    def _form(self, request, status, page, parent, form):
        context = {"commented_page": page, "parent": parent, "form": form}
        return render(request, "comments/write.html", context, status=status)

    def _not_sent(self, request, status, page=None, form=None):
        context = {"commented_page": page, "form": form, "status": status}
        return render(request, "comments/not_sent.html", context, status=status)


class CommentHeldView(UncachedView):
    """What happens next, after a comment was sent."""

    http_method_names = ["get", "head"]

    def get(self, request, page_id):
        page = public_page(request, page_id)
        if page is None:
            raise Http404
        return render(request, "comments/held.html", {"commented_page": page})
