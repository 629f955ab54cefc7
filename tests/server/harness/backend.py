# SPDX-License-Identifier: Apache-2.0
"""Applications behind the server under test: they record what reaches them."""
import http.server
import socketserver
import struct
import threading


class Call:
    """One request as the application saw it."""

    def __init__(self, method: str, path: str, headers: list, body: bytes = b""):
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body

    def header(self, name: str):
        """The values of a header joined, or None."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    @property
    def everything(self) -> str:
        """All of it as one text, to look for a secret in."""
        return repr((self.method, self.path, self.headers, self.body))


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        call = Call(self.command, self.path, self.headers.items(), body)
        self.server.calls.append(call)
        text = f"backend for {call.header('X-Remote-User')}\n".encode()
        self.send_response(200)
        for name, value in self.server.answer_headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    do_GET = do_POST = do_HEAD = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = _answer

    def log_message(self, *_):
        pass


class HttpBackend(http.server.ThreadingHTTPServer):
    """An HTTP application; requests that ask for a WebSocket are recorded like all others."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.calls = []
        self.answer_headers = {"Content-Type": "text/plain"}
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def to(self, path: str) -> list:
        """The calls to one path, the query left out."""
        return [call for call in self.calls if call.path.split("?")[0] == path]

    def last(self) -> Call:
        return self.calls[-1]


class GatewayBackend(socketserver.ThreadingTCPServer):
    """An application behind SCGI or uwsgi: both send one packet of variables first."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, protocol: str):
        self.read_variables = {"scgi": read_scgi, "uwsgi": read_uwsgi}[protocol]
        self.calls = []
        super().__init__(("127.0.0.1", 0), _Gateway)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Gateway(socketserver.StreamRequestHandler):
    def handle(self):
        variables = self.server.read_variables(self.rfile)
        self.server.calls.append(variables)
        head = b"Status: 200 OK" if self.server.read_variables is read_scgi else b"HTTP/1.1 200 OK"
        self.wfile.write(head + b"\r\nContent-Type: text/plain\r\n\r\ngateway\n")


def read_scgi(stream) -> dict:
    """The variables of an SCGI request: a netstring of names and values that end in NUL."""
    length = b""
    while (byte := stream.read(1)) != b":":
        length += byte
    parts = stream.read(int(length)).split(b"\0")[:-1]
    return {name.decode(): value.decode() for name, value in zip(parts[::2], parts[1::2])}


def read_uwsgi(stream) -> dict:
    """The variables of a uwsgi request: four bytes of head, then names and values with their lengths."""
    _, size, _ = struct.unpack("<BHB", stream.read(4))
    data, parts = stream.read(size), []
    while data:
        length = struct.unpack("<H", data[:2])[0]
        parts.append(data[2:2 + length].decode())
        data = data[2 + length:]
    return dict(zip(parts[::2], parts[1::2]))


# What a CGI program is given, as text.
CGI = """#!/bin/sh
printf 'Content-Type: text/plain\\r\\n\\r\\n'
env
"""
