"""Two application hosts, each with a folder of its own; they share PostgreSQL, Redis and photos."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import urllib3
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client

from articles.models import Article
from newsroom.environment import BASE_DIR
from newsroom.pagecache import log
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


class Host:
    """One process of one host; ``get`` asks it."""

    def __init__(self, folder, media):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        database = connection.settings_dict
        address = f"{database['HOST']}:{database['PORT'] or 5432}"
        environment = {
            **os.environ,
            "DATABASE_URL": f"postgres://{database['USER']}@{address}/{database['NAME']}",
            "DATA_DIR": str(folder),
            "MEDIA_STORAGE": str(media),
            "SECRET_KEY": django_settings.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "tests.hostsettings",
            "PYTHONPATH": str(BASE_DIR),
        }
        command = [
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(
            [
                str(Path(sys.executable).with_name(command[0])),
                *command[1:],
                "newsroom.wsgi:application",
            ],
            cwd=BASE_DIR,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.http = urllib3.PoolManager(retries=urllib3.Retry(connect=60, backoff_factor=0.05))

    def get(self, path, **headers):
        asked = {"Host": "localhost", **headers}
        url = f"http://127.0.0.1:{self.port}{path}"
        answer = self.http.request("GET", url, headers=asked, redirect=False)
        return answer.status, answer.data.decode()

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def hosts(tmp_path):
    if connection.vendor != "postgresql" or "redis" not in str(django_settings.CACHES["default"]):
        pytest.skip("two hosts share PostgreSQL and Redis")
    hosts = [Host(tmp_path / name, tmp_path / "media") for name in ("một", "hai")]
    yield hosts
    for host in hosts:
        host.stop()
    # The session's database cannot be emptied while somebody is connected.
    connection.close()


def test_what_one_publishes_the_others_show_and_who_signs_in_is_known_to_all(hosts):
    article = ArticleFactory(public=True, title="Chợ nổi họp lại")
    log.number()
    path = article.get_absolute_url()
    for host in hosts:
        assert "Chợ nổi họp lại" in host.get(path)[1]

    # This process stands for a third host.
    Article.objects.filter(pk=article.pk).update(title="Chợ nổi họp lại từ mùng Ba")
    log.follow(keys=frozenset({f"article:{article.pk}"}))
    began = time.monotonic()
    waiting = set(range(len(hosts)))
    while waiting and time.monotonic() - began < 10:
        waiting -= {n for n in waiting if "từ mùng Ba" in hosts[n].get(path)[1]}
        time.sleep(0.02)
    took = time.monotonic() - began

    assert not waiting
    assert took < 3

    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert [host.get("/admin/", Cookie=cookie)[0] for host in hosts] == [200, 200]
    assert [host.get("/admin/")[0] for host in hosts] == [302, 302]
