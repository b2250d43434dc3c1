"""`python -m tui` is `letapis`: ctrl+c is answered from the first line on, while all else is still imported."""

import _signal  # type: ignore[import-not-found]  # `signal` imports more: a ctrl+c meanwhile would be a traceback
import os


def _end(*_: object) -> None:
    os._exit(130)


if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:  # else whoever started us wants it ignored
    _signal.signal(_signal.SIGINT, _end)

from tui.cli.main import main  # noqa: E402

if __name__ == "__main__":
    main()
