"""Hostile requests for every address of a server, made at random from a seed: broken, wrong, huge, deep and sly."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "NONSENSE")
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"
_DEEP = 100_000
# What stands in place of something harmless.
_TEXTS: Sequence[str] = (
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\u202eabc\u202c", "مرحبا بالعالم", "\ufeff", "\u2028",
    "🏳️‍🌈" * 9, "e" + "\u0301" * 500, "../../../../etc/passwd", "..\\..\\windows\\win.ini", "%00", "%2e%2e%2f",
    "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/", "<script>alert(1)</script>", "{{7*7}}", "${7*7}",
    "%s%s%n", "'; drop table--", "a\r\nSet-Cookie: sly=1", "x" * 19_999, "x" * 200_000, "? " * 9_000, "-1", "1e309",
    "NaN", "[" * 900, "(a+)+" * 200 + "$",
)  # fmt: skip
_VALUES: Sequence[Any] = (
    None, True, 0, -1, 2**63, 10**400, 1e308, [], {}, [[]], [None], {"": None}, [["document", "x"]] * 10_000,
    ["x"] * 10_000, [{"question": "x", "answer": "y"}] * 3_000, {str(n): n for n in range(3_000)},
)  # fmt: skip
_BODIES: Sequence[bytes] = (
    b"", b" ", b"{", b'{"question":', b"null", b"[]", b'"x"', b"NaN", b"Infinity", b"1" * 5_000,
    b"\xff\xfe{\x00}\x00", b"\xef\xbb\xbf{}", b'{"question": "\xff"}', b'{"question": "\\ud800"}',
    b'{"question": "a", "question": 1}', b"[" * _DEEP, b'{"a":' * _DEEP, b"[" * _DEEP + b"]" * _DEEP,
    b'{"question": ' + b"[" * _DEEP + b"]" * _DEEP + b"}", b"\x00" * 1000, b"\x1f\x8b\x08broken",
)  # fmt: skip
_SEGMENTS: Sequence[str] = (
    "..", "%2e%2e", "..%2f..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd", "..%5c..%5cwin.ini", "%00", "a%00b",
    "%ED%A0%80", "%FF", "%", "%zz", "x" * 7_000, "%E2%80%AE", ".staged", ".lock", "%0d%0aSet-Cookie:%20sly=1",
    "~root", "con", "...", "-1", "%F0%9F%8F%B3",
)  # fmt: skip
_HEADERS: Sequence[tuple[str, bytes]] = (
    ("Content-Length", b"-1"), ("Content-Length", b"99999999999999999999"), ("Content-Length", b"x"),
    ("Transfer-Encoding", b"chunked"), ("Transfer-Encoding", b"gzip, chunked"), ("Host", b""),
    ("Host", b"evil.example"), ("Host", b"[::1"), ("Host", b"127.0.0.1:99999"), ("Range", b"bytes=5-1"),
    ("Range", b"bytes=" + b"0-1," * 500 + b"0-1"), ("Range", b"bytes=-99999999999"), ("Range", b"lines=\xff"),
    ("If-Range", b"\xff"), ("If-Modified-Since", b"yesterday"), ("Accept", b"text/html;q=\xff"),
    ("Accept", b"application/x-ndjson"), ("Cookie", b"=;;=" * 900), ("Cookie", b"a=\xff\x01"),
    ("Authorization", b"Basic !!!"), ("Authorization", b"Basic " + b"A" * 9_000), ("Authorization", b"Bearer \xff"),
    ("X-Forwarded-For", b"evil, ::, 999.1.1.1"), ("X-Forwarded-Proto", b"javascript"),
    ("X-Forwarded-Host", b"evil.example"), ("Origin", b"http://[::1"), ("Origin", b"null"),
    ("Sec-Fetch-Site", b"cross-site"), ("Referer", b"http://["),
    ("Content-Type", b"application/json; charset=nonsense"), ("Content-Type", b"multipart/form-data"),
    ("Content-Type", b"\xff/\xff"), ("Content-Type", b"multipart/form-data; boundary="),
    ("Content-Type", b"text/html; charset=utf-7"), ("Expect", b"100-continue"), ("Content-Encoding", b"gzip"),
    ("Upgrade", b"websocket"), ("Connection", b"Upgrade"), ("X-A", b"a\nSet-Cookie: sly=1"),
    ("X-Long", b"x" * 70_000), ("Accept-Language", b"\xc3\x28"), ("Mcp-Session-Id", b"\xff"),
    ("Mcp-Protocol-Version", b"9999"),
)  # fmt: skip
# What is sent to an address when it is sent as it should be.
_CONVERSATION = {"conversation": "c" * 32, "asked": [{"question": "What is equality?", "filters": []}]}
_KNOWN: Mapping[str, dict[str, Any]] = {
    "/answers": {**_CONVERSATION, "question": "Who decides?", "ticked": [], "resumed": False, "edition": ""},
    "/conversation": {**_CONVERSATION, "format": "md"},
    "/feedback": {**_CONVERSATION, "helpful": "yes", "line": "Good."},
    "/ask": {"question": "Who decides?", "history": [], "documents": [], "voices": [], "statuses": []},
    "/excerpts": {"topic": "equality", "documents": [], "voices": [], "statuses": [], "order": "relevance"},
    "/documents": {},
    "/mcp": {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "documents", "arguments": {}}},
    "/join": {"data": ["Who decides?"], "fn_index": 0, "session_hash": "abc", "event_data": None, "trigger_id": None},
    "/basket": {"document": "x", "anchor": "y", "topic": "z", "note": ""},
}  # fmt: skip
_FIELDS = (
    "ask", "shown", "topic", "document", "voice", "status", "order", "all", "find", "passage", "words", "page", "to",
    "news", "replaces", "key", "session_hash", "left", "basket", "format", "grouped", "username", "password",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hostile:
    """A request as it is sent, byte for byte, and in a few words what is wrong with it."""

    what: str
    method: str
    target: str
    body: bytes = b""
    headers: tuple[tuple[str, bytes], ...] = field(default=())

    def sent(self, host: str) -> bytes:
        """The bytes on the wire."""
        named = {name.lower() for name, _ in self.headers}
        plain = [("Host", host.encode()), ("Content-Length", str(len(self.body)).encode()), ("Connection", b"close")]
        headers = [*((name, value) for name, value in plain if name.lower() not in named), *self.headers]
        lines = [f"{self.method} {self.target} HTTP/1.1".encode("utf-8", "surrogateescape")]
        lines += [name.encode() + b": " + value for name, value in headers]
        return b"\r\n".join([*lines, b"", self.body])


def hostile_inputs(addresses: Mapping[str, Set[str]], count: int, seed: int, key: str = "") -> Iterator[Hostile]:
    """So many requests to addresses, given with the methods that they take, in turn; every other one is to one of ours.

    `key` opens the forms that change the library.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    every, ours = list(addresses), [one for one in addresses if not one.startswith("/gradio_api")]
    for number in range(count):
        turn, some = number // 2, (ours if number % 2 else every)
        address = some[turn % len(some)]
        kinds = _SENT if "POST" in addresses[address] else _ASKED
        make: Callable[[str, random.Random], Hostile] = chance.choice((*kinds, _queried, _misplaced, _headed, _misused))
        made = make(address, chance)
        yield _with_key(made, key) if key and "/add" in made.target else made


def _with_key(made: Hostile, key: str) -> Hostile:
    return Hostile(
        made.what, made.method, f"{made.target}{'&' if '?' in made.target else '?'}key={key}", made.body, made.headers
    )


def _filled(address: str, chance: random.Random) -> str:
    """An address with something sly for each part that is left open."""
    path = ""
    for part in address.split("/")[1:]:
        path += f"/{chance.choice(_SEGMENTS) if part.startswith('{') else part}"
    return path


def _broken(address: str, chance: random.Random) -> Hostile:
    body = chance.choice(_BODIES)
    return Hostile(
        f"broken JSON {body[:12]!r}", "POST", _filled(address, chance), body, (("Content-Type", _JSON.encode()),)
    )


def _wrong(address: str, chance: random.Random) -> Hostile:
    """What is sent to the address, with one or two values that do not belong there."""
    known = next((value for ending, value in _KNOWN.items() if address.endswith(ending)), {"data": ["Who decides?"]})
    sent = dict(known) or {"x": 1}
    for name in chance.sample(sorted(sent), min(len(sent), chance.choice((1, 1, 2)))):
        sent[name] = chance.choice((chance.choice(_TEXTS), chance.choice(_VALUES)))
    if "/gradio_api/" in address and "data" not in sent:
        sent = {"data": list(sent.values())}
    body = json.dumps([sent] if address.endswith("/basket") else sent).encode()
    return Hostile(
        "wrong values",
        "POST",
        _filled(address, chance),
        body,
        (("Content-Type", _JSON.encode()), ("Accept", b"application/json, text/event-stream")),
    )


def _queried(address: str, chance: random.Random) -> Hostile:
    if chance.random() < 0.2:
        pairs = [(chance.choice(("document", "voice", "status", "ask", "shown")), str(n)) for n in range(10_000)]
        query = urlencode(pairs)[:60_000] if chance.random() < 0.7 else urlencode(pairs)
        return Hostile("10,000 filters", "GET", f"{_filled(address, chance)}?{query}")
    pairs = [(chance.choice(_FIELDS), chance.choice(_TEXTS)[:5_000]) for _ in range(chance.choice((1, 2, 5)))]
    query = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in pairs)
    method = chance.choice(("GET", "GET", "POST"))
    body = query.encode() if method == "POST" else b""
    return Hostile(
        f"hostile query {pairs[0][0]}",
        method,
        f"{_filled(address, chance)}?{query}",
        body,
        (("Content-Type", _FORM.encode()),),
    )


def _misplaced(address: str, chance: random.Random) -> Hostile:
    """Out of the folder, or nowhere."""
    path = _filled(address, chance)
    target = chance.choice(
        (
            f"{path}/{chance.choice(_SEGMENTS)}",
            f"/{chance.choice(_SEGMENTS)}{path}",
            f"/{path}",
            f"/look/{chance.choice(_SEGMENTS)}",
            f"/assets/{chance.choice(_SEGMENTS)}",
            f"{path}//",
            f"http://evil.example{path}",
            f"{path};x=1",
            "*",
        )
    )
    return Hostile("a path that leads elsewhere", chance.choice(("GET", "GET", "POST", "HEAD")), target)


def _headed(address: str, chance: random.Random) -> Hostile:
    headers = tuple(chance.sample(_HEADERS, chance.choice((1, 1, 2))))
    method = chance.choice(("GET", "POST"))
    return Hostile(
        f"headers {[name for name, _ in headers]}",
        method,
        _filled(address, chance),
        b"{}" if method == "POST" else b"",
        headers,
    )


def _in_parts(address: str, chance: random.Random) -> Hostile:
    """A form of several parts that is broken, or holds a file that is."""
    name, content = chance.choice(_FILES)
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="' + name + b'"\r\n\r\n' + content + b"\r\n"
    body = chance.choice((
        part + b"--b--\r\n", part, part * 60 + b"--b--\r\n", b"--c" + part, b"--b\r\n\r\n--b--",
        b"--b\r\nnonsense\r\n\r\nx\r\n--b--", b'--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--',
        b"--b\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n\xff\r\n--b--",
        b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n' + b"x" * 2_000_000 + b"\r\n--b--",
    ))  # fmt: skip
    return Hostile(
        "broken parts", "POST", _filled(address, chance), body, (("Content-Type", b"multipart/form-data; boundary=b"),)
    )


_FILES: Sequence[tuple[bytes, bytes]] = (
    (b"a.pdf", b"%PDF-1.7 nothing more"), (b"a.docx", b"PK\x03\x04 broken"), (b"a.odt", b"PK\x05\x06" + b"\x00" * 18),
    (b"a.html", b"<div>" * 20_000), (b"a.html", b"<table>" * 3_000), (b"a.rtf", b"{\\rtf1" + b"{" * 9_000),
    (b"a.txt", b"\x00" * 9_000), (b"a.txt", b"\xff\xfe\x00\xd8"), (b"a.md", b"# \n" * 9_000),
    (b"a.md", b"> " * 5_000 + b"x"), (b"a.md", b"- " * 5_000 + b"x"), (b"../../a.md", b"# A\n\nB."),
    (b"a\x00.md", b"# A\n\nB."), (b"x" * 3_000 + b".md", b"# A\n\nB."), (b"\xff.md", b"# A\n\nB."),
    (b".md", b"# A\n\nB."), (b"con", b"# A"), (b"a.exe", b"MZ"), (b"a.md", b""), (b"..", b"x"),
    (b"a.md", b"![x](" * 4_000), (b"a.md", b"[" * 9_000),
)  # fmt: skip


def _misused(address: str, chance: random.Random) -> Hostile:
    """Another method or kind of content than the address takes."""
    kind = chance.choice((_JSON, _FORM, "text/plain", "application/xml", "image/png", "application/octet-stream"))
    body = chance.choice(
        (
            b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
            b"{}",
            b"a=b",
            b"\xff" * 99,
        )
    )
    return Hostile(
        "another method or kind",
        chance.choice(METHODS),
        _filled(address, chance),
        body,
        (("Content-Type", kind.encode()),),
    )


# The kinds of request for what takes a body, and for what takes none.
_SENT, _ASKED = (_broken, _wrong, _wrong, _in_parts), (_queried, _queried)
