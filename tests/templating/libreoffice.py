"""The real LibreOffice, without a window and with a profile of its own: it converts files and runs one small macro."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/>
</library:libraries>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{code}
</script:module>
"""


class LibreOffice:
    """Runs the program in a folder that nothing else uses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._profile = folder / "profile"

    def converted(self, workbooks: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return workbooks, by their names, as the program opens, recalculates and saves them."""
        given, saved = self.folder / "given", self.folder / "saved"
        given.mkdir()
        for name, content in workbooks.items():
            (given / name).write_bytes(content)
        self._run("--convert-to", "xlsx", "--outdir", str(saved), *(str(given / name) for name in workbooks))
        return {name: (saved / name).read_bytes() for name in workbooks}

    def told(self, content: bytes, macro: str) -> list[str]:
        """Return the lines that a macro in Basic prints; ``doc`` is the opened workbook and ``#1`` where it prints."""
        source, target = self.folder / "asked.xlsx", self.folder / "told.txt"
        source.write_bytes(content)
        code = macro.format(source=source.as_uri(), target=target)
        basic = self._profile / "user" / "basic"
        (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "script.xlc").write_text(_LIBRARIES)
        (basic / "Standard" / "script.xlb").write_text(_LIBRARY)
        escaped = code.replace("&", "&amp;").replace("<", "&lt;")
        (basic / "Standard" / "Module1.xba").write_text(_MODULE.format(code=escaped))
        self._run("macro:///Standard.Module1.Main")
        return target.read_text().splitlines()

    def _run(self, *arguments: str) -> None:
        command = ["soffice", f"-env:UserInstallation={self._profile.as_uri()}", "--headless", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
