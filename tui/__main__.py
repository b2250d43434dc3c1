"""`python -m tui` is `letapis`: ctrl+c is answered from the first line on, while all else is still imported."""

import _signal  # type: ignore[import-not-found]  # `signal` imports more: a ctrl+c meanwhile would be a traceback
import os
import sys


def _end(*_: object) -> None:
    os._exit(130)


if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:  # else whoever started us wants it ignored
    _signal.signal(_signal.SIGINT, _end)

from importlib import import_module  # noqa: E402


def main() -> None:
    """Run the command line; the help of all of it is printed without importing what makes it."""
    if sys.argv[1:] in (["--help"], ["-h"]) and import_module("tui.cli.help_page").print_help():
        return
    import_module("tui.cli.main").main()


if __name__ == "__main__":
    main()
