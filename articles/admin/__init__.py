"""The newsroom's screens."""

# Each registers its models.
from articles.admin import article, photo, records, register, series, stylerules  # noqa: F401
