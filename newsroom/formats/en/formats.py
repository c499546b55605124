"""The paper's dates are the same in English: dd/mm/yyyy - HH:MM."""

from newsroom.formats.vi.formats import *  # noqa: F403
