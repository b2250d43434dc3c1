"""`python -m bench [NAME]...`: take the measures of all modules here, or of those named."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory


def main(names: list[str]) -> None:
    """Run `main()` of every module that measures something."""
    known = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    with TemporaryDirectory() as home:
        os.environ["LETAPIS_HOME"] = home  # nobody's notebook, settings or compiled files take part
        os.environ["LETAPIS_CACHE"] = str(Path(home) / "compiled")
        for name in names or known:
            module = import_module(f"bench.{name}")
            if hasattr(module, "measure"):
                module.main()
                print(flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
