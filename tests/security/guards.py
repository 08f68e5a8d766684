"""Finds every guard in the product's source and takes each out of the running program, one at a time."""

import ast
import importlib
import inspect
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import alongside

ROOT = Path(alongside.__file__).parent
HOUSES = frozenset({"models", "permissions", "queries", "views", "vault"})
SCOPES = frozenset({"visible_to", "run_by", "continued_by", "written_by", "of"})
PREDICATES = ("can_", "has_office_role", "_must_read")
FETCHES = frozenset({"filter", "get", "get_object_or_404"})
ACCOUNTS = frozenset({"account", "request.user"})
WITHIN = frozenset({"body", "scheme__body", "scheme__body__slug", "body__slug", "partnership"})


@dataclass(frozen=True)
class Guard:
    """One check: the function it is in, its text, and which of the function's nodes it is."""

    module: str
    function: str
    text: str
    path: Path
    number: int
    line: int

    def __str__(self) -> str:
        return f"{self.module.removeprefix('alongside.')}.{self.function}: {self.text}"

    @property
    def place(self) -> tuple[str, int]:
        """How a tracer knows the function."""
        return str(self.path), self.line

    @property
    def live(self) -> Any:
        """The function in the running program, below whatever wraps it."""
        found: Any = importlib.import_module(self.module)
        for part in self.function.split("."):
            found = inspect.getattr_static(found, part)
        function = inspect.unwrap(found)
        assert isinstance(function, FunctionType)
        return function


@cache
def all_guards() -> tuple[Guard, ...]:
    """Every check of every app, in the order of the source."""
    return tuple(guard for path in sorted(ROOT.rglob("*.py")) for guard in _guards_in(path))


def _guards_in(path: Path) -> Iterator[Guard]:
    names = path.relative_to(ROOT.parent).with_suffix("").parts
    if not set(names) & HOUSES or set(names) & {"domain", "migrations", "demo"}:
        return
    module = ".".join(names[:-1] if names[-1] == "__init__" else names)
    source = path.read_text(encoding="utf-8")
    for function, outer in _functions(ast.parse(source)):
        said: Counter[str] = Counter()
        for number, node in enumerate(ast.walk(outer)):
            if _without(node, number) is not None:
                text = ast.unparse(_said(node)).splitlines()[0]
                said[text] += 1
                more = f" #{said[text]}" if said[text] > 1 else ""
                line = min([outer.lineno, *(one.lineno for one in outer.decorator_list)])
                yield Guard(module, function, text + more, path, number, line)


@contextmanager
def taken_out(*guards: Guard) -> Iterator[None]:
    """The running program without these checks."""
    places = {guard.place: guard for guard in guards}
    kept = [(guard.live, guard.live.__code__) for guard in places.values()]
    for place, guard in places.items():
        numbers = [one.number for one in guards if one.place == place]
        guard.live.__code__ = _code_without(guard, numbers)
    try:
        yield
    finally:
        for function, code in kept:
            function.__code__ = code


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Functions of the module and methods of its classes; what is inside them belongs to them."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from (
                (f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, ast.FunctionDef)
            )


def _said(node: ast.AST) -> ast.AST:
    return node.args if isinstance(node, ast.FunctionDef) else node


def _without(node: ast.AST, number: int) -> ast.AST | None:
    """What stands in the place of a check once it is taken out; None for what is no check.

    A whole function is its own first node: a scope lets everything through, a predicate says yes.
    """
    if isinstance(node, ast.FunctionDef):
        return _open_function(node) if number == 0 else None
    if not isinstance(node, ast.Call):
        return None
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in SCOPES and isinstance(node.func, ast.Attribute):
        return _call(node.func.value, "all")
    if name.startswith(PREDICATES):
        return ast.Constant(True)
    if name == "exclude" and isinstance(node.func, ast.Attribute) and any(map(_hides, node.keywords)):
        return node.func.value
    if name in FETCHES and any(map(_narrows, node.keywords)):
        return ast.Call(node.func, node.args, [one for one in node.keywords if not _narrows(one)])
    return None


def _hides(keyword: ast.keyword) -> bool:
    """What is not for others yet."""
    return ast.unparse(keyword) in ("state='draft'", "published_at=None")


def _narrows(keyword: ast.keyword) -> bool:
    """To somebody's own, or to what stands within something that was fetched before."""
    value = ast.unparse(keyword.value)
    within = keyword.arg in WITHIN or (keyword.arg == "scheme" and value.endswith(".scheme_id"))
    return value in ACCOUNTS or (within and not value.startswith("OuterRef"))


def _open_function(node: ast.FunctionDef) -> ast.FunctionDef | None:
    opened: ast.expr
    if node.name in SCOPES:
        opened = _call(ast.Name("self", ast.Load()), "all")
    elif node.name.startswith(PREDICATES):
        opened = ast.Constant(True)
    else:
        return None
    return ast.FunctionDef(**{**{name: getattr(node, name) for name in node._fields if hasattr(node, name)},
                              "body": [ast.Return(opened)]})  # fmt: skip


def _call(value: ast.expr, name: str) -> ast.Call:
    return ast.Call(ast.Attribute(value, name, ast.Load()), [], [])


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        if node is self.old:
            return ast.copy_location(self.new, node)
        return self.generic_visit(node)


def _code_without(guard: Guard, numbers: list[int]) -> CodeType:
    tree = ast.parse(guard.path.read_text(encoding="utf-8"))
    outer = next(node for name, node in _functions(tree) if name == guard.function)
    nodes = list(ast.walk(outer))
    for number in numbers:
        replaced = _without(nodes[number], number)
        assert replaced is not None
        tree = _Replace(nodes[number], replaced).visit(tree)
    code: CodeType = compile(ast.fix_missing_locations(tree), str(guard.path), "exec", dont_inherit=True)
    for part in guard.function.split("."):
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == part)
    return code
