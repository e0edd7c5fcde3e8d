"""docs/upgrading.md lists every private name of a library that the code leans on, and the test that tells of each."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from dossier_data.figures import map_layers
from dossier_data.figures.spec import figure

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("dossier_data", "pages", "tools", "benchmarks")
PYTHON = [ROOT / "app.py", *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))]
BROWSERS = [
    path for folder in ("static", "pages") for kind in ("js", "css") for path in (ROOT / folder).rglob(f"*.{kind}")
]
OWN = {"dossier_data", "pages", "tools", "benchmarks", "tests", *sys.stdlib_module_names}
DOCUMENTED = {
    "choreographer": (),
    "duckdb": (),
    "kaleido": (),
    "pandas": (),
    "plotly": ("graph_objects", "express"),
    "pyarrow": ("parquet",),
    "pydeck": (),
    "streamlit": ("testing.v1",),
    "typst": (),
}
"""Libraries whose documentation speaks of these modules of theirs alone, beside the package itself."""
AS_WORDS = ("point", "trace")
"""Classes of Plotly's elements that are also words of our own code."""
IN_TEXT = (
    r"(?:\.|data-testid=['\"]?|^)(st[A-Z][a-z]\w+)",  # class or data-testid of Streamlit
    r"\b(data-(?:stale|test-[\w-]+|baseweb))\b",  # attribute of its elements
    r"/(_stcore/[a-z-]+)",  # address
    r"window\.(__\w+)",
)
IN_SCRIPTS = (r"\.(_[a-z]\w*)", r"\.(__\w+__)")


class Listed(NamedTuple):
    """A row of the document: the name, where it is touched, what breaks without it, the tests that tell."""

    name: str
    where: tuple[str, ...]
    breaks: str
    tests: tuple[str, ...]


def listed() -> dict[str, Listed]:
    """The rows of all tables of the document, by name."""
    lines = (ROOT / "docs" / "upgrading.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    found = [Listed(*(cells if at in (0, 2) else tuple(re.findall("`([^`]+)`", cells)) for at, cells in enumerate(row)))
             for row in rows]  # fmt: skip
    return {row.name.strip("`"): row for row in found}


def library(name: str) -> bool:
    """Whether a module is neither ours nor Python's own."""
    return name.split(".")[0] not in OWN


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def internal(module: str) -> bool:
    """Whether a library's module is none that its documentation speaks of."""
    top, *rest = module.split(".")
    undocumented = top in DOCUMENTED and rest and ".".join(rest) not in DOCUMENTED[top]
    return bool(undocumented) or "oxml" in rest or any(map(private, rest))


def imports(tree: ast.AST) -> Iterator[tuple[str, str, str]]:
    """What is imported from libraries: the name it has here, the module, what of the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                if library(one.name):
                    yield one.asname or one.name.split(".")[0], one.name, ""
        elif isinstance(node, ast.ImportFrom) and not node.level and library(node.module):
            for one in node.names:
                yield one.asname or one.name, node.module, one.name


def defined(trees: Iterable[ast.AST]) -> set[str]:
    """Private names that our own code gives to functions, classes, attributes and fields."""
    names = set()
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            for one in parts(node):
                if isinstance(one, ast.Name):
                    names.add(one.id)
                elif isinstance(one, ast.Attribute) and ast.unparse(one.value) == "self":
                    names.add(one.attr)
    return {name for name in names if private(name)}


def parts(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    """What an assignment sets."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [part for one in targets for part in (one.elts if isinstance(one, ast.Tuple) else [one])]


def inherited(tree: ast.AST, foreign: set[str]) -> Iterator[str]:
    """Private names that a class takes from a library's class."""
    for each in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        if {ast.unparse(base).split(".")[0] for base in each.bases} & foreign:
            own = defined([each])
            for node in ast.walk(each):
                if isinstance(node, ast.Attribute) and private(node.attr):
                    holder = ast.unparse(node.value)
                    if holder == "super()" or (holder == "self" and node.attr not in own):
                        yield node.attr


def set_from_outside(tree: ast.AST, foreign: set[str]) -> Iterator[str]:
    """Attributes of a library's modules and classes that our code sets, and modules that it hides."""
    for target in (part for node in ast.walk(tree) if isinstance(node, ast.Assign) for part in parts(node)):
        words = ast.unparse(target).replace("'", '"')
        if isinstance(target, ast.Attribute) and words.split(".")[0] in foreign:
            yield words
        if isinstance(target, ast.Subscript) and words.startswith("sys.modules["):
            yield words


def found() -> dict[str, set[str]]:
    """Every private name of a library that the code leans on → the files that do."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in PYTHON}
    ours, names = defined(trees.values()), defaultdict(set)
    for path, tree in trees.items():
        bound = list(imports(tree))
        foreign = {here for here, _, _ in bound}
        uses = {module for _, module, _ in bound if internal(module)}
        uses |= {f"{module}.{what}" for _, module, what in bound if private(what)}
        uses |= set(inherited(tree, foreign)) | set(set_from_outside(tree, foreign))
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        attributes |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg}
        patched = {words.rpartition(".")[2] for words in uses}
        uses |= {name for name in attributes if private(name) and name not in ours | patched}
        texts = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        uses |= in_text("\n".join(texts), path)
        for name in uses:
            names[name].add(path.relative_to(ROOT).as_posix())
    for path in BROWSERS:
        for name in in_text(path.read_text("utf-8"), path):
            names[name].add(path.relative_to(ROOT).as_posix())
    return names


def in_text(text: str, path: Path) -> set[str]:
    """Names of a library in a style sheet, a script, or texts of Python that may be either."""
    script = path.suffix != ".py"
    patterns = IN_TEXT + IN_SCRIPTS if script else IN_TEXT
    names = {name for pattern in patterns for name in re.findall(pattern, text, re.MULTILINE)}
    return names | {f".{name}" for name in (unknown_classes(text, path) if script else ())}


def unknown_classes(text: str, path: Path) -> set[str]:
    """Classes of elements that a style sheet or script looks for, and that nothing of ours gives to an element."""
    if path.suffix == ".css":
        looked_for = re.sub(r"\{[^{}]*\}|/\*.*?\*/|url\([^)]*\)", " ", text, flags=re.S)
    else:
        looked_for = " ".join(one for pair in re.findall(r"'([^'\n]*)'|`([^`]*)`", text) for one in pair)
    classes = set(re.findall(r"(?:^|[\s,(>:\]])\.([a-zA-Z][\w-]*)", looked_for))
    classes -= {name for name in classes if name.startswith(("st-key-", "st"))}
    given = "\n".join(one.read_text("utf-8") for one in PYTHON if "benchmarks" not in one.parts)
    given += "".join(re.findall(r"className: '[^']*'|classList\.\w+\('[^']*'|class=\S+",
                                "".join(one.read_text("utf-8") for one in BROWSERS)))  # fmt: skip
    written = {name.replace(" ", "-") for name in re.findall(r'"([a-z]+ [a-z]+)"', given)}
    ours = {name for name in classes if re.search(rf"\b{re.escape(name)}\b", given)} | written
    return (classes - ours) | (classes & set(AS_WORDS))


def exists(test: str) -> bool:
    """Whether a test, ``tests/file.py::name``, is there; the measurements are."""
    if test == "make bench":
        return True
    path, _, name = test.partition("::")
    return (ROOT / path).exists() and f"def {name}(" in (ROOT / path).read_text("utf-8")


def test_every_private_name_is_listed_where_it_is_touched() -> None:
    rows = listed()
    missing = {name: sorted(files) for name, files in found().items() if name not in rows}
    assert missing == {}
    elsewhere = {name: files - set(rows[name].where) for name, files in found().items()}
    assert {name: sorted(files) for name, files in elsewhere.items() if files} == {}


def test_nothing_is_listed_that_is_not_touched() -> None:
    gone = [
        (row.name, path)
        for row in listed().values()
        for path in row.where
        if re.findall(r"[\w-]+", row.name)[-1] not in (ROOT / path).read_text("utf-8")
    ]
    assert gone == []
    assert all(row.where and len(row.breaks) > 12 for row in listed().values())


@pytest.mark.parametrize("test", sorted({test for row in listed().values() for test in row.tests}))
def test_the_test_that_tells_is_there(test: str) -> None:
    assert exists(test)


def test_each_name_has_a_test_that_tells() -> None:
    assert [row.name for row in listed().values() if not row.tests] == []


def test_the_walk_sees_each_kind() -> None:
    """If one of these goes, the walk above may have lost its sight: put another of its kind here."""
    seen = found()
    for name in ("choreographer.browsers", "docx.oxml", "_p", "_return_kaleido_tab", "stMain", "__data__",
                 "_hoverdata", ".hoverlayer", "data-stale", "_stcore/health"):  # fmt: skip
        assert name in seen, name


def test_a_chart_makes_plotlys_objects_when_they_are_asked_for() -> None:
    """``Chart`` builds on Plotly's ``_validate``, ``_data`` and ``_layout``."""
    made = figure([{"type": "bar", "x": [1], "y": [2], "no-such-part": 1}], {"title": {"text": "T"}})
    made.layout.title.text = "Other"  # and a part that Plotly does not know is no error
    parts = made.to_dict()
    assert (parts["data"][0]["y"], parts["layout"]["title"]["text"]) == ([2], "Other")


def test_pydeck_asks_for_notebooks_where_it_is_told_not_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(map_layers.pydeck.bindings.deck, "has_jupyter_extra", lambda: bool(asked.append(1)))
    map_layers.Map([], map_provider=None)
    assert asked
