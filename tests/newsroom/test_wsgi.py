"""What every process that serves readers holds."""

import subprocess
import sys

from tests.together import ROOT, apart

LOOK = "import sys, newsroom.wsgi; print(sorted({'PIL', 'django', 'requests'} & {*sys.modules}))"
NOBODY = {"SIGN_IN_GOOGLE": "", "SIGN_IN_FACEBOOK": "", "SIGN_IN_OIDC": ""}


def loaded(folder, **environment):
    """Say which of some libraries a process of the paper's has loaded before anybody asks."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=ROOT,
        env=apart(folder, DJANGO_SETTINGS_MODULE="newsroom.settings", **(NOBODY | environment)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_it_holds_no_picture_decoder_and_no_client_of_services_that_are_not_offered(tmp_path):
    assert loaded(tmp_path) == "['django']"


def test_it_holds_the_client_of_one_that_is(tmp_path):
    assert loaded(tmp_path, SIGN_IN_GOOGLE="id:secret") == "['django', 'requests']"
