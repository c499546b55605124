"""The images and how they stand together: all of it that can be said without an engine, and, where
there is one, that it builds."""

import re
import shutil
import subprocess
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from tests.deploy.test_environment_file import in_the_readme

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]


def nginx():
    return "\n".join(path.read_text() for path in [*DEPLOY.glob("nginx*.conf"), *nginx_parts()])


def nginx_parts():
    return sorted((DEPLOY / "nginx").glob("*.conf"))


def address_of(service):
    return SERVICES[service]["networks"]["inside"]["ipv4_address"]


def unit(name):
    return (DEPLOY / "systemd" / name).read_text().replace("\\\n", " ")


def test_what_is_copied_is_there_and_not_left_out():
    taken_in = {
        line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"
    }
    for words in re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.M):
        for source in words.split()[:-1]:
            assert (ROOT / source).exists(), source
            assert source.split("/")[0] in taken_in, source


def test_everything_that_is_ours_is_copied():
    copied = set(re.findall(r"^COPY (\w+) \1$", CONTAINERFILE, re.M))

    assert copied == {"articles", "comments", "newsroom", "templates", "static", "locale"}


def test_nothing_runs_as_root_and_nothing_is_built_where_it_runs():
    application = CONTAINERFILE.split(" AS application")[1].split(" AS edge")[0]

    assert re.search("^USER newsroom$", application, re.M)
    assert "pip" not in application and "apt-get" not in application


def test_the_server_runs_as_systemd_runs_it():
    in_the_image = " ".join(
        re.findall('"([^"]+)"', re.search(r"^CMD \[\"granian.*$", CONTAINERFILE, re.M)[0])
    )
    in_the_unit = re.search(
        r"ExecStart=/opt/newsroom/.venv/bin/(granian.*)", unit("newsroom-web.service")
    )[1]

    assert re.sub("--host [0-9.]+", "", in_the_image).split() == (
        re.sub("--host [0-9.]+", "", in_the_unit).split()
    )


@pytest.mark.parametrize("service", ["prepare", "keeper", "worker", "tick"])
def test_commands_are_there(service):
    command = " ".join(SERVICES[service]["command"])
    names = re.findall(r"manage\.py (\w+)", command)

    assert names
    assert set(names) <= {*get_commands(), "db_worker"}


@pytest.mark.parametrize("service", ["keeper", "worker", "tick"])
def test_a_service_is_what_its_unit_is(service):
    in_the_unit = re.search(r"ExecStart=\S+ (manage\.py.*)", unit(f"newsroom-{service}.service"))[1]

    assert in_the_unit in " ".join(SERVICES[service]["command"])


def test_all_read_the_same_environment():
    given = SERVICES["application"]["environment"]

    assert set(given) <= in_the_readme()
    assert all(
        SERVICES[name]["environment"] == given for name in ("prepare", "keeper", "worker", "tick")
    )
    assert given["TRUSTED_PROXIES"] == address_of("edge")
    assert f"@{address_of('postgresql')}:5432/" in given["DATABASE_URL"]
    assert f"//{address_of('redis')}:6379/" in given["CACHE_URL"]
    assert SERVICES["edge"]["environment"]["APPLICATION"] == f"{address_of('application')}:8001"


def test_nobody_is_given_an_address_that_is_anothers():
    (pool,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    fixed = [
        ip_address(service["networks"]["inside"]["ipv4_address"])
        for service in SERVICES.values()
        if isinstance(service["networks"], dict)
    ]

    assert len(fixed) == len(set(fixed)) == 4
    assert all(one in ip_network(pool["subnet"]) for one in fixed)
    assert not any(one in ip_network(pool["ip_range"]) for one in fixed)


def test_nginx_looks_where_the_others_write():
    folders = {one.split(":")[1]: one.split(":")[0] for one in SERVICES["edge"]["volumes"]}
    own = dict(one.split(":")[:2] for one in SERVICES["application"]["volumes"])
    example = (DEPLOY / "newsroom.env.example").read_text()

    for volume, folder in own.items():
        assert folders[folder] == volume
        assert folder in nginx()
        assert f"={folder}\n" in example
    assert "/etc/nginx/certificates" in folders
    assert f"root {own['pages']};" in nginx()
    assert f"root {own['data']};" in nginx()
    assert all(volume in COMPOSE["volumes"] for volume in own)


def test_what_is_sent_to_nginx_comes_to_the_application():
    assert "server 127.0.0.1:8001;" in nginx()
    assert "--host 127.0.0.1 --port 8001" in " ".join(unit("newsroom-web.service").split())
    assert SERVICES["edge"]["ports"] == ["80:80", "443:443"]
    media_accel = re.search("MEDIA_ACCEL=(.*)", (DEPLOY / "newsroom.env.example").read_text())[1]
    assert f"MEDIA_ACCEL={media_accel} " in CONTAINERFILE
    assert f"location {media_accel} " in nginx()


def test_an_engine_builds_them():
    """Only where there is an engine: the rest of this file is what can be said without one."""
    if (
        shutil.which("docker") is None
        or subprocess.run(["docker", "info"], capture_output=True).returncode
    ):
        return
    for target in ("application", "edge"):
        subprocess.run(
            ["docker", "build", "-q", "-f", "deploy/Containerfile", "--target", target, "."],
            cwd=ROOT,
            check=True,
        )
