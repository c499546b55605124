"""A paper with every kind of page: what the tests of design, access and weight walk through."""

import os
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from articles import corrections, fronts, rankings, workflow
from articles.body.photos import BodyPhoto, Gallery, stored
from articles.models import Readership, Series
from articles.rules import Action
from articles.templatetags.calendars import day_path, month_path, year_path
from comments import correspondents
from comments.models import Comment, Writer
from comments.privacy import asked
from newsroom.roles import create_groups
from tests.comments.factories import CommentFactory
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PhotoFactory,
    PublicationFactory,
    SectionFactory,
    UserFactory,
)
from tests.pictures import picture

LONG = "Ẩm thực Ấp Ửu Đỗ: Ủy ban xã Ẵm Ỗi Nghiêng Thuỷ mở hội Ẳm Ứng giữa mùa nước nổi " * 2
BODY = (
    '<h2>Ẩn số mùa lũ</h2><p>Đoạn thứ nhất, có <a href="/kinh-te/">liên kết</a>.</p>'
    "<blockquote><p>Ủ ấm cho lúa.</p></blockquote><ul><li>Một</li><li>Hai</li></ul><h3>Số liệu</h3>"
    "<table><caption>Sản lượng</caption><tbody><tr><th>Năm</th><th>Tấn</th></tr>"
    "<tr><td>2025</td><td>1.200</td></tr></tbody></table>"
    '<aside class="box box--facts"><h3>Cần biết</h3><p>Giờ mở cửa: 7 giờ.</p></aside>'
    '<figure class="embed"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">YouTube</a>'
    "<figcaption>Lũ về</figcaption></figure>"
)
#: The form of this page is sent empty before the page is looked at.
ERRORS = "comments with errors"
#: Pages that no reader finds by a link; search engines are told to leave them alone.
REFUSED = ("unknown", "withdrawn", "preview closed", "comment that is gone")


def make_paper(comments=3):
    """Make a paper, and return the address of a page of each kind, by the kind's name.

    Whoever adds a kind of page adds a line here, and every test of access looks at it.
    """
    paper = PublicationFactory(name="Báo Thử Nghiệm", tagline="Tiếng nói của bạn đọc")
    top = SectionFactory(publication=paper, name="Kinh tế", slug="kinh-te", description="Làm ăn.")
    sub = SectionFactory(publication=paper, parent=top, name="Nông nghiệp", slug="nong-nghiep")
    other = SectionFactory(publication=paper, name="Văn hóa - Xã hội", slug="van-hoa-xa-hoi")
    author = AuthorFactory(name="Ứng Thị Ẩn", description="Phóng viên")
    series = Series.objects.create(name="Ẩm thực mùa nước nổi", description="Ba kỳ, ở ba ấp.")
    ArticleFactory(public=True, section=sub, series=series, photos=1)
    article = _article(series=series, section=sub, authors=[author], tag_names=["lúa", "mùa nước"])
    story = ArticleFactory(
        public=True, kind="photos", section=other, photos=4, body="<p>Bộ ảnh.</p>", kicker="Ảnh"
    )
    for section in (sub, other):
        ArticleFactory.create_batch(fronts.PAGE_SIZE // 2 + 3, public=True, photos=1, section=top)
        ArticleFactory.create_batch(4, public=True, section=section, title=LONG, kicker="Ẩm thực")
    ArticleFactory(public=True, section=other, language="en", title="A word in English", photos=1)
    roots = CommentFactory.create_batch(comments, article=article, status="approved")
    reply = CommentFactory(parent=roots[0], status="approved", body="Ừ, đúng ạ.")
    writer = _talk(reply, roots)
    owner = correspondents.make(roots[0].email)
    gone = ArticleFactory(public=True, section=top)
    closed = ArticleFactory(public=True, section=top, comments_mode="closed")
    create_groups(apps)  # tests with transactions empty the tables
    chief = UserFactory(roles=["secretary"])
    corrections.publish_correction(article, kind="correction", text="Số đúng: 1.200.", by=chief)
    workflow.move(gone, Action.WITHDRAW, by=chief, reason="Sai.", notice="Đã gỡ để kiểm tra.")
    Readership.objects.create(article=story, day=timezone.localdate(), reads=9)
    rankings.refresh()
    day = timezone.localdate(story.published_at)
    return {
        "home": "/",
        "section": top.get_absolute_url(),
        "subsection": sub.get_absolute_url(),
        "article": article.get_absolute_url(),
        "photo story": story.get_absolute_url(),
        "author": author.get_absolute_url(),
        "keyword": article.tags.first().get_absolute_url(),
        "search": reverse("articles:search"),
        "search with hits": "/tim-kiem/?q=thu+hoach",
        "search without hits": "/tim-kiem/?q=zyxw",
        "search narrowed down": "/tim-kiem/?q=thu+hoach&muc=kinh-te&xep=hop",
        "corrections": reverse("articles:corrections"),
        "authors": reverse("articles:authors"),
        "keywords": reverse("articles:tags"),
        "archive": reverse("articles:archive"),
        "year": year_path(day),
        "month": month_path(day),
        "day": day_path(day),
        "most read": reverse("articles:most-read"),
        "series": series.get_absolute_url(),
        "offline": reverse("articles:offline"),
        "API": reverse("articles:api"),
        "comments": reverse("comments:page", args=[article.pk]),
        "like": reverse("comments:like", args=[article.pk, roots[0].pk]),
        "report": reverse("comments:report", args=[article.pk, roots[0].pk]),
        ERRORS: reverse("comments:page", args=[article.pk]),
        "comments chosen": f"{reverse('comments:page', args=[article.pk])}?xem=chon",
        "thread": reverse("comments:thread", args=[article.pk, reply.pk]),
        "comment that is gone": reverse("comments:thread", args=[article.pk, 999_999]),
        "writer of comments": reverse("comments:writer", args=[writer.public_id]),
        "comments that are closed": reverse("comments:page", args=[closed.pk]),
        "sign in": reverse("accounts:sign_in"),
        "one's data": reverse("comments:data"),
        "one's data, opened": reverse("comments:data-own", args=[asked.link_token(owner)]),
        "letters, to confirm": reverse(
            "comments:letters-confirm", args=[correspondents.confirm_token(owner)]
        ),
        "letters, to stop": reverse(
            "comments:letters-stop", args=[correspondents.stop_token(f"g{owner.pk}", roots[0].pk)]
        ),
        "unknown": "/khong-co-trang-nay/",
        "withdrawn": gone.get_absolute_url(),
        "no such page of a list": f"{top.get_absolute_url()}?truoc=x",
        "preview closed": reverse("articles:preview", args=["x" * 32]),
        "English home": "/en/",
        "English article": f"/en{article.get_absolute_url()}",
        "English search": "/en/tim-kiem/?q=thu+hoach",
    }


def _talk(reply, roots):
    """Give a thread all that a thread may have, and return an account that has written in it."""
    writer = Writer.objects.create(user=UserFactory(), name="Ứng Thị Ẩn", standing="trusted")
    now = timezone.now()
    CommentFactory(parent=reply, status="approved", name="Tòa soạn", by_newsroom=True)
    emptied = CommentFactory(parent=reply, status="approved")
    CommentFactory.create_batch(
        3, parent=reply, status="approved", user=writer.user, name=LONG[:60]
    )
    Comment.objects.filter(pk=emptied.pk).update(emptied_at=now, name="", body="")
    Comment.objects.filter(pk=roots[0].pk).update(featured_at=now, edited_at=now)
    return writer


def _article(**fields):
    """An article with all that an article may have."""
    column, wide, *others = PhotoFactory.create_batch(5)
    body = BODY + "".join(
        f"{stored(figure)}<p>Đoạn sau.</p>"
        for figure in (
            BodyPhoto(column.pk, "Chú thích.", "Cánh đồng"),
            BodyPhoto(wide.pk, "Chú thích.", "Con sông", "wide"),
            Gallery(tuple(BodyPhoto(one.pk, "Ảnh.", "Bến đò") for one in others), "Bộ ảnh"),
        )
    )
    article = ArticleFactory(
        public=True,
        title="Ấp Ẵm Ỗi đón Ửng hồng: " + "mùa cá linh về đúng hẹn",
        kicker="Ẩn mình trong lũ",
        source="TTXVN",
        photos=[PhotoFactory(), column, wide, *others],
        body=body,
        **fields,
    )
    article.captions.filter(position__gt=0).update(placement="text")
    return article


def visit(page, name, path):
    """Open one of the paper's pages as it is to be looked at; photos are of one colour."""
    page.route("**/anh/**", lambda route: route.fulfill(body=picture(), content_type="image/jpeg"))
    page.goto(path)
    if name == ERRORS:
        with page.expect_navigation():
            page.evaluate("document.querySelector('form[method=post]').submit()")
    return page


def node_module(path):
    """Return a file of a tool from npm, which ``.ci/run`` installs; skip where it is not there."""
    file = Path(os.environ.get("NODE_TOOLS", "nowhere")) / "node_modules" / path
    if not file.is_file():
        pytest.skip(f"needs NODE_TOOLS, the folder in which .ci/run installs {path.split('/')[0]}")
    return file
