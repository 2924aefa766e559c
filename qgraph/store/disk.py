"""What can go wrong on the disk of an embedded store, each in one sentence that says which folder and what to do.

Decisions
---------
* The system's own cause decides. The database hands it on in words only, so there it is looked for in them.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from qgraph.errors import StoreError

P = ParamSpec("P")
R = TypeVar("R")
FULL = "its disk is full: make room there and do the same again"
BUSY = "another process is writing to it: wait until that has finished, or stop it"
LOCKED = "this user may not write there: have the folder given to this user, or choose another with --store"
# What the system says → what to tell.
CAUSES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: "this user's share of its disk is used up: make room there and do the same again",
    errno.EROFS: "its disk can only be read: have it opened for writing, or choose another folder with --store",
    errno.EACCES: LOCKED,
    errno.EPERM: LOCKED,
    errno.EAGAIN: BUSY,  # its lock is held elsewhere,
    errno.ENOLCK: BUSY,  # or in this very process
}
OTHERWISE = "if it stays so, move the folder away and load the plans again"


@contextmanager
def failing(directory: Path, what: str) -> Iterator[None]:
    """Turn what the system or the database raises into one sentence: the store in `directory` cannot be `what`, and why."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:  # pyoxigraph's for what is damaged
        raise StoreError(f"the store in {directory} cannot be {what}: {_cause(error)}") from error


def writes(work: Callable[Concatenate[Path, P], R]) -> Callable[Concatenate[Path, P], R]:
    """A function that writes into the folder of a store, its first argument; it raises `StoreError` where it cannot."""

    @wraps(work)
    def guarded(directory: Path, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with failing(directory, "written"):
            return work(directory, *args, **kwargs)

    return guarded


def _cause(error: Exception) -> str:
    code, said = getattr(error, "errno", None), str(error).strip().partition("\n")[0]
    known = (cause for number, cause in CAUSES.items() if code == number or os.strerror(number) in said)
    return next(known, f"{said}; {OTHERWISE}")
