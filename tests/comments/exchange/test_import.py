"""Comments brought in from WordPress and Disqus."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from comments.exchange import store
from comments.models import Comment, CommentCounter, ModerationEvent
from comments.recounting import recount
from tests.articles.executable import executable_in
from tests.comments.exchange.files import comment, disqus, item, post, wxr
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(public=True, title="Mùa lúa chín")


@pytest.fixture
def bring(tmp_path):
    """Bring in a file's bytes; return what the command says."""

    def bring(data, *args):
        path = tmp_path / "export.xml"
        path.write_bytes(data)
        out = StringIO()
        call_command("import_comments", str(path), *args, stdout=out)
        return out.getvalue()

    return bring


def threads():
    rows = Comment.objects.order_by("created_at", "pk")
    return [(row.body, row.parent and row.parent.body, row.root and row.root.body) for row in rows]


def test_a_thread_of_wordpress_comes_with_its_states_and_times(article, bring):
    bring(
        wxr(
            item(
                comment(11, "Câu đầu"),
                comment(12, "Câu đáp", parent=11, at="2019-03-02 02:00:00"),
                comment(13, "Đáp câu đáp", parent=12, at="2019-03-02 03:00:00"),
                comment(14, "Chờ duyệt", approved="0", at="2019-03-02 04:00:00"),
                comment(15, "Bán thuốc", approved="spam", at="2019-03-02 05:00:00"),
                comment(16, "Bỏ đi", approved="trash", at="2019-03-02 06:00:00"),
                comment(17, "Ai nhắc tới", kind="pingback", at="2019-03-02 07:00:00"),
            )
        )
    )

    assert threads() == [
        ("Câu đầu", None, None),
        ("Câu đáp", "Câu đầu", "Câu đầu"),
        ("Đáp câu đáp", "Câu đáp", "Câu đầu"),
        ("Chờ duyệt", None, None),
        ("Bán thuốc", None, None),
        ("Bỏ đi", None, None),
    ]
    states = list(Comment.objects.order_by("created_at").values_list("status", flat=True))
    assert states == ["approved", "approved", "approved", "pending", "spam", "rejected"]
    first = Comment.objects.get(body="Câu đầu")
    assert first.created_at == first.published_at == datetime(2019, 3, 2, 1, 15, tzinfo=UTC)
    assert (first.name, first.email, first.reply_count) == ("Lê Hoa", "hoa@example.com", 2)
    assert first.sender == ""
    counter = CommentCounter.objects.get(article=article)
    assert (counter.approved, counter.pending) == (3, 1)
    assert recount(repair=False) == []
    assert ModerationEvent.objects.filter(reason__contains="wordpress baocu.example").count() == 6


def test_a_thread_of_disqus_comes_too(article, bring):
    bring(
        disqus(
            post(902, "<p>Đáp</p>", parent=901),  # before what it answers
            post(901, "<p>Dòng một<br>dòng hai</p><p>Đoạn &amp; hết</p>"),
            post(903, "<p>Rác</p>", spam="true"),
            post(904, "<p>Xoá</p>", deleted="true"),
        )
    )

    root = Comment.objects.get(root=None, status="approved")
    assert root.body == "Dòng một\ndòng hai\nĐoạn & hết"
    assert Comment.objects.get(body="Đáp").parent == root
    assert {(c.body, c.status) for c in Comment.objects.exclude(status="approved")} == {
        ("Rác", "spam"),
        ("Xoá", "rejected"),
    }
    assert recount(repair=False) == []


def test_the_same_file_twice_stores_nothing_twice(article, bring):
    data = wxr(item(comment(11), comment(12, parent=11)))
    bring(data)

    assert "2 đã có ở đây" in " ".join(bring(data).split())
    assert Comment.objects.count() == 2
    assert recount(repair=False) == []


def test_two_sites_number_their_comments_alike(article, bring):
    other = wxr(item(comment(11, "Của báo khác"))).replace(b"baocu.example", b"baokhac.example")
    bring(wxr(item(comment(11, "Của báo cũ"))))
    bring(other)

    assert Comment.objects.count() == 2


def test_a_table_says_which_article_an_address_was(bring, tmp_path):
    right = ArticleFactory(public=True, title="Bài đã đổi tít")
    ArticleFactory(public=True, title="Mùa lúa chín")
    table = tmp_path / "bang.csv"
    table.write_text(f"địa chỉ cũ,bài\nhttp://baocu.example/mua-lua-chin,{right.pk}\n")

    bring(wxr(item(comment(11))), "--articles", str(table))

    assert Comment.objects.get().article == right


def test_an_address_here_names_an_article_in_the_table(bring, tmp_path):
    right = ArticleFactory(public=True, title="Bài đã đổi tít")
    table = tmp_path / "bang.csv"
    table.write_text(f"https://baocu.example/mua-lua-chin/,{right.get_absolute_url()}\n")

    bring(wxr(item(comment(11))), "--articles", str(table))

    assert Comment.objects.get().article == right


def test_what_could_be_two_articles_is_named_and_not_guessed(bring):
    ArticleFactory.create_batch(2, public=True, title="Mùa lúa chín")

    assert "https://www.baocu.example/mua-lua-chin/" in bring(wxr(item(comment(11))))
    assert not Comment.objects.exists()


def test_a_draft_of_the_same_headline_is_no_match(bring):
    ArticleFactory(title="Mùa lúa chín")
    bring(wxr(item(comment(11))))

    assert not Comment.objects.exists()


def test_a_file_that_is_cut_off_stores_nothing(article, bring):
    data = wxr(item(comment(11)), item(comment(12), key="6", slug="khac"))

    with pytest.raises(CommandError, match="XML"):
        bring(data[: len(data) - 300])
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no xml at all",
        b"<html><body>x</body></html>",
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa">]><rss>&a;</rss>',
    ],
    ids=["empty", "text", "html", "entities"],
)
def test_another_file_is_told_in_a_sentence(bring, data):
    with pytest.raises(CommandError):
        bring(data)


def test_a_dry_run_stores_nothing(article, bring):
    said = bring(wxr(item(comment(11))), "--dry-run")

    assert "1" in said
    assert not Comment.objects.exists()


def test_control_characters_that_exports_have_are_no_obstacle(article, bring):
    bring(wxr(item(comment(11, "Hay\x0b quá\x00"))))

    assert Comment.objects.get().body == "Hay quá"


def test_hostile_texts_come_as_texts(article, bring, client):
    hostile = (
        "<script>alert(1)</script><img src=x onerror=alert(2)>&lt;script&gt;alert(3)&lt;/script&gt;"
    )
    bring(wxr(item(comment(11, hostile, name=f"<b>Lê</b>{hostile}"))))

    page = client.get(article.get_absolute_url()).content.decode()
    assert executable_in(page) == []
    assert "alert(3)" in page


def test_the_answer_to_what_is_not_there_stands_at_the_top(article, bring):
    bring(wxr(item(comment(12, "Đáp ai đó", parent=99))))

    assert threads() == [("Đáp ai đó", None, None)]


def test_a_comment_that_answers_itself_is_stored_once(article, bring):
    bring(wxr(item(comment(11, "Một", parent=12), comment(12, "Hai", parent=11))))

    assert {row[0] for row in threads()} == {"Một", "Hai"}
    assert recount(repair=False) == []


def test_missing_and_coming_times_and_names(article, bring):
    bring(
        wxr(
            item(
                comment(11, "Không giờ", at="0000-00-00 00:00:00", name=""),
                comment(12, "Ngày mai", at="2999-01-01 00:00:00", email="none"),
            )
        )
    )

    now = datetime.now(UTC)
    for row in Comment.objects.all():
        assert row.created_at <= now and row.published_at <= now
    assert Comment.objects.get(body="Không giờ").name == "Ẩn danh"
    assert Comment.objects.get(body="Ngày mai").email == ""


def test_what_another_stores_at_the_same_moment_is_stored_once(article, bring, monkeypatch):
    """The other has stored it after this one looked: the database says so, and that is heard."""
    data = wxr(item(comment(11, "Câu đầu"), comment(12, "Câu đáp", parent=11)))
    bring(data)
    look, looks = store._locked, []

    def looks_too_early(keys):
        looks.append(keys)
        return {} if len(looks) == 1 else look(keys)

    monkeypatch.setattr(store, "_locked", looks_too_early)
    bring(data)

    assert len(looks) > 1
    assert [body for body, *_others in threads()] == ["Câu đầu", "Câu đáp"]
    assert CommentCounter.objects.get(article=article).approved == 2


def test_long_keys_stay_apart():
    keys = {store._key(f"wordpress {'x' * 200}.example", str(number)) for number in range(3)}

    assert len(keys) == 3
    assert all(len(key) <= 120 for key in keys)


@pytest.mark.parametrize("address", ["http://[baocu.example/x", "https://[::1"])
def test_an_address_that_is_none_stops_nothing(article, bring, address):
    there = b"https://www.baocu.example/mua-lua-chin/"
    bring(wxr(item(comment(11))).replace(there, address.encode()))
    there = b"https://baocu.example/mua-lua-chin/"
    bring(disqus(post(1)).replace(there, address.encode()))

    assert Comment.objects.filter(article=article).count() == 2
