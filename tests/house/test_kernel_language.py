"""The kernel keeps to its language: what compiles fast and gives the same bits on every machine."""

import ast
import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "hinge"
ROOMS = ("draws", "engine")
OWN_ONLY = {"exp", "log", "log2", "log10", "log1p", "expm1", "pow", "sin", "cos", "tan", "tanh"}
LIBRARIES = {"math", "np", "numpy"}
BANNED_WORDS = {"fastmath", "parallel", "float32", "prange", "objmode"}
COLLECTIONS = (
    ast.Dict, ast.Set, ast.List, ast.DictComp, ast.SetComp, ast.ListComp, ast.GeneratorExp,
)  # fmt: skip
FLOW = (
    ast.Try,
    ast.With,
    ast.Raise,
    ast.Lambda,
    ast.Yield,
    ast.YieldFrom,
    ast.Await,
    ast.JoinedStr,
)
CASTS = {"uint64", "int64", "float64"}
ENGLISH = {"is", "gate"}  # ids that are words of English too
Finding = tuple[int, str]


def kernel_files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (SRC / room).glob("*.py"))


def compiled_functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            marks = {mark.id for mark in node.decorator_list if isinstance(mark, ast.Name)}
            if {"compiled", "entry", "inlined", "joined"} & marks:
                yield node


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def random_state(tree: ast.AST) -> Iterator[Finding]:
    """The library's random numbers, and Python's own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and dotted(node) in {"np.random", "numpy.random"}:
            yield node.lineno, "np.random"
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", "")}
            if names & {"random", "secrets", "numpy.random"}:
                yield node.lineno, "import of random numbers"


def library_functions(tree: ast.AST) -> Iterator[Finding]:
    """Elementary functions whose last bits differ between machines."""
    for node in ast.walk(tree):
        own = isinstance(node, ast.Attribute) and node.attr in OWN_ONLY
        if own and dotted(node.value) in LIBRARIES:
            yield node.lineno, dotted(node)
        if isinstance(node, ast.ImportFrom) and node.module in {"math", "numpy", "cmath"}:
            for alias in node.names:
                if alias.name in OWN_ONLY:
                    yield node.lineno, f"{node.module}.{alias.name}"


def words(tree: ast.AST) -> Iterator[Finding]:
    """Options and types that change bits."""
    for node in ast.walk(tree):
        name = {
            ast.keyword: lambda n: n.arg,
            ast.Attribute: lambda n: n.attr,
            ast.Name: lambda n: n.id,
            ast.alias: lambda n: n.name,
        }.get(type(node), lambda _: None)(node)
        if name in BANNED_WORDS:
            yield getattr(node, "lineno", 0), str(name)


def collections(tree: ast.AST) -> Iterator[Finding]:
    """Dicts, sets, lists, exceptions and the like inside compiled functions."""
    for function in compiled_functions(tree):
        for node in ast.walk(function):
            if isinstance(node, COLLECTIONS + FLOW):
                yield node.lineno, type(node).__name__


def powers(tree: ast.AST) -> Iterator[Finding]:
    """``**`` with anything but a constant: it calls the machine's library."""
    for function in compiled_functions(tree):
        for node in ast.walk(function):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
                yield node.lineno, "**"


def slices(tree: ast.AST) -> Iterator[Finding]:
    """``a[:] = b``: it compiles code for an error message, and costs seconds."""
    for node in ast.walk(tree):
        targets = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        for target in targets:
            for part in ast.walk(target):
                if isinstance(part, ast.Slice):
                    yield node.lineno, "slice assignment"


def vectors(tree: ast.AST) -> Iterator[Finding]:
    """Functions of NumPy on whole arrays in compiled functions: their order of adding may differ."""
    for function in compiled_functions(tree):
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                library, _, name = dotted(node.func).partition(".")
                if library in {"np", "numpy"} and name not in CASTS:
                    yield node.lineno, dotted(node.func)


RULES: tuple[Callable[[ast.AST], Iterator[Finding]], ...] = (
    random_state, library_functions, words, collections, powers, slices, vectors,
)  # fmt: skip
SINS = {
    random_state: "import numpy as np\nx = np.random.rand()",
    library_functions: "import math\nx = math.exp(1.0)",
    words: "import numpy as np\nx = np.float32(1)",
    collections: "@compiled\ndef f(x):\n    return [y for y in x]",
    powers: "@compiled\ndef f(x):\n    return x ** 0.5",
    slices: "a[:] = b",
    vectors: "@compiled\ndef f(x):\n    return np.sum(x)",
}


@pytest.mark.parametrize("path", kernel_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_kernel_file_keeps_to_the_language(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [f"line {line}: {what}" for rule in RULES for line, what in rule(tree)]
    assert not found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_catches_what_it_is_for(rule) -> None:
    assert list(rule(ast.parse(SINS[rule])))


def test_every_function_of_the_engine_is_compiled() -> None:
    plain = []
    for path in sorted((SRC / "engine").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        marked = {function.name for function in compiled_functions(tree)}
        every = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        plain += [f"{path.name}: {name}" for name in sorted(every - marked)]
    assert not plain


def test_no_purpose_of_a_draw_is_used_for_two_things() -> None:
    tree = ast.parse((SRC / "engine" / "purposes.py").read_text(encoding="utf-8"))
    numbers = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    assert len(set(numbers.values())) == len(numbers)
    assert all(0 < number < 200 for number in numbers.values())


def names_of(scenario: Path) -> set[str]:
    found: set[str] = set()
    for table in ("areas", "factions", "formations", "sponsors", "strike_assets"):
        with (scenario / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
            found |= {row["id"].lower() for row in csv.DictReader(handle)}
    return found


@pytest.mark.parametrize("path", kernel_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_kernel_names_no_side_place_or_weapon(path: Path) -> None:
    known = set().union(
        *(names_of(folder) for folder in (SRC / "scenarios").iterdir() if folder.is_dir())
    )
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {
        node.value.lower()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not known & {word for text in texts for word in text.split()} - ENGLISH
