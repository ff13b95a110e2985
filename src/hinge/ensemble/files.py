"""Writing small files whole or not at all, and saying in plain words why a disk refused."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from hinge.errors import StoreError

PENDING = ".pending"  # ends the name of a file that is still being written

REASONS = {
    errno.ENOSPC: (
        "the disk is full",
        "Free some space, or choose a folder on another disk with --out",
    ),
    errno.EDQUOT: ("the disk quota is used up", "Free some space, or choose another folder"),
    errno.EACCES: ("writing there is not permitted", "Choose a folder of your own with --out"),
    errno.EPERM: ("writing there is not permitted", "Choose a folder of your own with --out"),
    errno.EROFS: ("the disk is read-only", "Choose a folder that can be written with --out"),
    errno.ENOTDIR: ("a part of its path is a file", "Choose another folder with --out"),
    errno.EEXIST: ("a file of that name is in the way", "Choose another folder with --out"),
    errno.ENAMETOOLONG: ("the path is too long", "Choose a shorter folder name with --out"),
    errno.EMFILE: ("too many files are open", "Close other programs or use fewer workers"),
    errno.EIO: ("the disk reports an error", "Check the disk, then choose another folder"),
}


@contextlib.contextmanager
def disk_errors_as_words(folder: Path) -> Iterator[None]:
    """Turn an error of the operating system into a StoreError that says what to do.

    What was finished before stays in the folder and is taken up again by the
    next run into it.
    """
    try:
        yield
    except OSError as error:
        plain = f"{error.strerror or error} ({Path(error.filename or folder).name})"
        reason, remedy = REASONS.get(error.errno or 0, (plain, "Choose another folder with --out"))
        raise StoreError(
            f"The run folder {folder} could not be written: {reason}. {remedy}; "
            "a second run into the same folder keeps what was finished."
        ) from error


def sync_file(path: Path) -> int:
    """Force a file to the disk and return its size in bytes."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
        return os.fstat(handle).st_size
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can do that."""
    if os.name != "posix":  # other systems offer no such call on folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is either there in full or as it was: temporary file, fsync, rename."""
    pending = path.with_name(f"{path.name}.{os.getpid()}{PENDING}")
    try:
        with pending.open("wb") as handle:
            handle.write(content.encode() if isinstance(content, str) else content)
            handle.flush()
            os.fsync(handle.fileno())
        pending.replace(path)
    finally:
        pending.unlink(missing_ok=True)
    sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove files that a killed run was still writing (ours, and the store's ``.partial`` ones)."""
    for pattern in (f"*{PENDING}", "*.partial"):
        for path in folder.rglob(pattern):
            path.unlink(missing_ok=True)
