"""Projects made after the published format (REFI-QDA 1.0), small enough to read."""

import io
import uuid
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from xml.etree import ElementTree as ET

from demireg.services.importing.started import Tree
from demireg.services.qda.drafting import Drafted, Options, draft
from demireg.services.qda.project import Project, read_project
from demireg.services.qda.roles import Concepts, concepts_of, propose
from tests.shipping import background

NAMESPACE = "urn:QDA-XML:project:1.0"
SPACE = uuid.UUID("0f7c2b1e-3d7a-4c0c-9d51-6a2b8f3c1d00")


def guid(name: str) -> str:
    """Return a GUID that is always the same for a name."""
    return str(uuid.uuid5(SPACE, name))


@cache
def concepts() -> Concepts:
    """Return the concepts of what ships, indexed once."""
    return concepts_of(background())


@dataclass
class Maker:
    """Builds a project element by element; texts are files of the archive."""

    name: str = "Link workers"
    namespace: str = NAMESPACE
    files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.root = ET.Element("Project", {"name": self.name, "origin": "a test"})
        for kind in ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"):
            ET.SubElement(self.root, kind)
        self.codes = ET.SubElement(self.part("CodeBook"), "Codes")

    def part(self, kind: str) -> ET.Element:
        found = self.root.find(kind)
        assert found is not None
        return found

    def code(self, name: str, above: ET.Element | None = None, described: str = "") -> ET.Element:
        attributes = {"guid": guid(f"code {name}"), "name": name, "isCodable": "true", "color": "#ff0000"}
        made = ET.SubElement(self.codes if above is None else above, "Code", attributes)
        if described:
            ET.SubElement(made, "Description").text = described
        return made

    def code_of(self, name: str) -> ET.Element:
        return next(each for each in self.codes.iter("Code") if each.get("name") == name)

    def text(self, name: str, words: str) -> ET.Element:
        path = f"{guid(name)}.txt"
        self.files[f"sources/{path}"] = words.encode()
        attributes = {"guid": guid(name), "name": name, "plainTextPath": f"internal://{path}"}
        return ET.SubElement(self.part("Sources"), "TextSource", attributes)

    def mark(self, source: ET.Element, begin: int, end: int, *codes: str, words: str = "") -> ET.Element:
        attributes = {
            "guid": guid(f"{source.get('guid')} {begin} {end} {codes}"),
            "startPosition": str(begin),
            "endPosition": str(end),
            "name": words,
        }
        made = ET.SubElement(source, "PlainTextSelection", attributes)
        for code in codes:
            self.coding(made, code)
        return made

    def coding(self, owner: ET.Element, code: str) -> ET.Element:
        attributes = {"guid": guid(f"{owner.get('guid')} {code}"), "creatingUser": guid("user")}
        coding = ET.SubElement(owner, "Coding", attributes)
        ET.SubElement(coding, "CodeRef", {"targetGUID": guid(f"code {code}")})
        return coding

    def memo(self, name: str, words: str, *owners: ET.Element) -> ET.Element:
        made = ET.SubElement(self.part("Notes"), "Note", {"guid": guid(f"memo {name}"), "name": name})
        ET.SubElement(made, "PlainTextContent").text = words
        for owner in owners:
            ET.SubElement(owner, "NoteRef", {"targetGUID": guid(f"memo {name}")})
        return made

    def link(self, name: str, origin: str, target: str, direction: str = "OneWay") -> ET.Element:
        attributes = {
            "guid": guid(f"link {origin} {target} {name}"),
            "name": name,
            "direction": direction,
            "originGUID": guid(f"code {origin}"),
            "targetGUID": guid(f"code {target}"),
        }
        return ET.SubElement(self.part("Links"), "Link", attributes)

    def group(self, name: str, *codes: str) -> ET.Element:
        made = ET.SubElement(self.part("Sets"), "Set", {"guid": guid(f"set {name}"), "name": name})
        for code in codes:
            ET.SubElement(made, "MemberCode", {"targetGUID": guid(f"code {code}")})
        return made

    def case(self, name: str, *sources: ET.Element) -> ET.Element:
        made = ET.SubElement(self.part("Cases"), "Case", {"guid": guid(f"case {name}"), "name": name})
        for source in sources:
            ET.SubElement(made, "SourceRef", {"targetGUID": source.get("guid", "")})
        return made

    def xml(self) -> bytes:
        root = ET.fromstring(ET.tostring(self.root))  # noqa: S314 - our own text
        for element in root.iter():
            element.tag = f"{{{self.namespace}}}{element.tag}"
        written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return written

    def qdpx(self) -> bytes:
        return archive({"project.qde": self.xml(), **self.files})


def read(made: Maker) -> Project:
    """Read a project back."""
    return read_project(io.BytesIO(made.qdpx()), "a project.qdpx")


def drafted(made: Maker, before: Tree | None = None, *, memos: bool = True, licence: str = "") -> Drafted:
    """Draft a project as it is proposed."""
    project = read(made)
    options = Options(date(2026, 11, 22), memos=memos, licence=licence)
    return draft(project, propose(project, concepts()), options, before)


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of files by their names."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return target.getvalue()


FIRST = "I was on my own since he died. She rang me every week. Now I go to the garden on Tuesdays, most weeks. " * 3
SECOND = "The surgery is always full. I did not think it was for me, to be honest. I never went back after that. " * 3
THIRD = "Field notes: the room was cold and nobody came before ten. The group sings first and talks afterwards. " * 3


def three_sources() -> Maker:
    """Return three sources, twelve codes, memos, a case, links, a set, and what no sheet holds."""
    made = Maker()
    ET.SubElement(made.part("Users"), "User", {"guid": guid("user"), "name": "A. Coder"})
    contexts, other = made.code("Contexts"), made.code("Other")
    made.code("bereavement", contexts, "Loss of a partner within two years.")
    made.code("C: area deprivation")
    made.code("I: link worker support")
    made.code("M: trust", described="Trust in the worker, not in the service.")
    made.code("M- stigma")
    made.code("O: attendance")
    made.code("drop-out (outcome)")
    made.code("CMO 1")
    made.code("quotable", other)
    made.code("never used", other)
    first, second = made.text("Interview Client 14", FIRST), made.text("Interview Client 15", SECOND)
    third = made.text("Field notes", THIRD)
    told = made.mark(first, 0, 60, "bereavement", "M: trust", words="I was on my own since he died")
    made.mark(first, 50, 100, "O: attendance")
    made.mark(first, 220, 240, "quotable")
    made.mark(second, 0, 150, "CMO 1")
    made.mark(second, 0, 27, "C: area deprivation")
    made.mark(second, 28, 70, "M- stigma")
    made.mark(second, 72, 100, "drop-out (outcome)")
    made.mark(third, 0, 40, "C: area deprivation")
    made.memo("on trust", "Trust seems to come before turning up.", told)
    made.memo("journal", "We read all interviews twice.")
    made.memo("on a quotable bit", "Nice sentence.", third)
    made.memo("on nobody", "Unused code memo.", made.code_of("quotable"))
    made.case("Client 14", first)
    made.case("Josephine", second)
    made.link("leads to", "M: trust", "O: attendance")
    made.link("triggers", "I: link worker support", "M: trust")
    made.group("all contexts", "bereavement", "C: area deprivation")
    ET.SubElement(made.part("Graphs"), "Graph", {"guid": guid("graph"), "name": "my map"})
    return made
