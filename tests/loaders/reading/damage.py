"""The damage that copying sites do, made on purpose: the tests need texts whose true reading is known."""

from __future__ import annotations

INSERTED = 0xFF  # what the script puts in; no character, so that it is lost on the way


def shift(text: str) -> str:
    """A text in GBK after something was put before every A1A3 (。), A3BB (；) and A3A1 (！), wherever these bytes stand."""
    data = text.encode("gbk")
    for hit in (b"\xa1\xa3", b"\xa3\xbb", b"\xa3\xa1"):
        data = data.replace(hit, bytes((INSERTED,)) + hit)
    return _shown(data)


def _shown(data: bytes) -> str:
    """Bytes as a lenient decoder shows them: an orphan as ?, a pair that is no character not at all."""
    shown: list[str] = []
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            shown.append(chr(data[at]))
            at += 1
        elif data[at] == INSERTED:
            at += 1
        elif at + 1 < len(data) and 0x40 <= data[at + 1] != INSERTED:
            shown.append(data[at : at + 2].decode("gbk", "ignore"))
            at += 2
        elif at + 1 < len(data) and data[at + 1] == INSERTED:
            shown.append("?")
            at += 2
        else:
            shown.append("?")
            at += 1
    return "".join(shown)
