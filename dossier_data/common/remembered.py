"""What is worked out of an object once and lives as long as it: the one home of everything cached of a dossier.

``functools.lru_cache`` keeps the objects that it is asked about alive, and so each dossier that was ever loaded; and
two threads that ask it at once both work. Here what was worked out is stored on the object itself (a Dossier, its
Engine), so it goes when the object goes, and who asks for what another thread is working out waits for it.

What is remembered must not hold the object itself, else neither would ever go: once the server has set its objects
aside from garbage collection (``gc.freeze``), nobody looks for such circles. ``tests/test_memory.py`` looks for them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Generic, ParamSpec, Self, TypeVar, overload

MOST = 65_536
"""Weight of the answers of one function that are remembered of one object; an answer weighs 1 if not said otherwise."""
T = TypeVar("T")
P = ParamSpec("P")
_LONG = 256  # letters or members of a key that weigh as much as an answer: lists of thousands of accounts are keys too


class _Answers:
    """Answers of one function of one object, by the rest of its arguments.

    Two generations bound them: when the younger weighs half of what is allowed it becomes the older one, which is
    dropped; what is asked for again moves to the younger. So asking costs one look into a mapping.
    """

    __slots__ = ("guard", "most", "older", "weight", "working", "younger")

    def __init__(self, most: int):
        self.guard = threading.Lock()
        self.most = most
        self.younger: dict[Hashable, object] = {}
        self.older: dict[Hashable, object] = {}
        self.weight = 0
        self.working: dict[Hashable, threading.RLock] = {}

    def find(self, key: tuple[Hashable, ...], weigh: Callable[[object], int]) -> object:
        """Give the answer of a key, made young again. Raises KeyError."""
        with self.guard:
            if key not in self.younger:
                self._put(key, self.older[key], weigh)
            return self.younger[key]

    def work(self, key: tuple[Hashable, ...], work: Callable[[], object], weigh: Callable[[object], int]) -> object:
        """Work an answer out, or wait until the thread that is at it is done. A failure is raised to its own thread,
        and is not remembered: who waited tries anew."""
        with self.guard:
            mine = self.working.setdefault(key, threading.RLock())
        with mine:
            try:
                return self.find(key, weigh)
            except KeyError:
                pass
            try:
                answer = work()
                with self.guard:
                    self._put(key, answer, weigh)
                return answer
            finally:
                with self.guard:
                    self.working.pop(key, None)

    def _put(self, key: tuple[Hashable, ...], answer: object, weigh: Callable[[object], int]) -> None:
        self.weight += weigh(answer) + sum(len(part) for part in key if isinstance(part, str | tuple)) // _LONG
        if self.weight > self.most // 2 and self.younger:
            self.older, self.younger, self.weight = self.younger, {}, 0
        self.younger[key] = answer


def _one(_answer: object) -> int:
    return 1


@overload
def remembered(function: Callable[P, T]) -> Callable[P, T]: ...
@overload
def remembered(
    *, most: int = MOST, weigh: Callable[[Any], int] = _one
) -> Callable[[Callable[P, T]], Callable[P, T]]: ...
def remembered(
    function: Callable[..., Any] | None = None, *, most: int = MOST, weigh: Callable[[Any], int] = _one
) -> Callable[..., Any]:
    """Remember the answers of a function on its first argument, by the others, which are positional and hashable.

    ``most``: weight of the answers to keep, those asked for last; ``weigh``: weight of an answer. Recursion to other
    arguments is allowed. An exception is not remembered.
    """
    if function is None:
        return lambda each: _asking(each, most, weigh)
    return _asking(function, most, weigh)


def _asking(function: Callable[..., T], most: int, weigh: Callable[[Any], int]) -> Callable[..., T]:
    name = f"remembered {function.__module__}.{function.__qualname__}"

    @wraps(function)
    def asked(owner: Any, *key: Hashable) -> Any:
        try:
            return owner.__dict__[name].younger[key]
        except KeyError:
            answers = owner.__dict__.setdefault(name, _Answers(most))
        try:
            return answers.find(key, weigh)
        except KeyError:
            return answers.work(key, lambda: function(owner, *key), weigh)

    return asked


class remembered_property(Generic[T]):
    """An attribute that is worked out once, when it is first asked for, by one thread.

    ``functools.cached_property`` does so too, but from Python 3.12 on it holds no lock.
    """

    def __init__(self, function: Callable[[Any], T]):
        self.ask = remembered(function)
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type | None = None) -> T: ...
    def __get__(self, owner: Any, kind: type | None = None) -> T | Self:
        if owner is None:
            return self
        value: T = owner.__dict__.setdefault(self.name, self.ask(owner))
        return value
