"""What the tests of saving share."""

import json
from uuid import uuid4

from django.urls import reverse

from articles import revisions
from tests.articles.admin.test_article_admin import form_data

ADD = "/admin/articles/article/add/"
AUTOSAVE_NEW = "/admin/articles/article/autosave/"


def change_url(article):
    return f"/admin/articles/article/{article.pk}/change/"


class Window:
    """A page that somebody has open: its own session, its numbered saves."""

    def __init__(self, client, user, article=None, **first):
        self.client, self.user, self.article = client, user, article
        self.session, self.sequence = uuid4(), 0
        self.data = form_data(article, **first)

    def sent(self, **changes):
        self.sequence += 1
        self.data |= changes
        own = {"session": self.session, "sequence": self.sequence, "writer": self.user.pk}
        return {**self.data, **own}

    def autosave(self, **changes):
        """Return (status, answer); the base moves on as the page's script moves it."""
        url = AUTOSAVE_NEW
        if self.article is not None:
            url = reverse("admin:articles_article_autosave", args=[self.article.pk])
        return self.take(self.client.post(url, self.sent(**changes)))

    def take(self, response):
        answer = json.loads(response.content)
        if response.status_code == 200 and answer.get("revision"):
            self.data["base"] = answer["revision"]
        return response.status_code, answer

    def press(self, **changes):
        url = change_url(self.article) if self.article is not None else ADD
        return self.client.post(url, self.sent(**changes))

    def beat(self, article=None, **extra):
        article = article or self.article
        url = reverse("admin:articles_article_presence", args=[article.pk])
        data = {"session": self.session, "writer": self.user.pk, **extra}
        response = self.client.post(url, data)
        return response.status_code, json.loads(response.content)


def saved_by(user, article, **changes):
    """Save as somebody else would, in no window."""
    content = revisions.newest_content(article).to_json()
    article.refresh_from_db()
    return revisions.save(article, revisions.Content.from_json({**content, **changes}), by=user)
