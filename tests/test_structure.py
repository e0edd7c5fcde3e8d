"""The shape of the project: thin pages, one direction of imports, no Streamlit in the library, one set of colours."""

import ast
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from dossier_data import catalogue
from dossier_data.model.schema import TABLES
from dossier_data.theme import DARK, LIGHT

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "pages").glob("*_page.py"))
LIBRARY = sorted((ROOT / "dossier_data").rglob("*.py"))
ORDER = [
    "errors",
    "registry",
    "common",
    "theme",
    "forms",
    "entries",
    "catalogue",
    "text",
    "model",
    "view",
    "loading",
    "judging",
    "sea",
    "export",
    "bundle",
    "exhibits",
    "figures",
    "pictures",
    "briefing",
    "server",
    "cli",
]
"""Left to right, as data flows: a module imports from its left only."""


def place(module: str) -> int:
    """Where a module of the library stands in ORDER."""
    parts = module.split(".")
    for name in (module, parts[0]):
        if name in ORDER:
            return ORDER.index(name)
    raise AssertionError(f"dossier_data/{module.replace('.', '/')}.py has no place in ORDER")


def imported(path: Path) -> set[str]:
    """Modules of the library that a module of it imports, by name relative to dossier_data."""
    here = path.relative_to(ROOT / "dossier_data").with_suffix("").parts
    package = here[:-1]
    found = set()
    guarded = {
        node
        for block in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in map(ast.dump, block.body)
    }
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level and ast.dump(node) not in guarded:
            base = package[: len(package) - (node.level - 1)]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {".".join((*base, name)) for name in names}
    return found


@pytest.mark.parametrize(
    "path", [path for path in LIBRARY if path.stem not in ("__init__", "__main__")], ids=lambda path: path.stem
)
def test_imports_go_one_way(path):
    module = ".".join(path.relative_to(ROOT / "dossier_data").with_suffix("").parts)
    for target in imported(path):
        same_package = target.split(".")[0] == module.split(".")[0]
        assert same_package or place(target) < place(module), f"{module} imports {target}"


def test_no_modules_import_each_other():
    """Not round a circle either, and not inside a function."""
    names = {path: ".".join(path.relative_to(ROOT / "dossier_data").with_suffix("").parts) for path in LIBRARY}
    graph = {name: imported(path) & set(names.values()) for path, name in names.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(LIBRARY)  # raises CycleError, which names them


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_library_modules_are_small_documented_and_free_of_streamlit(path):
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert len(text.splitlines()) <= 300
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not any(name.split(".")[0] == "streamlit" for name in names)


def test_only_the_engines_import_a_database():
    """Another engine is one more module there."""
    databases = {"duckdb", "sqlite3", "psycopg", "pyspark", "clickhouse_connect"}
    found = {
        (path.relative_to(ROOT / "dossier_data").as_posix(), name.split(".")[0])
        for path in LIBRARY
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    assert {path for path, name in found if name in databases} == {"view/engines/duck.py", "view/search.py"}


@pytest.mark.parametrize("path", [ROOT / "app.py", *PAGES], ids=lambda path: path.stem)
def test_pages_are_thin(path):
    assert len(path.read_text("utf-8").splitlines()) < 60


def test_pages_do_not_cling_to_streamlits_old_mode():
    """No page's address equals the name that Streamlit's old mode would give a file."""
    assert {f"{name}_page" for name in catalogue.PAGES} == {path.stem for path in PAGES}


def test_public_functions_say_what_they_do():
    missing = [
        f"{path.stem}.{node.name}"
        for path in LIBRARY
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not any(isinstance(one, ast.Name) and one.id == "overload" for one in node.decorator_list)
    ]
    assert missing == []


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_streamlits_theme_has_the_same_colours(palette):
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][palette.name]
    assert (
        theme["backgroundColor"],
        theme["secondaryBackgroundColor"],
        theme["textColor"],
        theme["primaryColor"],
        theme["borderColor"],
    ) == (palette.paper, palette.wash, palette.ink, palette.accent, palette.line)
    assert len(theme["chartCategoricalColors"]) == 10


def test_nothing_names_a_machine_or_a_registry():
    words = ["/" + "work/", "files.python" + "hosted", "registry." + "npmjs", "pypi.org/" + "simple"]
    for path in [
        *LIBRARY,
        *PAGES,
        ROOT / "app.py",
        ROOT / "Makefile",
        *ROOT.glob("*.lock"),
        *ROOT.glob("*.md"),
        *ROOT.glob("*.toml"),
    ]:
        text = path.read_text("utf-8")
        assert not [word for word in words if word in text], path


def test_the_schema_covers_the_files():
    assert {path.stem for path in (ROOT / "dossier_data" / "tables").glob("*.csv")} == set(TABLES)
