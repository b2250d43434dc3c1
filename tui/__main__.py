"""`python -m tui` is `letapis`: ctrl+c is answered from the first line on, while all else is still imported."""

from __future__ import annotations

import os
import signal


def _end(*_: object) -> None:
    os._exit(130)


if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started us wants it ignored
    signal.signal(signal.SIGINT, _end)

from tui.cli.main import main  # noqa: E402

if __name__ == "__main__":
    main()
