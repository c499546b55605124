"""The whole nginx as it is shipped, on ports and folders of a test's own, before a stand-in."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from newsroom.benchmarks.ports import free_port, listens

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
NAME = "bao.example"
METHODS = ("GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS")
OWN_PROCESS = "daemon off; master_process off;"


@dataclass
class Asked:
    """A request as the application got it."""

    method: str
    path: str
    headers: dict
    body: bytes


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Whoever asked has gone, as those do whose answer nginx no longer wants."""


@dataclass
class StandIn:
    """What answers in the application's place: as ``answer(asked)`` says, or not at all."""

    port: int
    answer: object = None
    asked: list = field(default_factory=list)
    is_dead: bool = False

    def begin(self):
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self):
                if stand_in.is_dead:
                    self.close_connection = True
                    return
                super().handle_one_request()

            def answer_any(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                if stand_in.is_dead:
                    self.close_connection = True
                    return
                asked = Asked(self.command, self.path, dict(self.headers.items()), body)
                stand_in.asked.append(asked)
                status, headers, body = stand_in.answer(asked)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def log_message(self, *args):
                pass

        for method in METHODS:
            setattr(Handler, f"do_{method}", Handler.answer_any)
        self._server = Server(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def end(self):
        self._server.shutdown()
        self._server.server_close()


class Edge:
    """nginx, its folders, and ways to ask it; ``application`` stands behind it."""

    def __init__(self, folder):
        self.folder = folder
        self.http, self.https, inner, application = (free_port() for _ in range(4))
        self.application = StandIn(application)
        self.pages, self.data = folder / "pages", folder / "data"
        for name in ("pages/live", "pages/old", "data/static", "logs"):
            (folder / name).mkdir(parents=True)
        self._certificate()
        self._replace = {
            "8002": str(inner),  # first: what is put in for another may have these figures in it
            "user www-data;": OWN_PROCESS,
            "worker_processes auto;": "",
            "/run/nginx.pid": f"{folder}/nginx.pid",
            "include /etc/nginx/modules-enabled/*.conf;": "",
            "/etc/nginx/certificates": str(folder),
            "/var/log/nginx": f"{folder}/logs",
            "buffer=64k flush=5s": "",
            "/var/cache/nginx": f"{folder}/cache",
            "/var/cache/newsroom/pages": str(self.pages),
            "/var/lib/newsroom": str(self.data),
            "/usr/share/newsroom": str(folder / "words"),
            "127.0.0.1:8001": f"127.0.0.1:{application}",
            "listen 443": f"listen 127.0.0.1:{self.https}",
            "listen 80": f"listen 127.0.0.1:{self.http}",
            "http {": f"http {{ {self._temporary()}",
        }
        own = {
            "PATH": "/usr/bin:/bin",
            "NGINX_DIR": str(folder),
            "WORDS_DIR": str(folder / "words"),
            "KEPT_DIR": str(folder / "cache"),
        }
        subprocess.run([DEPLOY / "nginx-install", NAME], env=own, check=True)
        for source in (folder / "nginx.conf", *(folder / "newsroom").glob("*.conf")):
            source.write_text(self._ours(source))

    def _temporary(self):
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        return " ".join(f"{kind}_temp_path {self.folder}/cache/{kind};" for kind in kinds)

    def _certificate(self):
        subprocess.run(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
            f" -subj /CN={NAME} -addext subjectAltName=DNS:{NAME},DNS:www.{NAME}"
            " -keyout privkey.pem -out fullchain.pem".split(),
            cwd=self.folder,
            check=True,
            capture_output=True,
        )

    def _ours(self, source):
        lines = [line for line in source.read_text().splitlines() if "listen [::]" not in line]
        text = "\n".join(lines)
        for theirs, ours in self._replace.items():
            text = text.replace(theirs, ours)
        return text

    def begin(self):
        self.application.begin()
        where = f"-p {self.folder} -e {self.folder}/logs/error.log -c {self.folder}/nginx.conf"
        self._process = subprocess.Popen([NGINX, *where.split()])
        until = time.monotonic() + 10
        while not listens(self.https):
            assert self._process.poll() is None, (self.folder / "logs/error.log").read_text()
            assert time.monotonic() < until, "nginx does not listen"
            time.sleep(0.02)

    def end(self):
        self._process.terminate()
        self._process.wait(10)
        self.application.end()

    def clear(self):
        """Begin anew: no page, and an application that has nothing but answers."""
        for name in ("live", "old"):
            shutil.rmtree(self.pages / name)
            (self.pages / name).mkdir()
        self.application.asked.clear()
        self.application.is_dead = False
        self.application.answer = lambda asked: (404, {"X-From": "application"}, b"none here")

    def put(self, name, body, where="live"):
        """Put a finished page's file where the keeper would; ``name`` is its address."""
        file = self.pages / where / f"{name.lstrip('/')}.page"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        return file

    def ask(
        self, path, method="GET", *, host=NAME, body=None, tls=True, source="127.0.0.1", **more
    ):
        """Send a request as it is, tidied by nobody; return the answer with its ``body``."""
        connection = self._connect(tls, source)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        headers = {"Host": host, **{n.replace("_", "-"): v for n, v in more.items()}}
        if body is not None:
            headers.setdefault("Content-Length", str(len(body)))
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def caching_of(self, path):
        """Ask, and return what the log says of the cache."""
        self.ask(path)
        lines = (self.folder / "logs" / "access.log").read_text().splitlines()
        return next(line for line in reversed(lines) if path in line).split()[-1]

    def _connect(self, tls, source):
        ours = (source, 0)
        if not tls:
            return HTTPConnection("127.0.0.1", self.http, timeout=10, source_address=ours)
        context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        connection = HTTPSConnection(NAME, self.https, timeout=10, context=context)
        raw = socket.create_connection(("127.0.0.1", self.https), 10, ours)
        connection.sock = context.wrap_socket(raw, server_hostname=NAME)
        return connection
