"""What is said when the disk of an embedded store fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from qgraph.errors import StoreError
from qgraph.store.disk import CAUSES, failing, writes


@pytest.mark.parametrize("code", CAUSES)
def test_the_cause_is_known_from_the_system_and_from_the_words_of_the_database(code: int) -> None:
    in_words = f"IO error: While appending to file: /store/live/000046.sst: {os.strerror(code)}\nand more"
    for error in (OSError(code, os.strerror(code)), OSError(in_words), RuntimeError(in_words)):
        with pytest.raises(StoreError) as caught, failing(Path("/store"), "written"):
            raise error
        assert str(caught.value) == f"the store in /store cannot be written: {CAUSES[code][0]}"


def test_a_cause_nobody_knows_is_shown_in_one_line() -> None:
    with pytest.raises(StoreError) as caught, failing(Path("/store"), "read"):
        raise RuntimeError("Corruption: block checksum mismatch\nat length")
    assert str(caught.value).startswith("the store in /store cannot be read: Corruption: block checksum mismatch; if it stays so, move ")
    assert "\n" not in str(caught.value)


def test_a_path_with_lock_in_it_is_not_taken_for_another_writer() -> None:
    with pytest.raises(StoreError, match="its disk is full"), failing(Path("/clock"), "opened"):
        raise OSError("IO error: No space left on device: While appending to file: /clock/live/LOCK: No space left on device")


def test_a_function_that_writes_says_in_which_store(tmp_path: Path) -> None:
    @writes
    def work(directory: Path, *, code: int) -> str:
        if code:
            raise OSError(code, os.strerror(code))
        return "done"

    assert work(tmp_path, code=0) == "done"
    with pytest.raises(StoreError, match="its disk is full"):
        work(tmp_path, code=errno.ENOSPC)
