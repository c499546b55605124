"""What stands on an article's page, and in which order."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.models import Article
from articles.page import page_of
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db

HOSTILE = '<img src=x onerror=alert(1)>"&'
ESCAPED = "&lt;img src=x onerror=alert(1)&gt;&quot;&amp;"


@pytest.fixture
def meeting():
    """An article with every part that a page can print."""
    photo = PhotoFactory(caption="Đại biểu góp ý.", alt="Người đứng nói", credit="Thiệu Phan")
    return ArticleFactory(
        public=True,
        published_at=datetime(2021, 7, 9, 5, 7, tzinfo=UTC),
        kicker="Hội nghị",
        title="Sơ kết sáu tháng",
        dateline="BDK.VN",
        lead="Ngày 8-7-2021, hội nghị sơ kết.",
        body="<p>Đoạn một.</p><p>Đoạn hai.</p>",
        byline_note="tổng hợp",
        source="TTXVN",
        authors=[AuthorFactory(name="Trương Hùng"), AuthorFactory(name="Lê Đệ")],
        photos=[photo, PhotoFactory(caption="Quang cảnh.", credit="")],
        tag_names=["nghị quyết"],
    )


def test_parts_stand_in_the_contract_s_order(client, meeting):
    CommentFactory(article=meeting, name="Bạn đọc Hoa", status="approved")
    html = client.get(meeting.get_absolute_url()).content.decode()

    marks = [
        "<article",
        "Hội nghị</p>",
        '<h1 class="article__title">Sơ kết sáu tháng</h1>',
        '<time datetime="2021-07-09T12:07:00+07:00">09/07/2021 - 12:07</time>',
        '<span class="article__dateline">BDK.VN - </span>Ngày 8-7-2021',
        "<figure",
        "<picture",
        'alt="Người đứng nói"',
        "<figcaption",
        "<p>Đoạn một.</p><p>Đoạn hai.</p>",
        "Trương Hùng</a>",
        "Lê Đệ</a>",
        "(tổng hợp)",
        "TTXVN",
        "nghị quyết</a>",
        '<section class="share" id="chia-se"',
        'id="binh-luan"',
        "Bạn đọc Hoa",
        "</article>",
    ]
    body = html[html.index("<body") :]
    places = [body.index(mark) for mark in marks]
    assert places == sorted(places)
    assert body.count("<article") == body.count("<h1") == 1


def test_text_reads_as_a_browser_shows_it(client, meeting):
    text = text_of(client.get(meeting.get_absolute_url()))

    assert "Sơ kết sáu tháng 09/07/2021 - 12:07 " in text
    assert "BDK.VN - Ngày 8-7-2021, hội nghị sơ kết." in text
    assert f"Đại biểu góp ý. {_('Photo: %(name)s') % {'name': 'Thiệu Phan'}} Quang cảnh." in text
    assert text.count("Đại biểu góp ý.") == text.count("Thiệu Phan") == 1
    assert "Người đứng nói" not in text
    assert _("Share this article") in text


def test_update_is_dated_only_where_there_was_one(client, meeting):
    url = meeting.get_absolute_url()
    assert _("Updated:") not in text_of(client.get(url))

    meeting.last_published_at = meeting.published_at + timedelta(hours=3)
    meeting.save()

    assert f"{_('Updated:')} 09/07/2021 - 15:07" in text_of(client.get(url))


def test_head_names_the_page(client, meeting):
    html = client.get(meeting.get_absolute_url()).content.decode()
    address = f"http://127.0.0.1:8000{meeting.get_absolute_url()}"
    photo = meeting.captions.first().photo

    assert '<html lang="vi"' in html
    assert "<title>Sơ kết sáu tháng - Báo Thử Nghiệm</title>" in html
    assert f'<link rel="canonical" href="{address}">' in html
    assert '<meta name="description" content="Ngày 8-7-2021, hội nghị sơ kết.">' in html
    assert f'<meta property="og:url" content="{address}">' in html
    assert f'content="http://127.0.0.1:8000/anh/{photo.key}/chia-se.jpg"' in html


def test_bare_article_prints_no_empty_parts(client):
    article = ArticleFactory(public=True, lead="", body="", authors=[])
    html = client.get(article.get_absolute_url()).content.decode()

    for part in (
        "article__lead",
        "article__dateline",
        "figure",
        "byline",
        "keywords",
        "description",
    ):
        assert f'"{part}' not in html


def test_photo_without_file_shows_a_plate_with_its_text(client):
    photo = PhotoFactory(width=None, height=None, widths=[], sha256=None)
    html = client.get(
        ArticleFactory(public=True, photos=[photo]).get_absolute_url()
    ).content.decode()

    assert 'src="/static/img/photo-missing.svg" alt="Cây cầu nhìn từ bờ sông"' in html
    assert "srcset" not in html
    assert "/static/img/card.png" in html and "chia-se.jpg" not in html


def test_what_people_wrote_is_escaped(client):
    photo = PhotoFactory(caption=HOSTILE, alt=HOSTILE, credit=HOSTILE)
    article = ArticleFactory(
        public=True,
        kicker=HOSTILE,
        title=HOSTILE,
        dateline=HOSTILE,
        lead=HOSTILE,
        byline_note=HOSTILE,
        source=HOSTILE,
        authors=[AuthorFactory(name=HOSTILE)],
        photos=[photo],
        tag_names=[HOSTILE],
    )
    html = client.get(article.get_absolute_url()).content.decode()

    assert HOSTILE not in html
    assert "<img src=x" not in html
    assert html.count(ESCAPED) >= 11


def test_page_has_nothing_that_the_policy_forbids(client, meeting):
    html = client.get(meeting.get_absolute_url()).content.decode()

    assert " style=" not in html
    assert "<style" not in html
    assert " onclick=" not in html
    assert "<script>" not in html
    assert 'src="http' not in html


def test_preview_says_so_and_offers_nothing_for_readers():
    article = ArticleFactory(section=None, title="Bản nháp", photos=1)
    page = page_of(Article.objects.with_page_data().get(pk=article.pk))

    html = render_to_string("articles/article_detail.html", {"page": page, "preview": True})

    assert _("Preview: readers do not see this.") in html
    assert '<meta name="robots" content="noindex, nofollow">' in html
    for part in ('rel="canonical"', "og:url", 'id="chia-se"', 'id="binh-luan"', "share.js"):
        assert part not in html


def test_keyword_that_no_page_has_yet_is_no_link():
    article = ArticleFactory(section=None)
    page = page_of(Article.objects.with_page_data().get(pk=article.pk))
    page.tags.append(type("Tag", (), {"pk": None, "name": "từ mới"})())

    html = render_to_string("articles/article_detail.html", {"page": page, "preview": True})

    assert "<li>từ mới</li>" in html
