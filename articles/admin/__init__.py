"""The newsroom's screens."""

from articles.admin import article, photo, register, stylerules  # noqa: F401  (each registers its models)
