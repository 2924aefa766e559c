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
FULL = ("its disk is full: make room there and do the same again", "磁盘已满：请腾出空间再试")
BUSY = ("another process is writing to it: wait until that has finished, or stop it", "另一个进程正在写入：请等它结束，或停掉它")
LOCKED = (
    "this user may not write there: have the folder given to this user, or choose another with --store",
    "当前用户无权写入：请把文件夹授权给该用户，或用 --store 另选",
)
# What the system says → what to tell, in English and in Chinese.
CAUSES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: (
        "this user's share of its disk is used up: make room there and do the same again",
        "当前用户的磁盘配额已用完：请腾出空间再试",
    ),
    errno.EROFS: (
        "its disk can only be read: have it opened for writing, or choose another folder with --store",
        "磁盘只读：请改为可写，或用 --store 另选文件夹",
    ),
    errno.EACCES: LOCKED,
    errno.EPERM: LOCKED,
    errno.EAGAIN: BUSY,  # its lock is held elsewhere,
    errno.ENOLCK: BUSY,  # or in this very process
}
OTHERWISE = ("if it stays so, move the folder away and load the plans again", "如果仍然如此，请移走这个文件夹，重新载入")
DONE = {"opened": "打开", "read": "读取", "written": "写入", "made": "建立", "published": "发布"}


@contextmanager
def failing(directory: Path, what: str) -> Iterator[None]:
    """Turn what the system or the database raises into one sentence: the store in `directory` cannot be `what`, and why."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:  # pyoxigraph's for what is damaged
        why, zh = _cause(error)
        raise StoreError(f"the store in {directory} cannot be {what}: {why}", f"{directory} 中的存储无法{DONE[what]}：{zh}") from error


def writes(work: Callable[Concatenate[Path, P], R]) -> Callable[Concatenate[Path, P], R]:
    """A function that writes into the folder of a store, its first argument; it raises `StoreError` where it cannot."""

    @wraps(work)
    def guarded(directory: Path, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with failing(directory, "written"):
            return work(directory, *args, **kwargs)

    return guarded


def _cause(error: Exception) -> tuple[str, str]:
    code, said = getattr(error, "errno", None), str(error).strip().partition("\n")[0]
    known = (cause for number, cause in CAUSES.items() if code == number or os.strerror(number) in said)
    otherwise, zh = OTHERWISE
    return next(known, (f"{said}; {otherwise}", f"{said}；{zh}"))
