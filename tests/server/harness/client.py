# SPDX-License-Identifier: Apache-2.0
"""An HTTP client that sends exactly what it is told and keeps exactly what came back."""
import base64
import http.client
import json
import socket
import time
import urllib.parse


class Response:
    """Status, headers in the order they came, and the body as bytes."""

    def __init__(self, status: int, reason: str, headers: list, body: bytes, seconds: float):
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body
        self.seconds = seconds

    def all(self, name: str) -> list:
        """The values of every header line of that name."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def header(self, name: str):
        """The value of the only header line of that name, or None."""
        values = self.all(name)
        assert len(values) < 2, f"{name} came {len(values)} times: {values}"
        return values[0] if values else None

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    def json(self):
        return json.loads(self.body)

    def messages(self) -> list:
        """The messages of an error answer."""
        return [error["msg"] for error in self.json()["errors"]]

    def __repr__(self) -> str:
        return f"<{self.status} {self.reason} {self.headers} {self.body[:400]!r}>"


def basic(user, password: str = "pw") -> dict:
    """The header of a Basic sign-in."""
    user = user if isinstance(user, bytes) else user.encode()
    return {"Authorization": "Basic " + base64.b64encode(user + b":" + password.encode()).decode()}


def bearer(value: str) -> dict:
    """The header of a Bearer credential."""
    return {"Authorization": f"Bearer {value}"}


def form(pairs) -> bytes:
    """A urlencoded body of a dict or of pairs."""
    return urllib.parse.urlencode(pairs, encoding="utf-8").encode()


def multipart(pairs, boundary: str = "----cut", files=()) -> tuple:
    """Content-Type and body of a multipart form of a dict; files are (name, filename, content)."""
    parts = []
    for name, value in pairs.items():
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n')
    for name, filename, content in files:
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
                     f"Content-Type: application/octet-stream\r\n\r\n{content}\r\n")
    return f"multipart/form-data; boundary={boundary}", ("".join(parts) + f"--{boundary}--\r\n").encode()


def target(path: str, query=None) -> str:
    """A request target; the query may be a dict, pairs, or text that is sent as it is."""
    if query is None:
        return path
    return f"{path}?{query if isinstance(query, str) else urllib.parse.urlencode(query, encoding='utf-8')}"


class Connection:
    """One connection that several requests can use."""

    def __init__(self, port: int, timeout: float = 20.0):
        self.port = port
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def receive(self, method: str = "GET") -> Response:
        """Reads one answer."""
        start = time.monotonic()
        answer = http.client.HTTPResponse(self.socket, method=method)
        answer.begin()
        body = answer.read()
        return Response(answer.status, answer.reason, answer.getheaders(), body, time.monotonic() - start)

    def request(self, method: str, where: str, headers=(), body=None) -> Response:
        """Sends one request and reads its answer."""
        self.send(head(method, where, self.port, headers, body) + (body or b""))
        return self.receive(method)


def head(method: str, where: str, port: int, headers=(), body=None) -> bytes:
    """The text of a request up to its body. Header values may be str (as Latin-1) or bytes."""
    pairs = list(headers.items() if isinstance(headers, dict) else headers)
    names = {name.lower() for name, _ in pairs}
    if "host" not in names:
        pairs.insert(0, ("Host", f"localhost:{port}"))
    if body is not None and not names & {"content-length", "transfer-encoding"}:
        pairs.append(("Content-Length", str(len(body))))
    lines = [f"{method} {where} HTTP/1.1".encode("latin-1")]
    for name, value in pairs:
        lines.append(name.encode() + b": " + (value if isinstance(value, bytes) else str(value).encode("latin-1")))
    return b"\r\n".join([*lines, b"", b""])


class Client:
    """Requests to one server, each over a connection of its own."""

    def __init__(self, port: int):
        self.port = port

    def connect(self) -> Connection:
        return Connection(self.port)

    def request(self, method: str, where: str, headers=(), body=None) -> Response:
        with self.connect() as connection:
            pairs = list(headers.items() if isinstance(headers, dict) else headers)
            return connection.request(method, where, [*pairs, ("Connection", "close")], body)

    def get(self, where: str, headers=()) -> Response:
        return self.request("GET", where, headers)

    def raw(self, data: bytes, method: str = "GET") -> Response:
        """Sends bytes as they are and reads one answer."""
        with self.connect() as connection:
            connection.send(data)
            return connection.receive(method)


class LastingClient(Client):
    """The same over one connection, as long as the server leaves it open. For one thread."""

    def __init__(self, port: int):
        super().__init__(port)
        self.connection = None

    def request(self, method: str, where: str, headers=(), body=None) -> Response:
        connection, self.connection = self.connection or self.connect(), None
        answer = connection.request(method, where, headers, body)
        if answer.header("Connection") == "close":
            connection.socket.close()
        else:
            self.connection = connection
        return answer


class Api:
    """The API of one mount, as one caller."""

    FORM = "application/x-www-form-urlencoded"

    def __init__(self, client: Client, mount: str, headers=None):
        self.client = client
        self.mount = mount
        self.headers = dict(headers or {})

    def get(self, path: str, query=None, headers=None) -> Response:
        return self.client.get(target(f"{self.mount}/{path}", query), {**self.headers, **(headers or {})})

    def request(self, method: str, path: str, query=None, headers=None, body=None) -> Response:
        return self.client.request(method, target(f"{self.mount}/{path}", query),
                                   {**self.headers, **(headers or {})}, body)

    def post(self, path: str, fields=None, query=None, headers=None, body=None) -> Response:
        """Posts fields as a urlencoded form, or a body as it is."""
        more = dict(headers or {})
        if body is None:
            body = form(fields or {})
            more.setdefault("Content-Type", self.FORM)
        return self.request("POST", path, query, more, body)

    def generate(self, name: str, **fields) -> Response:
        return self.post("api/user_tokens/generate", {"name": name, **fields})

    def token(self, name: str = "t", **fields) -> str:
        """Generates a token that must be given, and returns its value."""
        answer = self.generate(name, **fields)
        assert answer.status == 200, answer
        return answer.json()["token"]

    def search(self, login: str = None) -> Response:
        return self.get("api/user_tokens/search", None if login is None else {"login": login})

    def rows(self, login: str = None) -> list:
        """The tokens that search lists."""
        answer = self.search(login)
        assert answer.status == 200, answer
        return answer.json()["userTokens"]

    def names(self, login: str = None) -> list:
        return [row["name"] for row in self.rows(login)]

    def revoke(self, name: str, **fields) -> Response:
        return self.post("api/user_tokens/revoke", {"name": name, **fields})
