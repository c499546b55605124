"""Fronts that editors arranged, as readers have them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import clock
from articles.arrangement import SLOTS, Arrangement, Placement, Slot
from articles.fronts import Plan, compose_home, compose_section
from articles.models import Article, Photo
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory
from tests.fronts import arranged
from tests.plans import let_planner_know
from tests.reading import hidden_articles, text_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def everything_on(home):
    top = [home.lead] if home.lead else []
    blocks = [article for block in home.blocks for article in block.articles]
    return top + home.secondary + home.latest + home.photos + blocks


@pytest.fixture
def section():
    return SectionFactory(slug="kinh-te")


@pytest.fixture
def articles(section):
    """Twenty public articles, the newest first."""
    now = timezone.now()
    return [
        ArticleFactory(
            public=True, section=section, authors=[], published_at=now - timedelta(minutes=n)
        )
        for n in range(20)
    ]


def test_articles_stand_where_they_were_put_and_nowhere_else(section, articles):
    arranged(lead=[articles[15]], second_2=[articles[0]], second_4=[articles[18]])

    home = compose_home([section])

    assert home.lead == articles[15]
    assert home.secondary == [articles[1], articles[0], articles[2], articles[18]]
    assert home.latest == articles[3:9]
    assert len(everything_on(home)) == len(set(everything_on(home)))


def test_a_slot_that_is_filled_by_hand_only_stays_empty(section, articles):
    arranged(by_hand_only=["second-1", "second-3"], second_3=[articles[7]])

    home = compose_home([section])

    assert home.lead == articles[0]
    assert home.secondary == [articles[1], articles[7], articles[2]]


def test_words_and_photo_are_the_front_s_alone(client, media, section, articles):
    photo = PhotoFactory(caption="Ảnh của trang chủ")
    facts = {"title": "Tít của trang chủ", "kicker": "Tít phụ khác", "photo": photo.pk}
    arranged(lead=[(articles[3], facts)])

    home = client.get("/")
    page = client.get(articles[3].get_absolute_url())

    assert "Tít của trang chủ" in text_of(home)
    assert "Tít phụ khác" in text_of(home)
    assert articles[3].title not in text_of(home)
    assert photo.key in home.content.decode()
    assert articles[3].title in text_of(page)
    assert "Tít của trang chủ" not in text_of(page)
    assert Article.objects.get(pk=articles[3].pk).title == articles[3].title


def test_words_of_editors_are_escaped(client, articles):
    arranged(lead=[(articles[0], {"title": "<script>alert(1)</script>"})])

    assert "<script>alert(1)" not in client.get("/").content.decode()


def test_a_window_opens_and_closes_by_time_alone(section, articles):
    now = clock.now()
    arranged(
        lead=[
            (articles[9], {"starts_at": now + HOUR, "ends_at": now + 2 * HOUR}),
            (articles[8], {"ends_at": now + HOUR}),
        ]
    )
    arrangement = Arrangement.of(
        {
            "lead": Slot(
                "lead",
                (
                    Placement(articles[9].pk, starts_at=now + HOUR, ends_at=now + 2 * HOUR),
                    Placement(articles[8].pk, ends_at=now + HOUR),
                ),
            )
        }
    )

    assert compose_home([section]).lead == articles[8]
    for hours, lead in ((1, articles[9]), (2, articles[0])):
        assert compose_home([section], Plan(arrangement, at=now + hours * HOUR)).lead == lead


def test_nothing_hidden_stands_on_a_front_though_it_was_put_there(client, section):
    hidden = hidden_articles(section=section, authors=[])
    shown = ArticleFactory(public=True, section=section)
    arranged(lead=hidden[:5], second_1=hidden[5:])
    arranged(section, lead=hidden[:5], second_1=hidden[5:])

    for address in ("/", "/kinh-te/"):
        text = text_of(client.get(address))
        assert shown.title in text
        assert "Bí mật" not in text


def test_a_preview_of_a_later_time_has_what_will_be_public_then(section):
    now = clock.now()
    soon = ArticleFactory(state="scheduled", published_at=now + HOUR, section=section)
    later = ArticleFactory(state="scheduled", published_at=now + 5 * HOUR, section=section)
    ending = ArticleFactory(
        state="published", published_at=now - HOUR, withdraw_at=now + HOUR, section=section
    )
    draft = ArticleFactory(section=section)
    ids = (soon.pk, later.pk, draft.pk)
    arrangement = Arrangement.of({"lead": Slot("lead", tuple(map(Placement, ids)))})

    assert everything_on(compose_home([section], Plan(arrangement))) == [ending]
    then = compose_home([section], Plan(arrangement, at=now + 2 * HOUR))
    assert everything_on(then) == [soon]


def test_photo_stories_stand_once(section, articles):
    now = timezone.now()
    stories = [
        ArticleFactory(
            public=True,
            kind="photos",
            section=section,
            authors=[],
            published_at=now - timedelta(hours=hours),
        )
        for hours in (-0.0, 1, 2, 3, 4, 5, 6)
    ]
    ArticleFactory(kind="photos", section=section)
    arranged(second_1=[stories[2]])

    home = compose_home([section])

    assert stories[0] in [home.lead, *home.secondary]
    assert home.photos == [stories[1], *stories[3:6]]
    assert len(everything_on(home)) == len(set(everything_on(home)))


@pytest.mark.parametrize("count", [1, 3])
def test_arranged_fronts_run_constant_queries(
    client, count, section, articles, django_assert_num_queries
):
    slots = {
        name: [(articles[number], {"photo": PhotoFactory().pk, "title": f"Tít {number}"})]
        for number, name in enumerate(SLOTS[:count])
    }
    for where in (None, section):
        arranged(where, **{name.replace("-", "_"): rows for name, rows in slots.items()})

    with django_assert_num_queries(5):
        assert text_of(client.get("/")).count("Tít ") == count
    with django_assert_num_queries(4):
        assert text_of(client.get("/kinh-te/")).count("Tít ") == count


def test_a_section_s_first_page_begins_with_what_was_arranged(client, section):
    now = timezone.now()
    own = [
        ArticleFactory(
            public=True, section=section, authors=[], published_at=now - timedelta(minutes=n)
        )
        for n in range(45)
    ]
    foreign = ArticleFactory(public=True, authors=[])
    waiting = ArticleFactory(public=True, authors=[])
    arranged(
        section,
        lead=[own[40]],
        second_1=[(waiting, {"starts_at": now + HOUR}), foreign],
        by_hand_only=["second-2"],
    )

    first = client.get("/kinh-te/")
    pages, cursor = [first.context["listing"].articles], first.context["listing"].older
    while cursor:
        page = client.get("/kinh-te/", {"truoc": cursor}).context
        assert "front" not in page
        pages.append(page["listing"].articles)
        cursor = page["listing"].older

    assert pages[0][:4] == [own[40], foreign, own[0], own[1]]
    assert pages[0][4:] == own[2:18]
    assert [article for page in pages[1:] for article in page] == own[18:]
    assert waiting not in pages[0]


rows = st.lists(
    st.tuples(st.integers(0, 19), st.sampled_from([None, -1, 1]), st.sampled_from([None, -1, 1])),
    max_size=3,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(slots=st.lists(rows, min_size=5, max_size=5), hours=st.integers(-2, 2))
def test_no_article_stands_twice_on_any_front(section, articles, slots, hours):
    now = timezone.now()

    def placement(number, starts, ends):
        moments = [None if one is None else now + one * HOUR for one in (starts, ends)]
        return Placement(articles[number].pk, starts_at=moments[0], ends_at=moments[1])

    arrangement = Arrangement(
        tuple(
            Slot(name, tuple(placement(*row) for row in row_list))
            for name, row_list in zip(SLOTS, slots, strict=True)
        )
    )
    plan = Plan(arrangement, at=now + hours * HOUR)

    home = everything_on(compose_home([section], plan))
    front = compose_section(section, plan)

    assert len(home) == len(set(home))
    listed = front.listing.articles
    assert len(listed) == len(set(listed))
    assert listed == [article for article in [front.lead] if article] + front.secondary + front.rest


def test_a_photo_of_a_front_alone_may_be_opened_while_it_stands_there(section, articles):
    now = clock.now()
    draft = ArticleFactory(section=section)
    shown, later, over, of_draft, unused = PhotoFactory.create_batch(5)
    arranged(
        lead=[(articles[0], {"photo": shown.pk})],
        second_1=[(articles[1], {"photo": later.pk, "starts_at": now + HOUR})],
        second_2=[(articles[2], {"photo": over.pk, "ends_at": now - HOUR})],
        second_3=[(draft, {"photo": of_draft.pk})],
    )

    assert set(Photo.objects.public()) == {shown}
    publicity = {p.pk: p.is_public for p in Photo.objects.with_publicity()}
    assert [pk for pk, is_public in publicity.items() if is_public] == [shown.pk]
    assert unused.pk in publicity

    arranged(base=1, lead=[articles[0]])
    assert not Photo.objects.public().exists()


def test_photo_stories_are_read_from_their_index(section):
    """However few of many articles are photo stories, no more are read than are shown."""
    now = timezone.now()
    Article.objects.bulk_create(
        Article(
            title=f"Bài {number}",
            slug="bai",
            section=section,
            top_section=section,
            state="published",
            kind="text" if number % 50 else "photos",
            published_at=now - timedelta(minutes=number),
        )
        for number in range(500)
    )

    let_planner_know("articles_article")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        plan = Article.objects.public().photo_stories().newest_first()[:15].explain()

    assert "article_photo_stories" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_cards_without_a_photo_cost_no_query(section, django_assert_num_queries):
    ArticleFactory.create_batch(3, public=True, section=section)

    with django_assert_num_queries(1):
        rows = list(Article.objects.public().with_card_data())
        assert [row.lead_caption for row in rows] == [None] * 3
