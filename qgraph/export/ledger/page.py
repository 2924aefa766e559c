"""The ledger as one web page that needs nothing else: to read on a closed network, to print, to mail. All text is escaped."""

from __future__ import annotations

from html import escape
from itertools import groupby

from qgraph.export.ledger.columns import cells, columns, light, note, title
from qgraph.questions.ledger import Answer

STYLE = """
body { font-family: "FangSong", "仿宋", "Noto Serif CJK SC", serif; margin: 2rem; color: #1b2733; }
h1 { font-family: "SimHei", "黑体", "Noto Sans CJK SC", sans-serif; font-size: 1.4rem; text-align: center; }
table { border-collapse: collapse; width: 100%; font-size: 0.85rem; }
th, td { border: 1px solid #8a97a5; padding: 0.25rem 0.4rem; vertical-align: top; text-align: left; white-space: pre-line; }
thead { display: table-header-group; } th { background: #e8edf2; } tr { break-inside: avoid; }
.section th { background: #f4f6f8; font-weight: 600; }
@page { size: A4 landscape; margin: 12mm; }
"""


def page(answer: Answer, language: str = "zh") -> bytes:
    """The page; columns in which nothing stands are left out, the section heads its rows."""
    filled = [cells(line, number, language) for number, line in enumerate(answer.lines, 1)]
    shown = [column for column in columns() if column.key != "section" and any(values.get(column.key) for values in filled)]
    heads = "".join(f"<th>{escape(column.head(language))}</th>" for column in shown)
    rows = []
    numbered = zip(answer.lines, filled, strict=True)
    for (_, section), some in groupby(numbered, key=lambda pair: (pair[0].plan, pair[0].section)):
        if section:
            rows.append(f'<tr class="section"><th colspan="{len(shown)}">{escape(section)}</th></tr>')
        for line, values in some:
            said = {**values, "status": values.get("status") or light(line, language)}
            rows.append("<tr>" + "".join(f"<td>{_text(said.get(column.key))}</td>" for column in shown) + "</tr>")
    called = escape(title(answer, language))
    made = (
        f'<!doctype html>\n<html lang="{"en" if language == "en" else "zh-CN"}">\n<head><meta charset="utf-8">'
        f"<title>{called}</title><style>{STYLE}</style></head>\n<body>\n<h1>{called}</h1>\n"
        f"<p>{escape(note(answer.lines, answer.on, language))}</p>\n"
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>\n</body>\n</html>\n"
    )
    return made.encode()


def _text(value: object) -> str:
    return "" if value is None else escape(str(value))
