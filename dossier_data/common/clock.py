"""The time that a file carries: the clock's, or the fixed one that SOURCE_DATE_EPOCH names."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from ..errors import UnknownTime


def now() -> datetime:
    """Give the time in UTC, to the second: SOURCE_DATE_EPOCH (seconds since 1970) where set, else the clock.

    The variable is that of https://reproducible-builds.org/specs/source-date-epoch/. Raises UnknownTime when it
    holds anything but a whole number of seconds of a year up to 9999.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        if not (given.isascii() and given.isdigit()):
            raise ValueError
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UnknownTime(
            f"SOURCE_DATE_EPOCH={given!r} is not a whole number of seconds since 1970, such as 1767225600."
        ) from error
