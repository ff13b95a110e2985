"""A fresh process: one replication of the reduced model in memory, from arrays in a file.

    python bench/rows/first_result.py FILE

Prints which packages beside Hinge and the standard library were imported.
"""

import pickle
import sys
from pathlib import Path


def main() -> None:
    """Run the replication and say what was imported."""
    from hinge.draws.sampling import StreamKey  # noqa: PLC0415  # what is timed begins here
    from hinge.engine.day import run_days  # noqa: PLC0415
    from hinge.world.native import native  # noqa: PLC0415

    arrays = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301  # written by this benchmark
    key = StreamKey(arrays["seed"], 0, 0)
    names = ("world", "state", "scratch", "params")
    groups = [native(arrays[name]) for name in names]
    run_days(*groups, key, 0, arrays["days"], native(arrays["records"]))
    if not arrays["records"].control[-1].any():
        raise SystemExit("nothing was recorded")
    roots = {name.partition(".")[0] for name in sys.modules}
    known = set(sys.stdlib_module_names) | {"hinge", "__main__"}
    print(*sorted(root for root in roots - known if not root.startswith("_")), sep=", ")


if __name__ == "__main__":
    main()
