"""Files of a dossier: read only where they are regular files of a limited size; written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

from ..errors import DossierError, shown

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of one file that are read: a table or text of a dossier is far smaller."""
_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
REGULAR = f"a regular file of at most {MOST_BYTES // 1024**2} MB, not a link"


class UnreadableFile(OSError):
    """A path that is not read; its message says what it is ("a named pipe", "Permission denied")."""


def kind(mode: int) -> str:
    """Name what a path is by its mode, in words; blank for a regular file."""
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "")


def is_there(path: Path) -> bool:
    """Whether anything is at a path, a link that leads nowhere included."""
    return os.path.lexists(path)


def hidden(name: str) -> bool:
    """Whether a file is an editor's or the system's own (``.#actors.csv``, ``~$actors.csv``), no part of a dossier."""
    return name.startswith((".", "~"))


def read_regular(path: Path) -> bytes:
    """Read a regular file. Raises UnreadableFile, with what it is, for a link, pipe, device or folder, for a file over
    ``MOST_BYTES`` and for one that cannot be read; never waits for a writer."""
    try:
        if words := kind(os.lstat(path).st_mode):
            raise UnreadableFile(words)
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except UnreadableFile:
        raise
    except FileNotFoundError as error:
        raise UnreadableFile("No such file or directory") from error
    except OSError as error:
        raise UnreadableFile("a link" if error.errno == errno.ELOOP else error.strerror or "unreadable") from error
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):  # it was another one a moment ago
            raise UnreadableFile(kind(status.st_mode))
        try:
            content = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise UnreadableFile(error.strerror or "unreadable") from error
    if len(content) > MOST_BYTES:
        raise UnreadableFile(f"a file of {max(status.st_size, len(content)):,} bytes")
    return content


def _followed(path: Path) -> Path:
    """Give the file that a path leads to, link by link. Raises DossierError where that goes by way of a device:
    ``/dev/stdout`` leads to the file that a shell has opened for this program, to write to and not to replace."""
    at = path
    for _ in range(40):
        at = Path(os.path.realpath(at.parent)) / at.name
        if at.parts[1:2] in (("dev",), ("proc",)) and not at.is_dir():
            raise DossierError(f"{shown(str(path))}: a device. Name a regular file.")
        if not at.is_symlink():
            return at
        at = at.parent / os.readlink(at)
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: who reads it meanwhile has the old one or the new one. A link is followed to
    its file. Raises DossierError, the old file as it was and nothing left beside it, where that cannot be done."""
    try:
        target = _followed(path)
        there = os.lstat(target).st_mode if is_there(target) else None
        if there and (words := kind(there)):
            raise DossierError(f"{shown(str(path))}: {words}. Name a regular file.")
        part = target.with_name(f".{target.stem[:40]}.{os.getpid()}.{threading.get_ident()}")
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                if there:
                    os.chmod(part, stat.S_IMODE(there))
                os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DossierError(f"{shown(str(path))}: {reason}. Name a file that can be written.") from error
