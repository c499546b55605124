"""modelsearch as this site uses it: its interface and its backends, not its own tables.

Its own database backends join a table of everything by a number written as text, and know nothing
of Vietnamese accents; ``articles.searching.backend`` stands in their place.
"""

from __future__ import annotations

from modelsearch.apps import ModelSearchAppConfig


class SearchConfig(ModelSearchAppConfig):
    name = "modelsearch"
    label = "modelsearch"

    def import_models(self) -> None:
        self.models_module = None
        self.models = self.apps.all_models[self.label]

    def ready(self) -> None:
        """Connect nothing: ``articles.searching.index`` follows what readers get."""
