"""Every kind of page before the Nu HTML checker."""

import json
import shutil
import subprocess

import pytest

from tests.browser.paper import ERRORS, make_paper, node_module

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def errors_in(folder):
    """Return what the checker has against the files in ``folder``; all in one process."""
    jar = node_module("vnu-jar/build/dist/vnu.jar")
    if shutil.which("java") is None:
        pytest.skip("needs Java, which .ci/run installs")
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html"]
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    return [
        f"{one['url'].rpartition('/')[2]}:{one.get('lastLine')}: {one['message']}"
        for one in json.loads(done.stderr)["messages"]
        if one["type"] != "info" or one.get("subType") == "warning"
    ]


def test_the_checker_has_nothing_against_any_page(client, tmp_path):
    for name, path in make_paper().items():
        response = client.post(path, {"body": ""}) if name == ERRORS else client.get(path)
        assert response["Content-Type"].startswith("text/html"), name
        (tmp_path / f"{name}.html").write_bytes(response.content)

    assert errors_in(tmp_path) == []


def test_the_checker_sees_what_is_wrong(tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p><div id=a id=b></p>")

    assert errors_in(tmp_path) != []
