"""Where an output has no circles and bars, plain letters stand in their place, column for column."""

import io
import json
import os
import subprocess
import sys

import pytest

from hinge.cli.letters import PLAIN, carries, make_readable, plain


def test_every_replacement_is_one_plain_letter() -> None:
    assert all(len(letter) == len(put) == 1 and put.isascii() for letter, put in PLAIN.items())


def test_text_keeps_its_width() -> None:
    line = "◕ holds in most  84 (81–87)  ┈┈━●━┈  ▁▄█  Ḥ"
    assert len(plain(line)) == len(line)
    assert plain(line).endswith("_-#  ?")


def test_an_output_that_has_the_letters_is_left_as_it_is() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    make_readable(stream)
    assert carries(stream)
    assert stream.errors == "strict"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_output_that_has_not_gets_plain_ones(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    make_readable(stream)
    stream.write("● 98 ▁█\n")
    stream.flush()
    assert raw.getvalue() == b"@ 98 _#\n"


def answered(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hinge", *arguments],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_command_line_prints_to_an_ascii_output_without_an_error() -> None:
    words = answered("claims", "aleppo-2016", "A01")
    assert (words.returncode, words.stdout.isascii()) == (0, True)
    assert '"The battle for Aleppo is heading to its turning point"' in words.stdout
    same = answered("claims", "aleppo-2016", "A12", "--json")
    assert same.stdout.isascii()
    assert "“" not in same.stdout
    assert json.loads(same.stdout)["id"] == "A12"
