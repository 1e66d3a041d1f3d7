"""Whatever changes a comment: one function a verb, by what they are for.

Each checks permission and state first and raises an error of blog.comments.errors; each writes its row of history.
"""
