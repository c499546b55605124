"""Arranging a front: the page as a plain form, which scripts only make handier."""

from datetime import timedelta

import pytest
from django.db import connection

from articles import breaking, clock
from articles.models import BreakingNews, Front, FrontVersion
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory, UserFactory
from tests.fronts import arranged
from tests.reading import hidden_articles, text_of

pytestmark = pytest.mark.django_db
HOME = "/admin/articles/front/home/arrange/"
PREVIEW = "/admin/articles/front/home/preview/"


@pytest.fixture
def articles():
    return ArticleFactory.create_batch(4, public=True)


def sent(*rows, base=0, **others):
    """Return a form's fields; a row is ``(slot, article)`` or has more fields in a third part."""
    data = {"placement": [], "base": base, **others}
    for number, (slot, article, *more) in enumerate(rows):
        data["placement"].append(number)
        pk = getattr(article, "pk", article)
        for name, value in {"slot": slot, "article": pk, **(more[0] if more else {})}.items():
            data[f"p{number}-{name}"] = value
    return data


def save(client, *rows, **others):
    return client.post(HOME, sent(*rows, _save="1", **others))


def stands():
    """Return the newest version as pairs of slot and article."""
    return [
        (slot["slot"], one["article"])
        for slot in FrontVersion.objects.first().arrangement
        for one in slot["placements"]
    ]


def test_an_editor_arranges_the_home_page(client, sign_in, articles):
    user = sign_in("editor")
    a, b, c, _d = articles
    photo = PhotoFactory()
    more = {
        "title": "  Tít   mới ",
        "photo": photo.pk,
        "starts_at": "2026-11-27T06:00",
        "ends_at": "27/11/2026 - 10:00",
    }

    response = save(
        client, ("lead", a, more), ("second-3", b), ("lead", c), by_hand_only="second-1"
    )

    assert response.status_code == 302
    version = FrontVersion.objects.get()
    assert version.created_by == user
    assert version.arrangement == [
        {
            "slot": "lead",
            "placements": [
                {
                    "article": a.pk,
                    "title": "Tít mới",
                    "photo": photo.pk,
                    "starts_at": "2026-11-27T06:00:00+07:00",
                    "ends_at": "2026-11-27T10:00:00+07:00",
                },
                {"article": c.pk},
            ],
        },
        {"slot": "second-1", "by_hand_only": True, "placements": []},
        {"slot": "second-3", "placements": [{"article": b.pk}]},
    ]
    page = client.get(HOME)
    assert 'value="2026-11-27T06:00"' in page.content.decode()
    assert (
        save(
            client,
            *[("lead", a, more), ("lead", c), ("second-3", b)],
            base=1,
            by_hand_only="second-1",
        ).status_code
        == 302
    )
    assert FrontVersion.objects.count() == 1


def test_an_article_may_be_named_by_its_address(client, sign_in, articles):
    sign_in("secretary")

    save(client, ("lead", f"http://127.0.0.1:8000{articles[0].get_absolute_url()}?x=1"))

    assert stands() == [("lead", articles[0].pk)]


def test_a_section_s_front_is_its_editor_s_alone(client, sign_in, articles):
    section, other = SectionFactory.create_batch(2)
    user = sign_in("editor")
    user.sections.add(section)
    own = f"/admin/articles/front/{section.pk}/"

    assert client.get(f"{own}arrange/").status_code == 200
    for page in ("arrange", "preview", "versions"):
        assert client.get(f"/admin/articles/front/home/{page}/").status_code == 403
        assert client.get(f"/admin/articles/front/{other.pk}/{page}/").status_code == 403
    assert save(client, ("lead", articles[0])).status_code == 403
    overview = text_of(client.get("/admin/articles/front/"))
    assert section.name in overview
    assert other.name not in overview


@pytest.mark.parametrize("key", ["0", "999999", "9" * 30, "khong-co"])
def test_a_front_that_is_none_is_not_found(client, sign_in, key):
    sign_in("chief")

    assert client.get(f"/admin/articles/front/{key}/arrange/").status_code == 404


def test_two_editors_at_once_lose_nothing(client, sign_in, articles):
    a, b, c, _d = articles
    other = UserFactory(roles=["secretary"], first_name="Loan")
    sign_in("secretary")
    arranged(lead=[a], by=other)

    response = save(client, ("lead", b, {"title": "Tít của tôi"}), base=0)

    html = response.content.decode()
    assert response.status_code == 409
    assert "Tít của tôi" in html
    assert b.title in text_of(response)
    assert str(other) in text_of(response)
    assert a.title in text_of(response)
    assert stands() == [("lead", a.pk)]
    assert 'name="base" value="1"' in html.split("front-form")[1]
    # Whoever presses once more has seen the other's, which stays in the history.
    save(client, ("lead", b), ("lead", c), base=1)
    assert stands() == [("lead", b.pk), ("lead", c.pk)]
    assert FrontVersion.objects.count() == 2


@pytest.mark.parametrize(
    "row",
    [
        ("lead", "chuyện gì đó"),
        ("lead", 999_999_999),
        ("lead", "9" * 400),
        ("lead", ""),
        ("nowhere", 1),
        ("lead", 1, {"photo": "x"}),
        ("lead", 1, {"photo": "9" * 30}),
        ("lead", 1, {"photo": 999_999}),
        ("lead", 1, {"title": "x" * 251}),
        ("lead", 1, {"lead": "x" * 100_000}),
        ("lead", 1, {"starts_at": "99/99/9999"}),
        ("lead", 1, {"starts_at": "2026-11-26T10:00", "ends_at": "2026-11-26T09:00"}),
        ("lead", 1, {"starts_at": "2026-11-26T10:00", "ends_at": "2026-11-26T10:00"}),
    ],
)
def test_what_cannot_be_kept_stays_on_the_screen(client, sign_in, articles, row):
    sign_in("secretary")
    slot, article, *more = row
    facts = {"kicker": "Chữ tôi đã gõ", **(more[0] if more else {})}
    article = articles[0] if article == 1 else article

    response = save(client, (slot, article, facts), ("second-1", articles[1]))

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert "Chữ tôi đã gõ" in response.content.decode()
    assert articles[1].title in text_of(response)
    assert not FrontVersion.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"placement": ["x", "-1", "99999", "\x00", "1"]},
        {"placement": ["1"] * 1500},
        {"base": "-7", "by_hand_only": ["lead", "x"]},
        {"_do": "up:9", "target": "x"},
        {"_do": "add:99999999999999999999", "at": "x" * 5000},
        {"_do": "add:0", "q": "x" * 10_000},
        {"_do": "nothing", "q": "(\\"},
    ],
)
@pytest.mark.parametrize("address", [HOME, PREVIEW])
def test_rubbish_is_answered_with_the_page(client, sign_in, articles, address, data):
    sign_in("secretary")

    assert client.post(address, data).status_code in (200, 400)
    assert not FrontVersion.objects.exists()


def test_too_many_in_one_place_are_refused(client, sign_in, articles):
    sign_in("secretary")

    response = save(client, *[("lead", articles[0])] * 13)

    assert response.status_code == 422
    assert "12" in text_of(response)


def test_what_may_not_be_known_of_is_neither_offered_nor_placed(client, sign_in):
    section = SectionFactory()
    user = sign_in("editor")
    user.sections.add(section)
    hidden = hidden_articles()
    own = ArticleFactory(
        state="scheduled", published_at=clock.now() + timedelta(hours=1), section=section
    )
    page = f"/admin/articles/front/{section.pk}/arrange/"

    found = client.get("/admin/articles/front/stories/", {"q": ""}).json()["stories"]
    response = client.post(page, sent(*[("lead", one) for one in hidden[:6]], _save="1"))

    assert [story["id"] for story in found] == [own.pk]
    assert response.status_code == 422
    assert "Bí mật" not in response.content.decode()
    assert not Front.objects.exists()


def test_stories_are_found_without_accents(client, sign_in):
    sign_in("editor")
    wanted = ArticleFactory(public=True, title="Đò ngang qua sông Tân")
    ArticleFactory(public=True)
    ArticleFactory(title="Đò ngang còn nháp")

    found = client.get("/admin/articles/front/stories/", {"q": "do ngang"}).json()["stories"]

    assert [story["title"] for story in found] == [wanted.title]


def test_without_scripts_buttons_arrange_it(client, sign_in, articles):
    sign_in("secretary")
    a, b, c, _d = articles
    rows = [("lead", a, {"title": "Tít riêng"}), ("lead", b)]

    def order(response):
        return [row.article_id for row in response.context["form"].rows_of("lead")]

    assert order(client.post(HOME, sent(*rows, _do="down:0"))) == [b.pk, a.pk]
    assert order(client.post(HOME, sent(*rows, _do="up:1"))) == [b.pk, a.pk]
    assert order(client.post(HOME, sent(*rows, _do="up:0"))) == [a.pk, b.pk]
    assert order(client.post(HOME, sent(*rows, _do="remove:0"))) == [b.pk]
    added = client.post(HOME, sent(*rows, _do=f"add:{c.pk}", target="lead"))
    assert order(added) == [c.pk, a.pk, b.pk]
    assert "Tít riêng" in added.content.decode()
    searched = client.post(HOME, sent(*rows, _find="1", q=c.title))
    assert c.title in text_of(searched)
    assert order(searched) == [a.pk, b.pk]
    assert not FrontVersion.objects.exists()


def test_an_article_that_is_no_longer_public_may_stay_where_it_is(client, sign_in, articles):
    sign_in("secretary")
    a, b, *_others = articles
    arranged(lead=[a])
    type(a).objects.filter(pk=a.pk).update(state="withdrawn")

    assert save(client, ("lead", b), ("lead", a), base=1).status_code == 302
    assert stands() == [("lead", b.pk), ("lead", a.pk)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_screen_runs_constant_queries(
    client, sign_in, articles, count, django_assert_num_queries
):
    sign_in("secretary")
    arranged(lead=[(one, {"photo": PhotoFactory().pk}) for one in articles[:count]])
    client.get(HOME)

    # PostgreSQL's clock is asked by a query of its own.
    with django_assert_num_queries(16 if connection.vendor == "postgresql" else 15):
        client.get(HOME)


def test_preview_shows_the_front_at_a_chosen_time(client, sign_in, articles):
    sign_in("secretary")
    now = clock.now()
    soon = ArticleFactory(state="scheduled", published_at=now + timedelta(hours=3))
    arranged(lead=[soon, articles[0]])

    def titles(**at):
        return text_of(client.get(PREVIEW, at))

    assert soon.title not in titles()
    assert soon.title not in text_of(client.get("/"))
    response = client.get(PREVIEW, {"at": local(now + timedelta(hours=10))})
    assert response.context["front"].lead == soon
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Front-Shown"].split(",")[0] == str(soon.pk)


def local(moment):
    from articles.vietnamese.dates import TIME_ZONE

    return moment.astimezone(TIME_ZONE).strftime("%Y-%m-%dT%H:%M")


def test_preview_shows_what_is_not_saved(client, sign_in, articles):
    sign_in("secretary")

    response = client.post(PREVIEW, sent(("second-2", articles[0], {"title": "Chưa lưu"})))

    assert "Chưa lưu" in text_of(response)
    assert not FrontVersion.objects.exists()
    assert "Chưa lưu" not in text_of(client.get("/"))


def test_preview_of_a_section_and_of_an_old_version(client, sign_in, articles):
    sign_in("secretary")
    section = articles[0].section
    arranged(section, lead=[(articles[0], {"title": "Tít cũ"})])
    arranged(section, lead=[(articles[0], {"title": "Tít mới"})], base=1)
    page = f"/admin/articles/front/{section.pk}/preview/"

    assert "Tít mới" in text_of(client.get(page))
    assert "Tít cũ" in text_of(client.get(page, {"version": 1}))
    assert articles[0].title in text_of(client.get(page, {"version": 0}))
    for version in ("3", "x", "9" * 40):
        assert client.get(page, {"version": version}).status_code == 404


def test_history_tells_who_did_what(client, sign_in, articles):
    user = sign_in("secretary")
    a, b, *_others = articles
    arranged(lead=[a], by=user)
    arranged(second_1=[a], lead=[b], base=1)

    text = text_of(client.get("/admin/articles/front/home/versions/"))

    assert str(user) in text
    assert text.count(f"“{a.title}”") == 2
    assert text.count(f"“{b.title}”") == 1


def test_history_hides_titles_that_one_may_not_know(client, sign_in):
    section = SectionFactory()
    hidden = hidden_articles()
    arranged(section, lead=hidden[:6])
    user = sign_in("editor")
    user.sections.add(section)

    for page in ("versions", "arrange", "preview"):
        response = client.get(f"/admin/articles/front/{section.pk}/{page}/")
        assert response.status_code == 200
        assert "Bí mật" not in response.content.decode()


def test_undo_and_restore_by_their_buttons(client, sign_in, articles):
    sign_in("secretary")
    a, b, c, _d = articles
    for base, article in enumerate((a, b, c)):
        arranged(lead=[article], base=base)

    client.post("/admin/articles/front/home/undo/", {"base": 3})
    assert stands() == [("lead", b.pk)]
    stale = client.post("/admin/articles/front/home/undo/", {"base": 3}, follow=True)
    assert stands() == [("lead", b.pk)]
    assert "messagelist" in stale.content.decode()
    client.post("/admin/articles/front/home/versions/3/restore/", {"base": 4})
    assert stands() == [("lead", c.pk)]
    gone = client.post("/admin/articles/front/home/versions/77/restore/", {"base": 5})
    assert gone.status_code == 404
    assert FrontVersion.objects.count() == 5


def test_preview_tells_who_is_limited_to_a_section_of_no_line_that_is_to_come(client, sign_in):
    mine = SectionFactory()
    now = clock.now()
    secret = ArticleFactory(state="scheduled", published_at=now + timedelta(hours=3))
    for text, article, hours in (("Vụ kín", secret, 0), ("Đang chạy", None, -1)):
        line = BreakingNews(text=text, article=article, starts_at=now + timedelta(hours=hours))
        line.ends_at = now + timedelta(days=9)
        breaking.save(line, by=None)
    later = {"at": local(now + timedelta(days=8))}
    page = f"/admin/articles/front/{mine.pk}/preview/"

    sign_in("editor")
    assert "Vụ kín" in text_of(client.get(page, later))

    sign_in("editor").sections.add(mine)
    shown = text_of(client.get(page, later))
    assert "Vụ kín" not in shown
    assert "Đang chạy" in shown
