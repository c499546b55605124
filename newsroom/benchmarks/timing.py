"""How fast something is, beside something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def rate(call: Callable[[], object], *, seconds: float) -> float:
    """Return how often a second ``call`` runs, over at least ``seconds`` and one call."""
    calls, start = 0, perf_counter()
    while True:
        call()
        calls += 1
        if (passed := perf_counter() - start) >= seconds:
            return calls / passed


def rates(
    calls: Mapping[str, Callable[[], object]], *, rounds: int, seconds: float
) -> dict[str, list[float]]:
    """Return each call's rates, one for each round.

    Each round runs every call once in turn, so that what slows the machine slows all of them.
    """
    found: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()  # warm: what is loaded once is loaded now
    for _round in range(rounds):
        for name, call in calls.items():
            found[name].append(rate(call, seconds=seconds))
    return found


def median_ratio(rates: list[float], beside: list[float]) -> float:
    """Return the median over the rounds of one rate as a part of the other."""
    return median(one / other for one, other in zip(rates, beside, strict=True))
