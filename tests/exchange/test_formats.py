"""The table of formats: endings of files, and modules that are there."""

from importlib import import_module

from tui.exchange.formats import FORMATS


def test_each_format_has_its_usual_ending() -> None:
    assert {name: entry.ending for name, entry in FORMATS.items()} == {
        "jsonl": "jsonl",
        "csv": "csv",
        "tsv": "tsv",
        "md": "md",
        "html": "html",
        "svg": "svg",
        "csl": "json",
        "bibtex": "bib",
        "timelinejs": "json",
        "ftm": "jsonl",
        "jsonld": "jsonld",
        "annotations": "jsonld",
    }


def test_each_format_can_be_written() -> None:
    for entry in FORMATS.values():
        assert callable(getattr(import_module(f"tui.exchange.{entry.module}"), entry.function))
