"""The one gate to the files that `--output` and `--report` name: nothing that is there is replaced unasked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from tui.core.atomic_file import is_file, write_file
from tui.core.errors import UseError
from tui.core.loading.files import is_of_dataset


def refuse(*paths: Path | None, force: bool, dataset: Path | None = None) -> None:
    """Check the files that a command is to write, before it begins; `force` lets it replace what is there.

    Raises:
        UseError: a file is there already, belongs to the dataset, or is named twice.
    """
    named = [path for path in paths if path is not None and str(path) != "-"]
    for path in named:
        if dataset is not None and is_of_dataset(path, dataset):
            raise UseError(f"{path} belongs to the dataset: name another file")
        if not force and is_file(path):
            raise _already_there(path)
    for one, other in combinations(named, 2):
        if one.resolve() == other.resolve() and (is_file(one) or not one.exists()):
            raise UseError(f"{one} cannot hold both the records and the report")


def write_output(path: Path, pieces: Iterable[bytes], *, force: bool) -> None:
    """Write one of these files, whole or not at all.

    Raises:
        UseError: it cannot be written, or is there by now and may not be replaced.
        BrokenPipeError: it is a pipe that nobody reads any more.
    """
    try:
        write_file(path, pieces, new=not force, through=True)
    except FileExistsError:
        raise _already_there(path) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UseError(f"cannot write {path}: {error.strerror or error}") from None


def _already_there(path: Path) -> UseError:
    return UseError(f"{path} already exists: --force replaces it")
