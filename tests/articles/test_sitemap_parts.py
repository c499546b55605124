"""Which parts of articles the sitemap's index names, whatever has happened to what is in them."""

import random
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import due
from articles.models import Article, SitemapPart
from articles.sitemaps import keeping, parts
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SIZE = 1000


def change(pk, **values):
    Article.objects.filter(pk=pk).update(**values)


def sure_from(number):
    return SitemapPart.objects.get(number=number).holds_from


@pytest.fixture
def two():
    """Two public articles of part 3, the second the older one."""
    now = timezone.now().replace(microsecond=0)
    return [
        ArticleFactory(public=True, pk=3 * SIZE + place, published_at=now - place * HOUR)
        for place in (1, 2)
    ]


@pytest.mark.parametrize(
    "taken",
    [
        {"state": "withdrawn"},
        {"state": "draft"},
        {"withdraw_at": timezone.now() - HOUR},
        {"state": "scheduled", "published_at": timezone.now() + 9 * HOUR},
    ],
)
def test_a_part_is_named_until_its_last_article_is_taken_away(client, two, taken):
    one, other = two
    for first, second in ((one, other), (other, one)):
        Article.objects.update(state="published", published_at=one.published_at, withdraw_at=None)
        assert parts.numbers("articles") == [3]

        change(first.pk, **taken)
        assert parts.numbers("articles") == [3]
        change(second.pk, **taken)
        assert parts.numbers("articles") == []
        assert b"sitemap-articles" not in client.get("/sitemap.xml").content
        assert client.get("/sitemap-articles-3.xml").status_code == 404


def test_a_part_of_deleted_articles_is_not_named(two):
    two[1].delete()
    assert parts.numbers("articles") == [3]
    two[0].delete()
    assert parts.numbers("articles") == []


def test_a_part_of_articles_to_come_is_named_when_their_time_has_come():
    now = timezone.now()
    for number, at in ((1, now - HOUR), (2, now + HOUR)):
        ArticleFactory(pk=number * SIZE, state="scheduled", published_at=at)

    assert parts.numbers("articles") == [1]


def test_a_part_is_named_while_all_that_it_holds_will_end():
    past, now = timezone.now() - HOUR, timezone.now()
    for number, end in ((1, now + HOUR), (2, now - HOUR / 2)):
        ArticleFactory(public=True, pk=number * SIZE, published_at=past, withdraw_at=end)

    assert parts.numbers("articles") == [1]
    due.withdraw_due()
    assert parts.numbers("articles") == [1]


def test_what_is_published_later_writes_no_row(two):
    first = sure_from(3)
    assert first == two[1].published_at
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE seen (number bigint)")
        trigger(cursor)

    ArticleFactory(public=True, pk=3 * SIZE + 500, published_at=first + HOUR)
    change(two[0].pk, title="Khác", last_published_at=timezone.now())

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM seen")
        assert cursor.fetchone() == (0,)
    assert sure_from(3) == first


def trigger(cursor):
    """Have each write of a part leave a row in the table ``seen``."""
    name, on = "seen_parts", "ON articles_sitemappart FOR EACH ROW"
    note = "INSERT INTO seen VALUES (NEW.number);"
    if connection.vendor == "postgresql":
        cursor.execute(
            "CREATE FUNCTION note_part() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN {note} RETURN NULL; END $$"
        )
        cursor.execute(f"CREATE TRIGGER {name} AFTER UPDATE {on} EXECUTE FUNCTION note_part()")
    else:
        cursor.execute(f"CREATE TRIGGER {name} AFTER UPDATE {on} BEGIN {note} END")


def test_rows_are_true_after_any_changes():
    chance = random.Random(7)
    now = timezone.now().replace(microsecond=0)
    pks = [part * SIZE + place for part in range(4) for place in range(3)]
    for pk in pks:
        ArticleFactory(public=True, pk=pk)
    for _number in range(150):
        values = {
            "state": chance.choice(["published", "published", "scheduled", "withdrawn", "draft"]),
            "published_at": now + chance.choice([-3, -2, -1, 2]) * HOUR,
            "withdraw_at": chance.choice([None, None, now - HOUR, now + HOUR]),
        }
        names = chance.sample(sorted(values), chance.randint(1, 3))
        Article.objects.filter(pk__in=chance.sample(pks, chance.choice([1, 1, 4]))).update(
            **{name: values[name] for name in names}
        )

        public = Article.objects.public().values_list("pk", flat=True)
        assert parts.numbers("articles") == sorted({pk // SIZE for pk in public})
        lasting = Article.objects.filter(state__in=["published", "scheduled"], withdraw_at=None)
        times = {pk // SIZE: set() for pk in pks}
        for pk, at in lasting.values_list("pk", "published_at"):
            times[pk // SIZE].add(at)
        kept = dict(SitemapPart.objects.values_list("number", "holds_from"))
        assert kept == {number: min(times[number], default=None) for number in kept}


@pytest.mark.parametrize("count", [1, 5])
def test_parts_that_have_to_be_looked_into_take_no_query_more(
    client, count, django_assert_num_queries
):
    end = timezone.now() + HOUR
    for number in range(count):
        ArticleFactory(public=True, pk=number * SIZE + 1, withdraw_at=end)

    with django_assert_num_queries(4):
        content = client.get("/sitemap.xml").content

    assert content.count(b"/sitemap-articles-") == count


def test_what_changed_while_nothing_was_kept_is_put_right(two):
    keeping.let_go(connection)
    Article.objects.filter(pk__in=[one.pk for one in two]).update(state="withdrawn")
    ArticleFactory(public=True, pk=5 * SIZE)

    keeping.prepare(connection)

    assert parts.numbers("articles") == [5]
    assert list(SitemapPart.objects.values_list("number", flat=True)) == [5]


def test_preparing_twice_changes_nothing(two):
    keeping.prepare(connection)
    keeping.prepare(connection)

    assert sure_from(3) == two[1].published_at


@pytest.mark.django_db(transaction=True)
def test_a_database_with_articles_gets_its_parts():
    article = ArticleFactory(public=True, pk=4 * SIZE)
    try:
        call_command("migrate", "articles", "0021", verbosity=0)
        with connection.cursor() as cursor:  # no trigger is left
            cursor.execute("UPDATE articles_article SET state = 'published'")
    finally:
        call_command("migrate", verbosity=0)

    assert parts.numbers("articles") == [4]
    assert sure_from(4) == article.published_at
