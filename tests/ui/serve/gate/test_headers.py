"""The headers that answers have; what they do in a browser is tried in tests/ui/serve/test_front.py."""

from typing import Any

from ui.serve.gate.headers import GradioPage, Headed


def replying(body: bytes, *headers: tuple[bytes, bytes], parts: int = 1) -> Any:
    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [*headers]})
        size = len(body) // parts
        for n in range(parts):
            part = body[n * size :] if n == parts - 1 else body[n * size : (n + 1) * size]
            await send({"type": "http.response.body", "body": part, "more_body": n < parts - 1})

    return app


def test_every_answer_has_them_and_keeps_its_own(request_to: Any) -> None:
    headers = request_to(Headed(replying(b"", (b"Content-Security-Policy", b"sandbox"))), path="/library").headers
    assert headers[b"Content-Security-Policy"] == b"sandbox"
    assert b"content-security-policy" not in headers
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"x-frame-options"] == b"DENY"
    assert headers[b"referrer-policy"] == b"no-referrer"


def test_an_answer_is_not_stored_and_a_file_may_be(request_to: Any) -> None:
    headed = Headed(replying(b""))
    assert request_to(headed, path="/answers").headers[b"cache-control"] == b"no-store"
    assert b"cache-control" not in request_to(headed, path="/assets/index.js").headers
    told = Headed(replying(b"", (b"cache-control", b"private, no-cache")))
    assert request_to(told, path="/library/a/original").headers[b"cache-control"] == b"private, no-cache"


def test_the_scripts_of_the_page_are_named_and_no_others_run(request_to: Any) -> None:
    page = b'<script>let a;</script><script type="module" src="./a.js"></script><script data-x>let b;</script>'
    reply = request_to(GradioPage(replying(page, parts=7)))
    policy = reply.headers[b"content-security-policy"].decode()
    assert reply.body == page
    assert policy.count("'sha256-") == 2
    assert "'unsafe-inline'" not in policy.split("style-src")[0]


def test_other_pages_pass_as_they_are(request_to: Any) -> None:
    assert request_to(GradioPage(replying(b"<script>let a;</script>")), path="/help").headers == {}
