"""How many mails may be asked for."""

from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from comments.accounts import keys
from comments.models import SignInKey

FORM = "/tai-khoan/dang-nhap/"


def post(email, address="192.0.2.7"):
    return Client().post(FORM, {"email": email}, REMOTE_ADDR=address).status_code


def test_an_address_gets_three_mails_in_a_quarter_of_an_hour(by_mail):
    answers = [post("hoa@example.com", f"192.0.2.{number}") for number in range(1, 6)]

    assert answers == [303, 303, 303, 429, 429]
    assert SignInKey.objects.count() == 3
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert post("hoa@example.com") == 303


def test_an_address_gets_ten_mails_in_a_day(by_mail):
    start = timezone.now()
    answers = []
    for number in range(12):
        with time_machine.travel(start + timedelta(minutes=16 * number)):
            answers.append(post("hoa@example.com"))

    assert answers == [303] * 10 + [429] * 2


def test_a_network_gets_thirty_mails_in_an_hour(by_mail):
    answers = [post(f"a{number}@example.com", "2001:db8::1") for number in range(30)]

    assert set(answers) == {303}
    # The same network of a provider's customer.
    assert post("b@example.com", "2001:db8::ffff") == 429
    assert post("b@example.com", "2001:db8:0:1::1") == 303


def test_refusing_says_what_to_do_and_keeps_what_was_typed(by_mail):
    for _ in range(3):
        post("hoa@example.com")

    response = Client().post(FORM, {"email": "hoa@example.com", "next": "/binh-luan/5/"})

    assert response.status_code == 429
    assert 'value="hoa@example.com"' in response.content.decode()
    assert 'value="/binh-luan/5/"' in response.content.decode()


def test_keys_are_forgotten_after_a_day(by_mail):
    post("hoa@example.com")
    now = timezone.now()

    assert keys.forget(now + timedelta(hours=23)) == 0
    assert keys.forget(now + timedelta(hours=25)) == 1
    assert not SignInKey.objects.exists()
