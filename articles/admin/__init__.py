"""The newsroom's screens."""

from articles.admin import article, photo, records, register  # noqa: F401  (each registers its models)
