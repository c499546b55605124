"""The newsroom's screens."""

# Each registers its models.
from articles.admin import article, front, photo, records, register, stylerules  # noqa: F401
