"""The newsroom's forms."""
