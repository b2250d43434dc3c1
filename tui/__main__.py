"""`python -m tui` is `letapis`: ctrl+c is answered from the first line on, while all else is still imported."""

import _signal  # type: ignore[import-not-found]  # `signal` imports more: a ctrl+c meanwhile would be a traceback
import gc
import os
import sys


def _end(*_: object) -> None:
    os._exit(130)


if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:  # else whoever started us wants it ignored
    _signal.signal(_signal.SIGINT, _end)

from importlib import import_module  # noqa: E402


def main() -> None:
    """Run the command line; the help of all of it is printed without importing what makes it."""
    gc.disable()  # most commands end soon: collecting costs more than it gives back
    try:
        if sys.argv[1:] not in (["--help"], ["-h"]) or not import_module("tui.cli.help_page").print_help():
            import_module("tui.cli.main").main()
    finally:
        gc.freeze()  # the process ends: nothing is looked through once more for what could be freed


if __name__ == "__main__":
    main()
