"""Fronts for tests."""

from articles import frontversions
from articles.arrangement import Arrangement, Placement, Slot
from tests.factories import UserFactory


def arranged(section=None, /, *, by_hand_only=(), base=0, by=None, **slots):
    """Save a front: ``arranged(lead=[article], second_1=[(article, {"title": …})])``."""
    made = {}
    for name, placements in slots.items():
        name = name.replace("_", "-")
        made[name] = Slot(name, tuple(map(placement, placements)), name in by_hand_only)
    for name in set(by_hand_only) - set(made):
        made[name] = Slot(name, (), True)
    by = by or UserFactory(is_superuser=True)
    return frontversions.save(section, Arrangement.of(made), by=by, base=base)


def placement(given):
    article, facts = given if isinstance(given, tuple) else (given, {})
    return Placement(article=article.pk, **facts)
