"""Rules that keep the house in order."""

import ast
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APPS = ("articles", "comments", "newsroom")
# An app may import what stands before it in APPS, never what stands behind.
FORBIDDEN = {"articles": {"comments", "newsroom"}, "comments": {"newsroom"}, "newsroom": set()}


def imports(tree):
    """Yield the top package of every import that runs (those for type checkers do not)."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
        yield from imports(node)


def sources(app):
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("app", APPS)
def test_imports_run_one_way(app):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(app)
        for name in imports(ast.parse(path.read_text()))
        if name in FORBIDDEN[app]
    ]

    assert wrong == []


def test_the_import_check_sees_imports():
    tree = ast.parse("def f():\n    from newsroom.models import User\nimport comments.views")

    assert set(imports(tree)) == {"newsroom", "comments"}


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("app", APPS)
def test_no_module_outgrows_three_hundred_lines(app):
    long = [
        str(path.relative_to(ROOT))
        for path in sources(app)
        if len(path.read_text().splitlines()) > 300
    ]

    assert long == []
