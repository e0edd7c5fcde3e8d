"""Lists of accounts in shorthand: how a page sends them to the browser, and reads them when one is opened.

A list stays as it is up to LONGEST accounts. A longer one keeps its first account in full; then follows one piece with
the numbers of the others, which are their places in ``Dossier.accounts`` in base 36, after the data version, without
which a number says nothing: ``a@x;~5f3c9a01b2c3:2.9.1k``. It is a tenth as long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain

from ..common.remembered import remembered
from ..errors import OtherData
from ..model.accounts import Accounts
from ..view.dossier import Dossier

LONGEST = 2
LISTS = re.compile("(?<=data-accounts=')[^']+")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def shorten(dossier: Dossier, account_ids: str) -> str:
    """Write a list, as a page has it, in shorthand; one with an id that the dossier has not stays as it is."""
    return _written(dossier, account_ids) if account_ids.count(";") >= LONGEST else account_ids


@remembered  # the same mark or line is drawn under many filters
def _written(dossier: Dossier, account_ids: str) -> str:
    ids = account_ids.split(";")
    try:
        numbers = ".".join(map(_numbers(dossier).__getitem__, ids[1:]))
    except KeyError:
        return account_ids
    return f"{ids[0]};~{dossier.fingerprint}:{numbers}"


def lengthen(dossier: Dossier, written: str) -> Accounts:
    """Read a list, in shorthand or in full. Raises OtherData where it was written for other data, or by no one here."""
    pieces = filter(None, written.split(";"))
    return Accounts(chain.from_iterable(_read(dossier, one[1:]) if one[:1] == "~" else (one,) for one in pieces))


def _read(dossier: Dossier, written: str) -> list[str]:
    version, _, numbers = written.partition(":")
    accounts = _accounts(dossier) if version == dossier.fingerprint else {}
    try:
        return [accounts[one] for one in numbers.split(".")]
    except KeyError as error:
        raise OtherData from error


def in_html(dossier: Dossier, html: str) -> str:
    """Give the HTML with its lists in shorthand."""
    return LISTS.sub(lambda hit: shorten(dossier, hit[0]), html)


@remembered
def _numbers(dossier: Dossier) -> Mapping[str, str]:
    return {account: _in_base_36(number) for number, account in enumerate(dossier.account_ids)}


@remembered
def _accounts(dossier: Dossier) -> Mapping[str, str]:
    return {number: account for account, number in _numbers(dossier).items()}


def _in_base_36(number: int) -> str:
    return (_in_base_36(number // 36) if number > 35 else "") + DIGITS[number % 36]
