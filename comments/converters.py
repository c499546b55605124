"""What an address may have in place of a number of ours; importing it is enough."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowId(IntConverter):
    """A number that every database takes as an id."""

    regex = "[0-9]{1,18}"


register_converter(RowId, "row")
