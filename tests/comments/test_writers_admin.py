"""Moderators' lists of writers and bans, and the page of rules."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from comments.models import Ban, CommentRules, Writer
from comments.moderation import bans
from tests.comments.factories import CommentFactory
from tests.comments.rules import make_writer
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

WRITERS = reverse("admin:comments_writer_changelist")
BANS = reverse("admin:comments_ban_changelist")
RULES = reverse("admin:comments_commentrules_changelist")


@pytest.fixture
def moderator(client):
    user = UserFactory(roles=["moderator"])
    client.force_login(user)
    return user


def act(client, url, action, *rows, **data):
    chosen = [row.pk for row in rows]
    return client.post(url, {"action": action, "_selected_action": chosen, "index": 0, **data})


def names(response):
    return {writer.name for writer in response.context["cl"].result_list}


@pytest.mark.parametrize("term", ["dang thi", "ĐẶNG THỊ", "Đặng", "THU@", "thu@bao"])
def test_a_writer_is_found_without_accents_and_by_address(client, moderator, term):
    user = UserFactory(is_staff=False, email="Thu@bao.example")
    make_writer(name="Đặng Thị Thu", user=user)
    make_writer(name="Lê Văn Hai")

    assert names(client.get(WRITERS, {"q": term})) == {"Đặng Thị Thu"}


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_runs_constant_queries(client, moderator, count, django_assert_num_queries):
    for _number in range(count):
        writer = make_writer()
        Ban.objects.create(user=writer.user, reason="x")

    # session, user, rights (2); counts (2), writers, bans that hold
    with django_assert_num_queries(7):
        client.get(WRITERS)


def test_a_standing_is_given_to_many_and_logged(client, moderator):
    one, other, third = make_writer(), make_writer(), make_writer()

    act(client, WRITERS, "trusted", one, other)

    assert set(Writer.objects.filter(standing="trusted", is_fixed=True)) == {one, other}
    assert LogEntry.objects.filter(user=moderator).count() == 2
    act(client, WRITERS, "by_rules", one)
    one.refresh_from_db()
    assert (one.standing, one.is_fixed) == ("new", False)
    third.refresh_from_db()
    assert third.standing == "new"


@pytest.mark.parametrize(
    ("given", "standing", "fixed"),
    [("trusted", "trusted", True), ("new", "new", True), ("rules", "regular", False)],
)
def test_a_standing_is_given_on_the_writers_page(client, moderator, given, standing, fixed):
    writer = make_writer("regular", approved=3, name="Hoa")
    url = reverse("admin:comments_writer_change", args=[writer.pk])

    response = client.post(url, {"given": given, "name": "Khác", "approved": 999})

    assert response.status_code == 302
    writer.refresh_from_db()
    assert (writer.standing, writer.is_fixed, writer.name) == (standing, fixed, "Hoa")
    assert writer.approved == 3


def test_many_are_banned_with_a_reason_and_freed_with_one(client, moderator):
    one, other = make_writer(), make_writer(name="<b>Hai</b>")

    asked = act(client, WRITERS, "ban", one, other)
    assert asked.status_code == 200
    assert "&lt;b&gt;Hai" in asked.content.decode()
    assert not Ban.objects.exists()
    refused = act(client, WRITERS, "ban", one, other, days="7", reason="  ")
    assert refused.context["form"].errors
    act(client, WRITERS, "ban", one, other, days="7", reason="<i>Lăng mạ</i>")
    assert Ban.objects.filter(until__isnull=False, made_by=moderator).count() == 2

    html = client.get(BANS, {"holds": "1"}).content.decode()
    assert html.count("&lt;i&gt;Lăng mạ") == 2
    assert names(client.get(WRITERS, {"banned": "1"})) == {one.name, other.name}

    act(client, BANS, "lift", *Ban.objects.all(), reason="Đã xin lỗi")
    assert not bans.in_force().exists()
    act(client, WRITERS, "ban", one, days="", reason="Tái phạm")
    assert Ban.objects.get(lifted_at=None).until is None
    act(client, WRITERS, "lift", one, other, reason="Nhầm")
    assert not bans.in_force().exists()
    assert Ban.objects.count() == 3
    assert (
        "Tái phạm"
        in client.get(reverse("admin:comments_writer_change", args=[one.pk])).content.decode()
    )


@pytest.mark.parametrize("days", ["0", "x", "36500", "-1"])
def test_no_other_time_than_those_offered(client, moderator, days):
    act(client, WRITERS, "ban", make_writer(), days=days, reason="x")

    assert not Ban.objects.exists()


def test_members_of_the_newsroom_are_not_banned(client, moderator):
    writer = make_writer(user=UserFactory())

    response = act(client, WRITERS, "ban", writer, days="7", reason="x")

    assert response.status_code == 403
    assert not Ban.objects.exists()


def test_a_ban_is_read_and_never_changed(client, moderator):
    comment = CommentFactory()
    network = Ban.objects.create(sender="a" * 32, sender_at=comment.created_at, reason="x")
    url = reverse("admin:comments_ban_change", args=[network.pk])

    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "y"}).status_code == 403
    network.refresh_from_db()
    assert network.reason == "x"


def test_the_rules_are_one_page(client):
    client.force_login(UserFactory(roles=["secretary"]))
    make_writer("regular", approved=3)

    response = client.get(RULES, follow=True)

    assert response.status_code == 200
    form = response.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    url = response.redirect_chain[-1][0]
    for wrong in ({"edit_minutes": 61}, {"altcha": "x"}, {"attack_per_minute": 0}):
        assert client.post(url, {**data, **wrong}).status_code == 200
    assert client.post(url, {**data, "regular_after": 5, "guests": ""}).status_code == 302
    rules = CommentRules.objects.get()
    assert (rules.pk, rules.regular_after, rules.guests) == (1, 5, False)
    assert Writer.objects.get().standing == "new"
