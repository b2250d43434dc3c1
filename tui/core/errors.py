"""Errors of use: what was asked for cannot be done, and the message says why; bad data is a `Problem` instead.

All are shown in one place: by `cli.main` on standard error, by the explorer in its footer.
"""

from __future__ import annotations


class LetapisError(Exception):
    """What was asked for cannot be done; the message is raw text for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotADataset(LetapisError):  # noqa: N818 - the name is the sentence that the user sees
    """The folder holds no dataset: a title, and a message that says what to do."""

    def __init__(self, title: str, message: str) -> None:
        super().__init__(message)
        self.title = title


class QueryError(LetapisError):
    """A query that cannot be understood: what is wrong, where, and what was expected."""

    def __init__(self, message: str, start: int, end: int, suggestion: str = "") -> None:
        super().__init__(message)
        self.start = start
        """0-based offset of the first character concerned."""
        self.end = end
        """0-based offset behind the last character concerned; may equal `start` at the end of the query."""
        self.suggestion = suggestion
        """A whole query that would do, or empty."""


class DateError(LetapisError):
    """Text that is no date; the message is one line that is safe to show and says what to write instead."""


class DocumentError(LetapisError):
    """A file whose text cannot be read; the message says why, in one clause."""


class EditError(LetapisError):
    """A record that cannot be added or changed; the message is one or more raw lines."""


class DamagedNotebookError(LetapisError):
    """The file is no notebook, or not a whole one."""


class NewerNotebookError(LetapisError):
    """The notebook was written by a later version of Letapis and must be left alone."""

    def __init__(self) -> None:
        super().__init__("the notebook was written by a later version of Letapis")


class Cancelled(LetapisError):  # noqa: N818 - the user wanted it so
    """The user cancelled the work; nothing of it is left."""

    def __init__(self) -> None:
        super().__init__("cancelled")


class UseError(LetapisError):
    """A command that cannot be carried out as it was given; the message is one or more raw lines."""


class FieldError(LetapisError):
    """What was typed into a field cannot be used; the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        """Name of the field's key."""
