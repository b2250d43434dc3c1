"""Leave out of an import the records that the loader would refuse, so that what is written always loads."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tui.core.loading import loader
from tui.core.model.problem import Problem, Severity
from tui.exchange.importers.incoming import Incoming, files

_ROUNDS = 8
"""How often records are left out: each time, others may have pointed to them."""


def leave_out_faulty(incoming: Incoming) -> None:
    """Leave out, and tell, records with errors.

    Raises:
        ValueError: there are errors that are in no record.
    """
    for _ in range(_ROUNDS):
        faulty = {problem.record: problem for problem in _errors(incoming)}
        if not faulty:
            return
        for record, problem in faulty.items():
            section, _sign, key = record.partition("/")
            if incoming.sections.get(section, {}).pop(key.partition("/")[0], None) is None:
                raise ValueError(f"it holds what no dataset can: {problem.message}")
            incoming.losses.add("record", "no dataset can hold it", record, problem.message)
        incoming.sections = {section: records for section, records in incoming.sections.items() if records}
    raise ValueError("its records do not fit together")


def _errors(incoming: Incoming) -> list[Problem]:
    with TemporaryDirectory() as folder:
        for path, text in files(incoming, incoming.title).items():
            Path(folder, path).write_text(text, encoding="utf-8")
        _, problems = loader.load(Path(folder))
    return [problem for problem in problems if problem.severity is Severity.ERROR]
