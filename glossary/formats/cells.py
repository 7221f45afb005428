"""One cell of a term table: what its text means, and how a value is written so that it reads back the same.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return for a formula
(CWE-1236). Such cells are written with an apostrophe in front, and an apostrophe before such a character is taken
off again.
"""

from __future__ import annotations

import re
from datetime import date

from glossary.termbase import CaseRule, MatchRule, Status

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_SEPARATOR = re.compile(r"(?<!\\)\|")
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_STATUSES = {
    Status.PREFERRED: "approved recommended standard preferredterm-admn-sts 首选 首選 推荐 推薦 规范 規範",
    Status.ADMITTED: "allowed accepted acceptable admittedterm-admn-sts 允许 允許 可用 许用 許用",
    Status.DEPRECATED: "discouraged deprecatedterm-admn-sts 不推荐 不推薦 弃用 棄用",
    Status.SUPERSEDED: "obsolete replaced supersededterm-admn-sts 已取代 被取代 过时 過時",
    Status.FORBIDDEN: "prohibited banned rejected 禁用 禁止",
    Status.PROPOSED: "provisional draft candidate 建议 建議 提议 提議 待定",
}
STATUS_OF: dict[str, Status] = {
    name: status for status, synonyms in _STATUSES.items() for name in (status.value, *synonyms.split())
}
"""Every spelling of a status that is understood; ``approved`` is what most tools call ``preferred``."""

CASE_OF: dict[str, CaseRule] = {rule.value: rule for rule in CaseRule} | {
    **dict.fromkeys(("yes", "true", "1", "是", "sensitive", "as_is", "as is"), CaseRule.AS_IS),
    **dict.fromkeys(("no", "false", "0", "否", "insensitive"), CaseRule.ANY),
    **dict.fromkeys(("first_letter", "first letter", "permissive"), CaseRule.FIRST_LETTER),
}
"""Every spelling of a case rule; a yes or no answers the question "case sensitive?"."""

MATCH_OF: dict[str, MatchRule] = {rule.value: rule for rule in MatchRule}
BOOLEAN_OF = {
    **dict.fromkeys(("yes", "true", "1", "y", "是"), True),
    **dict.fromkeys(("no", "false", "0", "n", "否"), False),
}


def guard(cell: str) -> str:
    """A cell as a spreadsheet may see it: what would be a formula becomes text."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """A cell without white space around it and without the apostrophe of `guard`."""
    cell = cell.strip()
    if cell.startswith("'") and _GUARDED.match(cell):
        cell = cell[1:].strip()
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def fit(text: str) -> str:
    """A text as a cell can hold it: no controls but tab and line feed, no lone surrogates, no blank ends."""
    if text.isprintable():
        return text.strip()
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def split(cell: str) -> tuple[str, ...]:
    r"""The parts of a cell between ``|``; ``\|`` stands for the character itself."""
    if "|" not in cell:
        return (cell,) if cell else ()
    parts = (part.replace("\\|", "|").strip() for part in _SEPARATOR.split(cell))
    return tuple(part for part in parts if part)


def join(parts: tuple[str, ...]) -> str:
    """A cell that `split` takes apart into the same parts, if each of them `is_splittable`."""
    return "|".join(part.replace("|", "\\|") for part in parts)


def is_splittable(part: str) -> bool:
    r"""Whether a part comes back from a cell as it is: ``\`` before a separator would be taken for its escape."""
    return "\\|" not in part and not part.endswith("\\")


def parse_date(text: str) -> date | None:
    """An ISO 8601 calendar date (``2024-03-05``), None for anything else."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def listing(names: list[str]) -> str:
    """``a, b or c``."""
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)
