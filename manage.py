#!/usr/bin/env python3
"""Run the newsroom's management commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from newsroom.environment import Misconfigured

    try:
        if sys.argv[1:2] == ["demo"]:
            # The demonstration runs on a machine where nobody has set anything yet.
            from newsroom.environment import make_demo_key

            make_demo_key()
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except Misconfigured as error:
        sys.exit(f"manage.py: {error}")


if __name__ == "__main__":
    main()
