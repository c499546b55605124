"""The newsroom's screens."""

from articles.admin import article, photo, register  # noqa: F401  (each registers its models)
