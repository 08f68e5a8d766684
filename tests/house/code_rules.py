"""The rules of the house for Python files: each takes one file and tells its breaches, a sentence each."""

import ast
import re
from collections.abc import Callable, Iterator

from django.db.models import QuerySet

from tests.house.source import Module, preset_keys

Rule = Callable[[Module], Iterator[str]]
SAYS_NOTHING = frozenset({"utils", "util", "helpers", "helper", "common", "base", "misc"})
NAMED_BY_DJANGO = frozenset({f"alongside/database/{kind}/base.py" for kind in ("postgresql", "sqlite3")})
# What every manager has, and so what does not ask whose rows these are, unless a filter names them.
UNSCOPED = frozenset(name for name in dir(QuerySet) if not name.startswith("_"))
WHOSE = frozenset({"account", "user", "author", "owner", "body", "scheme", "partnership"})
FETCH_OR_404 = frozenset({"get_object_or_404", "get_list_or_404"})
CIPHERS = ("cryptography", "Crypto", "Cryptodome", "nacl")
MAIL = ("django.core.mail", "smtplib")
CLOCKS = frozenset({"now", "today", "utcnow", "time", "monotonic", "localdate", "localtime"})
CLOCK_OWNERS = frozenset({"datetime", "date", "time", "timezone"})


def names_say_something(module: Module) -> Iterator[str]:
    """No utils.py: a file is named after its noun or its job."""
    for part in module.path.removesuffix(".py").split("/"):
        if part in SAYS_NOTHING and module.path not in NAMED_BY_DJANGO:
            yield module.at(1, f"the name {part} does not say what is in it")


def views_fetch_what_may_be_seen(module: Module) -> Iterator[str]:
    """The fetch is the permission check: a view asks visible_to, or a function of queries.py."""
    if not re.search(r"/views(/|\.py$)", module.path):
        return
    nodes = list(ast.walk(module.tree))
    scoped = [manager for chain in nodes for manager in _managers_scoped_by(chain)]
    for node in nodes:
        fetches = isinstance(node, ast.Attribute) and node.attr in UNSCOPED and _is_manager(node.value)
        if isinstance(node, ast.Attribute) and fetches and node.value not in scoped:
            yield module.at(node.lineno, f"objects.{node.attr} in a view asks nobody's permission")
        if isinstance(node, ast.Call) and _called(node) in FETCH_OR_404:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Name) and first.id[:1].isupper():
                yield module.at(node.lineno, f"{_called(node)}({first.id}) asks nobody's permission")


def no_scheme_has_its_own_code(module: Module) -> Iterator[str]:
    """A rule of one body is data: no code names a preset."""
    if module.path.startswith(("alongside/presets/", "alongside/demo/")) or module.is_migration:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in preset_keys():
            yield module.at(node.lineno, f"{node.value!r} is the name of a preset")


def only_the_vault_has_ciphers(module: Module) -> Iterator[str]:
    """Whoever can encrypt can also hide, so there is one place for it."""
    if not module.path.startswith("alongside/vault/"):
        yield from _imported(module, CIPHERS, "ciphers belong to the vault")


def only_notices_send_mail(module: Module) -> Iterator[str]:
    """A mail goes through the outbox, or it is lost with the transaction that asked for it."""
    if not module.path.startswith("alongside/notices/"):
        yield from _imported(module, MAIL, "mail goes through the outbox of notices")


def the_domain_has_no_clock(module: Module) -> Iterator[str]:
    """Today is an argument; nothing under domain/ looks at the clock, opens a file or speaks."""
    if not module.path.startswith("alongside/domain/"):
        return
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in ("open", "print", "input"):
            yield module.at(node.lineno, f"{node.func.id}() has no place in the domain")
        if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS and _is_clock(node.func.value):
            yield module.at(node.lineno, f"{ast.unparse(node.func)}() looks at the clock")


def states_change_by_moves(module: Module) -> Iterator[str]:
    """Only make_move changes a state, because it also asks the table and writes the journal."""
    if module.path.startswith("alongside/journal/") or module.is_migration:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets):
                yield module.at(node.lineno, "a state is assigned; use journal.make_move")
        elif isinstance(node, ast.Call) and _called(node) == "update" and _names_state(node):
            yield module.at(node.lineno, "a state is updated; use journal.make_move")


def migrations_stand_alone(module: Module) -> Iterator[str]:
    """A migration that imports the domain breaks when the domain moves on: write choices as plain values."""
    if module.is_migration:
        yield from _imported(module, ("alongside.domain",), "a migration must not import the domain")


def exceptions_to_rules_have_reasons(module: Module) -> Iterator[str]:
    """Whoever switches off a check says why on the same line."""
    for number, line in enumerate(module.text.splitlines(), start=1):
        match = re.search(r"# noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*(.*)", line)
        if match and not re.search(r"[A-Za-z]{3,}", match[1]):
            yield module.at(number, "a noqa without its reason")


PRODUCT_RULES: tuple[Rule, ...] = (
    names_say_something,
    views_fetch_what_may_be_seen,
    no_scheme_has_its_own_code,
    only_the_vault_has_ciphers,
    only_notices_send_mail,
    the_domain_has_no_clock,
    states_change_by_moves,
    migrations_stand_alone,
    exceptions_to_rules_have_reasons,
)
TEST_RULES: tuple[Rule, ...] = (names_say_something, exceptions_to_rules_have_reasons)


def _imported(module: Module, forbidden: tuple[str, ...], why: str) -> Iterator[str]:
    for line, name in module.imports():
        if any(name == one or name.startswith(f"{one}.") for one in forbidden):
            yield module.at(line, f"imports {name}: {why}")


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _is_manager(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")


def _managers_scoped_by(node: ast.AST) -> Iterator[ast.expr]:
    """The manager at the start of a chain of calls, when this call of the chain says whose rows it wants."""
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Attribute) and (node.func.attr not in UNSCOPED or _says_whose(node)):
        yield _start_of(node)
    elif _called(node) in FETCH_OR_404 and node.args and _says_whose(node):
        yield _start_of(node.args[0])


def _start_of(chain: ast.expr) -> ast.expr:
    while isinstance(chain, (ast.Call, ast.Attribute)) and not _is_manager(chain):
        chain = chain.func if isinstance(chain, ast.Call) else chain.value
    return chain


def _says_whose(node: ast.Call) -> bool:
    """Named by its owner, or by the key of something that was fetched, and so asked for, before."""
    return any(
        WHOSE & set((keyword.arg or "").split("__"))
        or (isinstance(keyword.value, ast.Attribute) and keyword.value.attr == "pk")
        for keyword in node.keywords
    )


def _is_clock(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in CLOCK_OWNERS


def _names_state(node: ast.Call) -> bool:
    return any(keyword.arg == "state" for keyword in node.keywords)
