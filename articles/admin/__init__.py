"""The newsroom's screens."""

# Each registers its models.
from articles.admin import (  # noqa: F401
    article,
    front,
    photo,
    records,
    register,
    series,
    stylerules,
)
