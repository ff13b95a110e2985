"""The files that the browser gets: those of the package, by name, and nothing else of the disk."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from hinge.web.problems import refusal

PAGE = "index.html"
EMPTY_MAP = '<script type="importmap"></script>'
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".html": "text/html; charset=utf-8",
}
"""What is served; a file of another kind is not."""


@dataclass(frozen=True)
class Asset:
    """A file as it is sent."""

    body: bytes
    kind: str
    etag: str


class Assets:
    """All files of the page under one flat set of names, and the page with its import map."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """Read the names of the files in ``folders`` (not below them); their contents are read when asked for.

        ValueError where two have one name, since only one of them could be reached.
        """
        self._paths: dict[str, Path] = {}
        for folder in folders:
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                if path.suffix not in KINDS or not path.is_file():
                    continue
                if path.name in self._paths:
                    raise ValueError(f"{path.name} stands in two folders of the page")
                self._paths[path.name] = path
        self._read: dict[str, tuple[tuple[int, int], Asset]] = {}
        modules = sorted(name for name in self._paths if name.endswith(".js"))
        imports = {f"hinge/{name}": f"/static/{name}" for name in modules}
        self._map = json.dumps({"imports": imports}, separators=(",", ":"))

    @property
    def map_hash(self) -> str:
        """SHA-256 of the import map, as a Content-Security-Policy has it."""
        return base64.b64encode(hashlib.sha256(self._map.encode()).digest()).decode()

    def page(self, request: Request) -> Response:
        """Return the page; ValueError where it has no place for the import map."""
        html = self._asset(PAGE).body.decode()
        before, found, after = html.partition(EMPTY_MAP)
        if not found:
            raise ValueError(f"{PAGE} has no {EMPTY_MAP}")
        filled = EMPTY_MAP.replace("></", f">{self._map}</")
        body = f"{before}{filled}{after}".encode()
        return _answer(request, Asset(body, KINDS[".html"], _etag(body)))

    def static(self, request: Request) -> Response:
        """Return a file; Failure for any other name."""
        name = request.path_params["name"]
        if name not in self._paths or name == PAGE:
            raise refusal(
                404,
                "no_file",
                f"The page has no file {name!r}.",
                "Only the page's own files are served.",
                "Reload the page.",
            )
        return _answer(request, self._asset(name))

    def _asset(self, name: str) -> Asset:
        """Return a file, read anew if it has changed."""
        path = self._paths[name]
        stat = path.stat()
        state = (stat.st_mtime_ns, stat.st_size)
        kept = self._read.get(name)
        if kept is None or kept[0] != state:
            body = path.read_bytes()
            kept = self._read[name] = (state, Asset(body, KINDS[path.suffix], _etag(body)))
        return kept[1]


def package_assets() -> Assets:
    """Return the files that come with Hinge."""
    root = Path(str(files("hinge")))
    return Assets((root / "web" / "page", root / "figures" / "web"))


def _etag(body: bytes) -> str:
    """Return what names this very content."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _answer(request: Request, asset: Asset) -> Response:
    """Return a file, or word that the browser has it already; it has to ask each time."""
    headers = {"etag": asset.etag, "cache-control": "no-cache"}
    if asset.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.body, media_type=None, headers=headers | {"content-type": asset.kind})
