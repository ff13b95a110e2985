"""The same inputs give the same page, in any process: no hash, no language, no clock decides."""

import os
import subprocess
import sys
from pathlib import Path

from hinge.assessed import Assessment

WRITE = """
import sys
from pathlib import Path
from hinge.assessed import recorded, write_page
write_page(recorded(Path(sys.argv[1])), Path(sys.argv[2]))
"""


def test_two_processes_with_other_hashes_languages_and_clocks_write_the_same_bytes(
    assessment: Assessment, tmp_path: Path
) -> None:
    pages = []
    for seed, language, zone in (("1", "C", "UTC"), ("77", "C.UTF-8", "Asia/Tokyo")):
        page = tmp_path / f"{seed}.html"
        subprocess.run(
            [sys.executable, "-c", WRITE, str(assessment.run.folder), str(page)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": zone},
            check=True,
            capture_output=True,
        )
        pages.append(page.read_bytes())
    assert pages[0] == pages[1]
