"""Projects of any shape: codes nested and unnamed, passages of every medium, references that lead nowhere."""

from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from tests.qda.projects import Maker, guid

SECRET = "VERBATIM"  # noqa: S105 - a word to look for
NAMES = ("C: poverty", "M: trust", "O: attendance", "I: link worker", "CMO 2", "fear", "Contexts", "hope (mechanism)")
ODD = ("é ü — ≥", "=1+1", "TO FILL IN: x", "a" * 700, "Context.rural", "  ")


@st.composite
def projects(draw: st.DrawFn) -> Maker:
    """Make a project; every text of a source holds the word SECRET and nothing else does."""
    made = Maker(draw(st.sampled_from(("Études & co", "P", "x" * 200))))
    names = draw(st.lists(st.sampled_from(NAMES + ODD), min_size=1, max_size=8, unique=True))
    above: list[ET.Element] = []
    for name in names:
        parent = draw(st.sampled_from([None, *above]))
        above.append(made.code(name, parent, draw(st.sampled_from(("", "what it means")))))
    for number in range(draw(st.integers(0, 3))):
        _source(draw, made, number, names)
    owners = list(made.root.iter())
    for number in range(draw(st.integers(0, 3))):
        chosen = draw(st.lists(st.sampled_from(owners), max_size=2))
        made.memo(f"m{number}", draw(st.sampled_from(("", f"thought {number}", "long " * 4500))), *chosen)
    ends = st.sampled_from((*names, "nowhere"))
    for number in range(draw(st.integers(0, 3))):
        way = draw(st.sampled_from(("OneWay", "Bidirectional", "Associative", "")))
        made.link(f"{draw(st.sampled_from(('triggers', 'is like', '')))} {number}", draw(ends), draw(ends), way)
    if draw(st.booleans()):
        made.group("a set", *draw(st.lists(ends, max_size=4)))
    _rest(draw, made)
    return made


def _source(draw: st.DrawFn, made: Maker, number: int, names: list[str]) -> None:
    kind = draw(st.sampled_from(("TextSource", "PDFSource", "AudioSource", "PictureSource")))
    source = made.text(f"Source {number}", f"{SECRET} words of source {number}. " * 9)
    source.tag = kind
    codes = st.lists(st.sampled_from((*names, "nowhere")), max_size=3, unique=True)
    for each in range(draw(st.integers(0, 4))):
        begin, length = draw(st.integers(0, 200)), draw(st.integers(-5, 90))
        marked = made.mark(source, begin, begin + length, *draw(codes), words=f"{SECRET} words of source")
        if kind == "PDFSource" and draw(st.booleans()):
            marked.tag = "PDFSelection"
            marked.attrib |= {"page": "2", "firstX": "1", "firstY": str(begin), "secondX": "9", "secondY": "200"}
        elif kind == "AudioSource":
            marked.tag = "AudioSelection"
            marked.attrib |= {"begin": str(begin * 1000), "end": str((begin + length) * 1000)}
        if draw(st.booleans()):
            ET.SubElement(marked, "Description").text = f"{SECRET} words of source" if each else "what I think of it"
    if draw(st.booleans()):
        made.coding(source, names[0])


def _rest(draw: st.DrawFn, made: Maker) -> None:
    """Add what no sheet holds: users, variables, drawings, transcripts, and what no standard names."""
    sources = list(made.part("Sources"))
    for name in draw(st.lists(st.sampled_from(("Client 3", "Josephine", "")), max_size=2, unique=True)):
        case = made.case(name, *sources[:1])
        value = ET.SubElement(case, "VariableValue")
        ET.SubElement(value, "VariableRef", {"targetGUID": guid("variable")})
        ET.SubElement(value, "TextValue").text = "female"
    spoken, drawn, vendor = (draw(st.booleans()) for _ in range(3))
    if drawn:
        ET.SubElement(made.part("Users"), "User", {"guid": guid("user"), "name": "Coder Nine"})
        graph = ET.SubElement(made.part("Graphs"), "Graph", {"guid": guid("graph")})
        ET.SubElement(graph, "Vertex", {"guid": guid("vertex"), "firstX": "1", "firstY": "2"})
    if sources and spoken:
        transcript = ET.SubElement(sources[0], "Transcript", {"guid": guid("transcript")})
        ET.SubElement(transcript, "PlainTextContent").text = f"{SECRET} of the transcript"
        ET.SubElement(transcript, "SyncPoint", {"guid": guid("point"), "position": "3"})
    if vendor:
        ET.SubElement(made.root, "VendorThing", {"weight": "3"})
    made.files[f"sources/{guid('film')}.mp4"] = b"film"
