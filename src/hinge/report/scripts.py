"""Browser modules become one script: read as they are written, put in order, each in a room of its own.

A page that is a single file under a policy without ``data:`` addresses cannot
import anything (docs/decisions/page-scripts.md). So the modules that a page
uses are written one after the other into one script, each as a function that
returns what it exports; ``import`` and ``export`` lines become plain
assignments, nothing else changes. Only the forms listed here are understood,
anything else raises ``ValueError``:

    import {a, b as c} from "hinge/x.js";      export function a() {}
    import * as all from "hinge/x.js";         export const a = 1;
    export {a, b};                             export class A {}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files

FOLDERS = ("figures/web", "report/web")
"""Where modules lie in the package; the bare name of each is ``hinge/`` and its file name."""

_IMPORT = re.compile(
    r"""^import\s+(?:\{(?P<names>[^}]*)\}|\*\s+as\s+(?P<all>\w+))\s+from\s+["'](?P<of>[^"']+)["'];?$""",
    re.MULTILINE,
)
_DECLARED = re.compile(
    r"^export\s+(?=(?:async\s+)?(?:function\*?|const|class)\s+(\w+))", re.MULTILINE
)
_LISTED = re.compile(r"^export\s*\{([^}]*)\};?$", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*$|\bimport\.meta\b", re.MULTILINE)


def packaged(name: str) -> str:
    """Return the text of a module by its bare name, as ``hinge/map.js``; KeyError for none."""
    for folder in FOLDERS:
        path = files("hinge").joinpath(folder, name.removeprefix("hinge/"))
        if name.startswith("hinge/") and path.is_file():
            return path.read_text(encoding="utf-8")
    raise KeyError(f"there is no browser module {name}")


def bundled(entry: str, modules: Mapping[str, str] | None = None) -> str:
    """Return one script that runs a module with all that it imports, those imported first.

    ``modules``: texts by bare name; those of the package where None. ``ValueError`` for a form of
    import or export that is not understood, and for modules that import each other.
    """
    texts: dict[str, str] = {}
    for name in _in_order(entry, modules, ()):
        texts.setdefault(name, _wrapped(name, _text(name, modules)))
    return script_text("\n".join(['"use strict";', "const modules = {};", *texts.values()]))


def script_text(text: str) -> str:
    """Return a script that cannot end its own element; in strings and patterns it says the same."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\u0021--").rstrip() + "\n"


def _text(name: str, modules: Mapping[str, str] | None) -> str:
    """Return the text of a module."""
    return packaged(name) if modules is None else modules[name]


def _in_order(
    name: str, modules: Mapping[str, str] | None, above: tuple[str, ...]
) -> Iterator[str]:
    """Yield the names of a module and of those that it imports, imported ones first."""
    if name in above:
        raise ValueError(f"browser modules import each other: {' > '.join((*above, name))}")
    for found in _IMPORT.finditer(_text(name, modules)):
        yield from _in_order(found["of"], modules, (*above, name))
    yield name


def _wrapped(name: str, text: str) -> str:
    """Return a module as a function that is called at once and returns what the module exports."""
    exported: dict[str, str] = {}
    for found in _DECLARED.finditer(text):
        exported[found[1]] = found[1]
    for found in _LISTED.finditer(text):
        exported |= {outside: inside for inside, outside in _pairs(found[1])}
    text = _IMPORT.sub(_assigned, _LISTED.sub("", _DECLARED.sub("", text)))
    left = _LEFT.search(text)
    if left:
        raise ValueError(f"{name}: not understood by the page's bundler: {left[0].strip()}")
    given = ", ".join(
        outside if inside == outside else f"{outside}: {inside}"
        for outside, inside in exported.items()
    )
    return f'modules["{name}"] = (() => {{\n{text.rstrip()}\nreturn {{{given}}};\n}})();'


def _assigned(found: re.Match[str]) -> str:
    """Return an import line as an assignment."""
    if found["all"]:
        return f'const {found["all"]} = modules["{found["of"]}"];'
    names = ", ".join(
        one if one == other else f"{one}: {other}" for one, other in _pairs(found["names"])
    )
    return f'const {{{names}}} = modules["{found["of"]}"];'


def _pairs(names: str) -> Iterator[tuple[str, str]]:
    """Yield the names in a list of an import or export, each with the name after ``as``."""
    for part in filter(None, (part.strip() for part in names.split(","))):
        one, _, other = part.partition(" as ")
        yield one.strip(), (other or one).strip()
