"""Who may ask, and what the browser may do with the answer.

The server listens on this computer alone. That does not keep out pages of other sites that
run in the same browser, which may send requests here, also under a name of their own that
they let point to this computer. So every request must name this server as the one that it
means (Host), and every request to the interface must come from its own page (Origin,
Sec-Fetch-Site). The answers' headers forbid the page to load or send anything elsewhere.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hinge.web.problems import Failure, refusal

HOSTS = ("127.0.0.1", "localhost", "[::1]")
USUAL_PORT = 80  # browsers leave it out
FORBIDDEN = 403
API = "/api/"
SAFE = frozenset({"GET", "HEAD"})
ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def policy(import_map_hash: str) -> str:
    """Return the Content-Security-Policy; ``import_map_hash``: SHA-256 of the one inline script, base64."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'sha256-{import_map_hash}'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


class Guard:
    """Refuses requests that are not of the page itself, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        """Stand before ``app``; ``policy`` is the Content-Security-Policy."""
        self._app = app
        self._headers = ALWAYS | {"content-security-policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with 403 in words, or let the request through."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close"})  # nothing here speaks through them
            return
        api = scope["path"].startswith(API)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if api:
                    headers["cache-control"] = "no-store"
            await send(message)

        wrong = objection(scope)
        if wrong is not None:
            await wrong.response()(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)


def objection(scope: Scope) -> Failure | None:
    """Return why a request is refused, or None."""
    headers = Headers(scope=scope)
    port = scope["server"][1]
    hosts = {f"{host}:{port}" for host in HOSTS}
    if port == USUAL_PORT:
        hosts |= set(HOSTS)
    host = headers.get("host", "").lower()
    if host not in hosts or len(headers.getlist("host")) != 1:
        return _forbidden(
            "host",
            f"This server is 127.0.0.1:{port}, and the request was meant for {host or 'nobody'!r}.",
            "A page of another site may have been made to point here.",
            f"Open http://127.0.0.1:{port}/ in the browser.",
        )
    if scope["method"] in SAFE and not scope["path"].startswith(API):
        return None  # the page itself, which a link from elsewhere may open, and its files
    origins = {f"http://{name}" for name in hosts}
    origin = headers.get("origin")
    site = headers.get("sec-fetch-site")
    typed = site == "none" and scope["method"] in SAFE  # the address was typed, or a bookmark
    if (origin is not None and origin.lower() not in origins) or not (
        site is None or site == "same-origin" or typed
    ):
        return _forbidden(
            "origin",
            f"The request comes from {origin or 'another site'}, not from this server's own page.",
            "Other pages may not make this computer work or read what it answers.",
            f"Open http://127.0.0.1:{port}/ in the browser.",
        )
    return None


def _forbidden(rule: str, what: str, why: str, do: str) -> Failure:
    """Return a refusal of the guard."""
    return refusal(FORBIDDEN, rule, what, why, do)
