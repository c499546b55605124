"""nginx as we ship its configuration, and as one that only has plain files."""

from __future__ import annotations

import gzip
import os
import pwd
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

from newsroom.benchmarks.hosts import Host
from newsroom.benchmarks.ports import free_port, listens
from newsroom.benchmarks.processes import Running, Unavailable, debian, tell

PACKAGE: Final = "nginx-light"
PLAIN: Final = """\
daemon off;
user {user};
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log {folder}/access.log combined buffer=64k flush=5s;
  sendfile on;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/files;
    default_type text/html;
    gzip_static on;
  }}
}}
"""


@contextmanager
def plain_files(folder: Path, bodies: Mapping[str, bytes]) -> Iterator[int]:
    """Serve gzipped bodies by their addresses, as files and nothing else; give the port."""
    folder.mkdir()
    for address, body in bodies.items():
        file = folder / "files" / address.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(gzip.decompress(body))
        file.with_name(f"{file.name}.gz").write_bytes(body)
    port = free_port()
    with nginx(folder, PLAIN.format(folder=folder, port=port, user=user()), port):
        yield port


@contextmanager
def nginx(folder: Path, configuration: str, port: int) -> Iterator[Running]:
    """Run nginx with a configuration that listens at ``port``.

    Raises:
        Unavailable: nginx is missing or refuses the configuration.
    """
    folder.mkdir(exist_ok=True)
    file = folder / "nginx.conf"
    file.write_text(configuration)
    command = [debian("nginx", PACKAGE), "-p", str(folder), "-c", str(file)]
    log = folder / "error.log"
    with Running(
        [*command, "-e", str(log)], log=folder / "nginx.log", ready=lambda: listens(port)
    ) as running:
        yield running


def user() -> str:
    """Return who runs this: nobody else may read the benchmark's folder."""
    return pwd.getpwuid(os.getuid()).pw_name


@contextmanager
def host(folder: Path, *, site: int = 0, cache: str = "") -> Iterator[Host]:
    """Run a whole host: the application, its keeper and nginx in front with finished files.

    Raises:
        Unavailable: nginx is missing.
    """
    one = Host(folder, site=site, cache=cache, files=True)
    debian("nginx", PACKAGE)
    with one.serving(), one.keeping(), nginx(folder / "nginx", shipped(one), one.port):
        yield one


def shipped(host: Host) -> str:
    """Write the files of ``deploy`` for this host, without TLS; return the main one.

    Both sides of a comparison go without TLS: what it costs is no page's.
    """
    folder = host.folder / "nginx"
    (folder / "newsroom").mkdir(parents=True, exist_ok=True)
    source = Path(settings.BASE_DIR) / "deploy"
    for file in (source / "nginx").glob("*.conf"):
        (folder / "newsroom" / file.name).write_text(_ours(file, host, folder))
    media = _ours(source / "nginx-media.conf", host, folder)
    (folder / "newsroom" / "media.conf").write_text(media)
    return _ours(source / "nginx.conf", host, folder)


def _ours(file: Path, host: Host, folder: Path) -> str:
    text = file.read_text()
    for wanted, ours in _changes(host, folder).items():
        text = re.sub(wanted, ours, text, flags=re.MULTILINE)
    return text


def _changes(host: Host, folder: Path) -> dict[str, str]:
    """Return what of the files holds on a server of its own, as it is here."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    own = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    return {
        r"^user .*;$": f"daemon off; user {user()};",
        r"^\s*(?:include /etc/nginx/modules|ssl_|listen \[::\]).*$": "",
        r"^http \{$": f"http {{ {own}",
        r"/run/nginx\.pid": f"{folder}/nginx.pid",
        r"/var/log/nginx|/var/cache/nginx": str(folder),
        r"/var/cache/newsroom/pages": str(host.pages),
        r"/var/lib/newsroom": str(host.folder),
        r"/srv/newsroom/media": str(settings.MEDIA_ROOT),
        r"/usr/share/newsroom": str(Path(settings.BASE_DIR) / "deploy"),
        r"127\.0\.0\.1:8001": f"127.0.0.1:{host.application}",
        r"8002": str(host.inner),
        r"listen 443 ssl http2": f"listen 127.0.0.1:{host.port}",
        r"listen 80": f"listen 127.0.0.1:{host.unused}",
        r"Host bao\.example": f"Host {host.name}",
        r"bao\.example": "127.0.0.1",
    }


@contextmanager
def whole_or_alone(folder: Path, *, site: int = 0, cache: str = "") -> Iterator[Host]:
    """Run a whole host or, where nginx is missing, its application alone; tell so."""
    with ExitStack() as stack:
        try:
            one = stack.enter_context(host(folder, site=site, cache=cache))
        except Unavailable as missing:
            tell(f"{missing} The application alone is measured.")
            one = Host(folder, site=site, cache=cache)
            stack.enter_context(one.serving())
        yield one
