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
    """An application behind a gateway protocol; `calls` holds the bytes of each request."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, protocol: str):
        self.exchange = {"scgi": scgi, "uwsgi": uwsgi, "fcgi": fcgi, "ajp": ajp, "authorizer": authorizer}[protocol]
        self.calls = []
        super().__init__(("127.0.0.1", 0), _Gateway)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Gateway(socketserver.StreamRequestHandler):
    def handle(self):
        request, answer = self.server.exchange(self.rfile)
        self.server.calls.append(request)
        self.wfile.write(answer)


PLAIN = b"Content-Type: text/plain\r\n\r\ngateway\n"


def scgi(stream) -> tuple:
    """An SCGI request is a netstring of names and values that end in NUL."""
    length = b""
    while (byte := stream.read(1)) != b":":
        length += byte
    return stream.read(int(length)), b"Status: 200 OK\r\n" + PLAIN


def uwsgi(stream) -> tuple:
    """A uwsgi request begins with four bytes that hold the length of its variables."""
    _, size, _ = struct.unpack("<BHB", stream.read(4))
    return stream.read(size), b"HTTP/1.1 200 OK\r\n" + PLAIN


def fcgi(stream, last: int = 5) -> tuple:
    """A FastCGI request is records; it ends with an empty record of standard input."""
    request = b""
    while True:
        _, kind, _, length, padding, _ = struct.unpack(">BBHHBB", stream.read(8))
        request += stream.read(length + padding)[:length]
        if kind == last and length == 0:
            break
    text = b"Status: 200 OK\r\n" + PLAIN
    return request, (struct.pack(">BBHHBB", 1, 6, 1, len(text), 0, 0) + text + struct.pack(">BBHHBB", 1, 3, 1, 8, 0, 0) + bytes(8))


def authorizer(stream) -> tuple:
    """What mod_authnz_fcgi sends to a FastCGI authorizer ends with an empty record of parameters; 200 lets in."""
    return fcgi(stream, last=4)


def ajp(stream) -> tuple:
    """An AJP request is one packet; the answer is headers, a body chunk and the end."""
    _, size = struct.unpack(">HH", stream.read(4))
    head = struct.pack(">BHH", 4, 200, 2) + b"OK\0" + struct.pack(">H", 0)
    body = struct.pack(">BH", 3, 8) + b"gateway\n\0"
    parts = (head, body, struct.pack(">BB", 5, 0))
    return stream.read(size), b"".join(b"AB" + struct.pack(">H", len(part)) + part for part in parts)


# What a CGI program is given, as text.
CGI = """#!/bin/sh
printf 'Content-Type: text/plain\\r\\n\\r\\n'
env
"""
