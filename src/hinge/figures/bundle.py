"""The script that draws charts in a browser: Vega, Vega-Lite and Vega-Embed in one file.

It is made from what vl-convert holds, so nothing is fetched: run
``python -m hinge.figures.bundle`` to write ``web/vega.js`` again after vl-convert
changed. The file is a plain script as well as a module, and sets one name,
``hingeVega``. Its licences stand beside it in ``vega.LICENSE``.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

PLACE = Path(__file__).parent / "web" / "vega.js"

SNIPPET = "globalThis.hingeVega = Object.freeze({embed: vegaEmbed, vega, vegaLite});"
"""What the bundle gives to a page."""


def bundle() -> str:
    """Return the script; ImportError without vl-convert, which is in the extra ``export``."""
    import vl_convert as vlc  # noqa: PLC0415  # needed only to make the file

    made: str = vlc.javascript_bundle(SNIPPET)
    parts = {
        "vl-convert": version("vl-convert-python"),
        "Vega": vlc.get_vega_version(),
        "Vega-Lite": vlc.get_vegalite_versions()[-1],
        "Vega-Embed": vlc.get_vega_embed_version(),
    }
    said = ", ".join(f"{name} {version}" for name, version in parts.items())
    head = f"/* {said}. Licences: see vega.LICENSE. Made by hinge.figures.bundle. */"
    # Inside braces nothing of it becomes a name of the page.
    return f"{head}\n(() => {{\n{made.strip()}\n}})();\n"


def main() -> None:
    """Write the file and say how large it is."""
    text = bundle()
    PLACE.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{PLACE.name}: {len(text.encode()) // 1000:,} kB\n")


if __name__ == "__main__":
    main()
