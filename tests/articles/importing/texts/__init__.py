"""Texts written for these tests, in the layouts that reach a newsroom."""

from pathlib import Path


def text(name: str) -> str:
    return (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
