"""What can go wrong, said in one sentence: which file, where, what is wrong, what to do."""

from __future__ import annotations


class QgraphError(Exception):
    """Base of all errors a user can mend. `str(error)` is the sentence to show; `exit_code` ends the command."""

    exit_code = 1

    def __init__(self, message: str, zh: str = "") -> None:
        """`message` is the sentence; `zh` says it in Chinese, where the sentence is English and somebody may read it on a Chinese page."""
        super().__init__(message)
        self.message, self.zh = message, zh


class SourceError(QgraphError):
    """A file that cannot be read as a plan (missing, empty, binary, too large, no plan in it)."""


class NotFoundError(QgraphError):
    """A name that nothing in the store answers to."""


class AmbiguousError(QgraphError):
    """A name that several things answer to; `candidates` are `{"name", "uri"}` rows to choose from."""

    def __init__(self, message: str, candidates: list[dict[str, str]]) -> None:
        super().__init__(message)
        self.candidates = candidates


class GateError(QgraphError):
    """A graph that breaks the shapes; nothing of it enters the store."""


class DataError(QgraphError):
    """A reference file in `ontology/` that is not sound: file, line, what is wrong."""


class StoreError(QgraphError):
    """The store or the server failed."""

    exit_code = 3


class ReviewError(QgraphError):
    """A decision that cannot be taken: about nothing that is there, or with a value that fits no field."""


class ConflictError(ReviewError):
    """A decision about something that somebody else decided meanwhile; nothing was written."""
