"""What accounts of one thing have in a field, as HTML: values apart, and how they differ; all text escaped."""

from __future__ import annotations

from ..exhibits.values import Values
from ..model.accounts import Accounts
from ..text.words import safe
from .panel import kind_mark, opener


def build_values(values: Values, missing: str, css: str = "told") -> str:
    """Draw what accounts tell, differing words apart, each with the marks of its sources; ``missing`` where they tell
    nothing."""
    if not values:
        return f"<span class='missing'>{safe(missing)}</span>" if missing else ""
    return " <span class='or'>/</span> ".join(
        opener(words, ids, css) + (f" <span class='marks'>{safe(marks)}</span>" if marks else "")
        for words, marks, ids in values
    )


def build_differs(differs: tuple[tuple[str, str, str], ...], who: str, account_ids: Accounts) -> str:
    """Draw in which fields accounts differ (field, kind, why) and ``who`` differs; nothing where they do not."""
    if not differs:
        return ""
    labels = " ".join(kind_mark(kind, f"{field} {kind}", why) for field, kind, why in differs)
    return f"<p class='differ'>{opener(f'{who}:', account_ids, 'entry')} {labels}</p>"
