"""A real Varnish with deploy/varnish.vcl between a reader and a site that can fail."""

import shutil
import subprocess
import time

import pytest
import urllib3

from newsroom.benchmarks.ports import free_port
from newsroom.cdn import labels, telling
from newsroom.cdn.address import cdn_of
from newsroom.environment import BASE_DIR
from newsroom.pagecache.memory import Page
from tests.httpstub import Stub

if not shutil.which("varnishd"):
    pytest.skip("Varnish is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def in_front(tmp_path_factory):
    """The site, the address at which Varnish answers for it, and Varnish as CDN names it."""
    folder = tmp_path_factory.mktemp("varnish")
    site, port = Stub(), free_port()
    vcl = (BASE_DIR / "deploy" / "varnish.vcl").read_text()
    (folder / "site.vcl").write_text(vcl.replace('.port = "8000"', f'.port = "{site.port}"'))
    listen = ["-a", f"127.0.0.1:{port}", "-f", str(folder / "site.vcl"), "-n", str(folder / "run")]
    server = subprocess.Popen(
        ["varnishd", "-F", *listen, "-s", "malloc,16m", "-j", "none"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in server.stderr:
        if "Child launched" in line or "Child starts" in line:
            break
    yield site, f"http://127.0.0.1:{port}", cdn_of(f"varnish://127.0.0.1:{port}", "")
    server.terminate()
    server.communicate(timeout=10)
    site.stop()


class Reader:
    def __init__(self, site, url, cdn):
        self.site, self.url, self.cdn = site, url, cdn
        self.http = urllib3.PoolManager(
            retries=urllib3.Retry(connect=20, backoff_factor=0.02, respect_retry_after_header=False)
        )

    def gets(self, path, **headers):
        answer = self.http.request("GET", f"{self.url}{path}", headers=headers)
        return answer.status, answer.data.decode()

    def site_says(self, text, *keys, status=200):
        now = time.time()
        page = Page((), b"", b"", "", frozenset(keys), 1, now + 600)
        shown = labels.of_page(page) if keys else {"Surrogate-Control": "no-store"}
        self.site.answers = [(status, shown, text.encode())]


@pytest.fixture
def reader(in_front, settings):
    settings.CDN = in_front[2]
    in_front[0].asked.clear()
    return Reader(*in_front)


def test_a_page_is_fetched_once_and_anew_after_its_purge(reader):
    reader.site_says("một", "article:1")
    assert [reader.gets("/bai?utm_source=zalo")[1], reader.gets("/bai")[1]] == ["một", "một"]
    assert len(reader.site.asked) == 1

    reader.site_says("hai", "article:1")
    telling.tell(reader.cdn, reader.cdn.names[0], {"article:2"}, hard=False)
    assert reader.gets("/bai")[1] == "một"
    telling.tell(reader.cdn, reader.cdn.names[0], {"article:1"}, hard=False)
    assert reader.gets("/bai")[1] == "hai"  # the first who asks, not the second


def test_an_older_page_is_shown_where_the_site_fails_but_none_that_was_taken_away(reader):
    reader.site_says("cũ", "article:3")
    reader.gets("/hong")
    telling.tell(reader.cdn, reader.cdn.names[0], {"article:3"}, hard=False)
    for failing in (502, 0):
        reader.site_says("", status=failing)
        assert reader.gets("/hong") == (200, "cũ")
        assert reader.gets("/hong") == (200, "cũ")

    telling.tell(reader.cdn, reader.cdn.names[0], {"article:3"}, hard=True)
    assert reader.gets("/hong")[0] == 503
    reader.site_says("Đang sửa", status=502)
    assert reader.gets("/hong") == (502, "Đang sửa")


def test_what_is_one_readers_is_kept_for_nobody(reader):
    reader.site_says("của Hoa")
    assert reader.gets("/rieng", Cookie="sessionid=hoa")[1] == "của Hoa"
    reader.site_says("của Lan")
    assert reader.gets("/rieng", Cookie="sessionid=lan")[1] == "của Lan"
    assert reader.site.asked[-1][2]["Cookie"] == "sessionid=lan"
