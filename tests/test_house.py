"""The house keeps its own rules: sizes, bans and floors. Each failure names the file, the line and the rule."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from demireg.services import turtle

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "server" / "demireg"

LINES = {
    "server/demireg/**/*.py": 300,
    "tests/**/*.py": 300,
    "docs/*.py": 300,
    "server/demireg/web/templates/**/*.html": 120,
    "queries/**/*.rq": 40,
    "ontology/*.ttl": 400,
    "ontology/modules/*.ttl": 400,  # what `make axioms` generates is not written, and read by nobody, by hand
    "ontology/vocabularies/*.ttl": 400,
    "shapes/**/*.ttl": 400,
    "data/theories/**/*.ttl": 400,
}
FUNCTION_LINES = 40
PARAMETERS = 6

#: Where packages, front-end files or fonts could come from at run time, or a machine's own folders. Written in
#: pieces, so that this file does not hold what it looks for.
FORBIDDEN_TEXT = re.compile(
    "|".join(
        (
            r"py" r"pi\.org",
            r"python" r"hosted\.org",
            r"registry\." r"npm",
            r"npm" r"mirror",
            r"jsdel" r"ivr",
            r"un" r"pkg\.com",
            r"cdn" r"js\.",
            r"cdn\." r"\w+",
            r"fonts\.(google" r"apis|gsta" r"tic)",
            r"--find" r"-links",
            r"--(extra-)?index" r"-url",
            r"\.\./sha" r"red",
            r"/(work|root|home/\w+|opt)/" r"\w",
            r"/var" r"/folders/",
        )
    )
)
LOCK_FILES = re.compile(r"(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|.+\.lock)$")
GRAB_BAGS = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py", "manager.py"}
SPARQL = re.compile(r"\b(SELECT|CONSTRUCT|DESCRIBE|ASK|INSERT|DELETE|WHERE|GRAPH)\b[^{]*\{")
HTML = re.compile(r"</?(html|head|body|div|span|table|tr|td|a|p|ul|li|svg|script|style|section|h[1-6])\b[^>]*>")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")|<style\b|\sstyle\s*=\s*\"|\son[a-z]+\s*=\s*\"",
    re.IGNORECASE,
)
#: The store floor wraps triples into one update request itself; no other Python file holds SPARQL.
UPDATE_ENVELOPE = {"server/demireg/store/envelope.py"}


@cache
def kept_files() -> tuple[Path, ...]:
    """Return every file that is, or would be, under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(ROOT / name for name in sorted(listed.stdout.split("\0")) if name and (ROOT / name).is_file())


def place(path: Path, line: int = 0) -> str:
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def python_files(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in kept_files():
        if path.suffix == ".py" and place(path).startswith(folders):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def docstrings(tree: ast.Module) -> set[ast.expr]:
    """Return the string nodes that are statements of their own: docstrings and texts below constants."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield each string that the code uses, f-strings with their pieces joined."""
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = [str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values]
            yield node.lineno, "".join(pieces)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.lineno, node.value


def called(node: ast.AST) -> str:
    """Return the name that a call calls, empty for anything else."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@pytest.mark.parametrize("pattern", LINES)
def test_no_file_is_longer_than_its_kind_may_be(pattern: str) -> None:
    written = [path for path in ROOT.glob(pattern) if path.parent.name != "generated"]
    sizes = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in written}
    assert {name: size for name, size in sizes.items() if size > LINES[pattern]} == {}


def test_functions_are_short_and_take_few_parameters() -> None:
    faults = []
    for path, tree in python_files("server/", "tests/", "docs/"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            count = sum(argument.arg not in {"self", "cls"} for argument in arguments)
            if length > FUNCTION_LINES:
                faults.append(f"{place(path, node.lineno)} {node.name} has {length} lines")
            if count > PARAMETERS:
                faults.append(f"{place(path, node.lineno)} {node.name} takes {count} parameters")
    assert faults == []


def test_no_code_catches_every_exception() -> None:
    faults = [
        place(path, node.lineno)
        for path, tree in python_files("server/", "tests/", "docs/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)  # undoes, then raises on
    ]
    assert faults == []


def test_only_the_command_line_prints() -> None:
    faults = [
        place(path, node.lineno)
        for path, tree in python_files("server/", "docs/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print" and "demireg/cli/" not in place(path)
    ]
    assert faults == []


def test_sparql_lives_in_query_files_and_not_in_python_strings() -> None:
    faults = [
        f"{place(path, line)} {text[:60]!r}"
        for path, tree in python_files("server/")
        if place(path) not in UPDATE_ENVELOPE
        for line, text in strings(tree)
        if SPARQL.search(text)
    ]
    assert faults == []


def test_html_lives_in_templates_and_not_in_python_strings() -> None:
    faults = [
        f"{place(path, line)} {text[:60]!r}"
        for path, tree in python_files("server/")
        for line, text in strings(tree)
        if HTML.search(text)
    ]
    assert faults == []


def test_templates_hold_no_inline_script_or_style() -> None:
    faults = []
    for path in (PACKAGE / "web" / "templates").rglob("*.html"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if INLINE.search(line):
                faults.append(f"{place(path, number)} {line.strip()[:60]}")
    assert faults == []


def test_no_store_app_or_settings_is_made_when_a_module_is_imported() -> None:
    makers = {"Settings", "FastAPI", "create_app", "open_store", "open_repository", "connect"}
    faults = [
        f"{place(path, statement.lineno)} {called(node)}"
        for path, tree in python_files("server/", "tests/")
        for statement in tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr)
        for node in ast.walk(statement)
        if called(node) in makers
    ]
    assert faults == []


def test_tests_use_no_mocks_no_sleep_and_skip_nothing() -> None:
    faults = []
    for path, tree in python_files("tests/"):
        for node in ast.walk(tree):
            named = getattr(node, "attr", "") if isinstance(node, ast.Attribute) else ""
            if called(node) == "sleep" or named in {"skip", "skipif", "importorskip", "xfail"}:
                faults.append(f"{place(path, getattr(node, 'lineno', 0))} {called(node) or named}")
            if isinstance(node, ast.ImportFrom | ast.Import) and "mock" in ast.unparse(node):
                faults.append(f"{place(path, node.lineno)} {ast.unparse(node)}")
    assert faults == []


def test_no_module_is_a_grab_bag() -> None:
    assert [place(path) for path in kept_files() if path.name in GRAB_BAGS] == []


def test_no_lock_file_is_kept() -> None:
    assert [place(path) for path in kept_files() if LOCK_FILES.search(path.name)] == []


def test_no_file_names_a_package_host_or_a_folder_of_one_machine() -> None:
    faults = []
    for path in kept_files():
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture or a workbook; their text is not read by an installer
        for number, line in enumerate(lines, start=1):
            found = FORBIDDEN_TEXT.search(line)
            if found:
                faults.append(f"{place(path, number)} {found.group(0)}")
    assert faults == []


def test_every_turtle_file_is_in_its_canonical_form() -> None:
    files = [path for path in kept_files() if path.suffix == ".ttl" and not place(path).startswith("tests/")]
    untidy = [place(path) for path in files if turtle.canonical(turtle.parse(path)) != path.read_text("utf-8")]
    assert files
    assert untidy == [], "run `make tidy`"


def test_every_pinned_requirement_is_a_name_and_a_version() -> None:
    pin = re.compile(r"[a-z0-9][a-z0-9._-]*==[0-9][\w.+]*( ; .+)?")
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line and not line.startswith("#") and not pin.fullmatch(line)] == []


def test_the_test_machine_installs_what_the_service_installs() -> None:
    service = set((ROOT / "requirements.txt").read_text(encoding="utf-8").split())
    tests = set((ROOT / "requirements-dev.txt").read_text(encoding="utf-8").split())
    assert service - tests == set()


def test_imports_go_only_downwards() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
