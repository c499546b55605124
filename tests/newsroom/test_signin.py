import pytest

from newsroom import signin
from newsroom.environment import Misconfigured

NAMES = ("EMAIL_URL", "SIGN_IN_EMAIL", "SIGN_IN_GOOGLE", "SIGN_IN_FACEBOOK", "SIGN_IN_OIDC")


@pytest.fixture
def set_env(monkeypatch, tmp_path):
    """Start from an environment with a key and a folder of the test's own."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECRET_KEY", "k" * 50)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return monkeypatch.setenv


@pytest.mark.parametrize(
    ("url", "reaches"),
    [
        ("", False),
        ("consolemail://", False),
        ("dummymail://", False),
        ("smtp+tls://u:p@mail.example:587", True),
        ("smtp://mail.example:25", True),
    ],
)
def test_a_mail_server_is_enough_to_sign_in_by_mail(set_env, url, reaches):
    if url:
        set_env("EMAIL_URL", url)

    assert signin.by_mail() is reaches


def test_it_can_be_switched_off(set_env):
    set_env("EMAIL_URL", "smtp://mail.example:25")
    set_env("SIGN_IN_EMAIL", "0")

    assert signin.by_mail() is False


def test_a_demonstration_prints_its_mail(set_env, monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY")
    (tmp_path / "demo_secret_key").write_text("k" * 50)

    assert signin.by_mail() is True


@pytest.mark.parametrize("url", ["", "consolemail://"])
def test_asking_for_it_without_a_mail_server_stops_the_start(set_env, url):
    if url:
        set_env("EMAIL_URL", url)
    set_env("SIGN_IN_EMAIL", "1")

    with pytest.raises(Misconfigured, match="SIGN_IN_EMAIL"):
        signin.by_mail()


def test_no_service_is_there_without_a_word(set_env):
    assert signin.providers() == {}


def test_services_are_read_with_their_secrets(set_env):
    set_env("SIGN_IN_GOOGLE", "1-a.apps.googleusercontent.com:GOCSPX-x:y")
    set_env("SIGN_IN_FACEBOOK", "123:abc")
    set_env("SIGN_IN_OIDC", "https://id.example/realm web:s3 Cổng định danh")

    found = signin.providers()

    google, facebook, oidc = (
        found[name]["APPS"][0] for name in ("google", "facebook", "openid_connect")
    )
    assert (google["client_id"], google["secret"]) == (
        "1-a.apps.googleusercontent.com",
        "GOCSPX-x:y",
    )
    assert (facebook["client_id"], facebook["secret"]) == ("123", "abc")
    assert oidc == {
        "provider_id": "oidc",
        "name": "Cổng định danh",
        "client_id": "web",
        "secret": "s3",
        "settings": {"server_url": "https://id.example/realm"},
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIGN_IN_GOOGLE", "only-an-id"),
        ("SIGN_IN_GOOGLE", ":secret"),
        ("SIGN_IN_GOOGLE", "id:"),
        ("SIGN_IN_GOOGLE", "id: s p"),
        ("SIGN_IN_FACEBOOK", "123"),
        ("SIGN_IN_OIDC", "id:secret"),
        ("SIGN_IN_OIDC", "http://id.example id:secret Name"),
        ("SIGN_IN_OIDC", "https:// id:secret Name"),
        ("SIGN_IN_OIDC", "https://id.example idsecret Name"),
        ("SIGN_IN_OIDC", "https://id.example id:secret"),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence_and_not_repeated(set_env, name, value):
    set_env(name, value)

    with pytest.raises(Misconfigured, match=name) as caught:
        signin.providers()
    assert value not in str(caught.value)
