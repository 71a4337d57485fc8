"""The layers: what does no I/O knows none, and the parts meet in one place only."""

import ast
from pathlib import Path

import pytest

import receiver

PACKAGE = Path(receiver.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
ROOTS = {"assembly", "wiring", "main", "worker", "cli", "settings", "dependencies", "__main__"}
"""The modules at the root that do I/O, or bring together those that do."""
PURE = [
    *(file for file in PACKAGE.glob("*.py") if file.stem not in ROOTS),
    *(PACKAGE / "signatures").glob("*.py"),
]
LAYERS = {each.name for each in PACKAGE.iterdir() if each.is_dir()} - {"signatures"} | ROOTS
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
OPENING = {"open", "connect", "create_engine", "open_database", "load_settings", "Settings", "app"}
ENTRY = {"__main__.py", "env.py"}


def imports(file: Path) -> set[str]:
    """Return the modules that a file imports, and the names that it takes from `receiver`."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def layers(file: Path) -> set[str]:
    """Return the layers that a file imports."""
    parts = (name.split(".") for name in imports(file))
    return {part[1] for part in parts if part[0] == "receiver" and len(part) > 1} & LAYERS


@pytest.mark.parametrize("file", PURE, ids=lambda file: file.stem)
def test_no_layer(file: Path) -> None:
    """A module that does no I/O imports no layer."""
    assert set() == layers(file)


@pytest.mark.parametrize("file", PURE, ids=lambda file: file.stem)
def test_no_io(file: Path) -> None:
    """Nor does it import what does I/O."""
    doing = (
        "asyncio",
        "os",
        "pathlib",
        "socket",
        "sqlalchemy",
        "fastapi",
        "httpx2",
        "starlette",
        "structlog",
    )
    assert set() == {each.partition(".")[0] for each in imports(file)} & {*doing}


def test_wiring() -> None:
    """The app, the worker and the commands put the parts together; the first two run them."""
    running, assembling = (
        {file.relative_to(PACKAGE) for file in FILES if root in layers(file)}
        for root in ("wiring", "assembly")
    )
    outside = {file for file in assembling if file.parts[0] != "commands"}
    assert {Path("main.py"), Path("worker.py")} == running
    assert {Path("main.py"), Path("worker.py"), Path("wiring.py")} == outside


def test_storage_and_providers_know_nobody_above() -> None:
    """The lower layers import none of the upper ones."""
    upper = {"services", "middleware", "routers", "commands", "background", "assembly", "wiring"}
    upper |= {"main", "worker", "cli"}
    for layer in ("storage", "providers"):
        for file in (PACKAGE / layer).rglob("*.py"):
            assert set() == layers(file) & upper, file


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_importing_does_nothing(file: Path) -> None:
    """A module's body opens nothing, connects to nothing and reads no settings."""
    if file.name in ENTRY:
        return
    body = ast.parse(file.read_text(encoding="utf-8")).body
    called = {
        getattr(node.func, "id", getattr(node.func, "attr", ""))
        for statement in body
        if not isinstance(statement, DEFINITIONS)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call)
    }
    assert set() == called & OPENING
