"""A server that answers what a test says, and remembers what it was asked."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Stub:
    """``answers``: (status, headers, body) for the next requests, the last one for all further."""

    def __init__(self):
        self.asked, self.answers = [], [(200, {}, b"")]
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path != "/healthz":
                    stub.asked.append((self.command, self.path, dict(self.headers), body))
                if self.path == "/healthz":
                    status, headers, text = 200, {}, b""
                elif len(stub.answers) == 1:
                    status, headers, text = stub.answers[0]
                else:
                    status, headers, text = stub.answers.pop(0)
                if not status:  # no answer at all
                    self.close_connection = True
                    return
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(text))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PURGE = answer  # noqa: N815

            def log_message(self, *arguments):
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()
