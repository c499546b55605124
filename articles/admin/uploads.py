"""Pictures that come with a form."""

from contextlib import suppress

from django.http import HttpRequest

from articles.renditions import UnusableImage, prepare


def prepare_uploads(request: HttpRequest) -> None:
    """Decode and encode the pictures of a request before its transaction begins.

    It takes seconds for a large one, and on SQLite a transaction that writes keeps every other
    writer waiting. What is wrong with a picture is said by its form, which asks again.
    """
    if request.method != "POST":
        return
    for uploads in request.FILES.lists():
        for upload in uploads[1]:
            with suppress(UnusableImage):
                prepare(upload)
