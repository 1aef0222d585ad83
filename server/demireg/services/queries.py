"""Queries as files: one question a file, its header its documentation, ``$given`` and ``?found``.

A header line reads ``#+ title: …``, ``#+ summary: …``, ``#+ empty: …``, ``#+ competency: NUMBER`` or
``#+ param: NAME KIND [= DEFAULT] - TEXT``, where a kind that lists its values reads ``choice(a|b|c)``. The text stays
legal SPARQL. Values enter by one pass that replaces ``$name`` with the term's N3 form, the same for every store. Only a
query of many studies at once is legal when it is bound alone: a param of the kind ``studies`` stands within ``VALUES``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Literal, URIRef

from demireg import assets
from demireg.domain.errors import BadParameter, NotFound, Unreadable
from demireg.domain.names import PROFILES, VOCAB, Names
from demireg.services.importing.characters import shortened
from demireg.store.terms import written

_PARAM = re.compile(
    r"(?P<name>\w+) (?P<kind>[a-z]+)(?:\((?P<choices>[^()|\s]+(?:\|[^()|\s]+)+)\))?"
    r"(?: = (?P<default>\S+))? - (?P<text>.+)"
)
_GIVEN = re.compile(r"\$(\w+)")
_SLUG = re.compile(r"[\w.~/-]+")


@dataclass(frozen=True, slots=True)
class Param:
    """One value that the caller supplies; ``default`` is empty when it must be given, ``choices`` are all there are.

    ``within`` are the least and the most of a number that counts, which is a whole one; nothing for any other number.
    """

    name: str
    kind: str
    default: str
    text: str
    choices: tuple[str, ...] = ()
    within: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """One query file.

    ``name`` is its path below ``queries/`` without the ending; ``competency`` are the numbers of the competency
    questions of the method that it answers, alone or with others; ``empty`` says what no row may mean and what to try.
    """

    name: str
    title: str
    summary: str
    params: tuple[Param, ...]
    text: str
    competency: tuple[int, ...] = ()
    empty: str = ""

    def bind(self, given: Mapping[str, URIRef | Literal | tuple[URIRef, ...]]) -> str:
        """Return the SPARQL text with each ``$name`` replaced by its term, or its terms, as ``VALUES`` takes them.

        Raises BadParameter when a value is missing or cannot stand in a query.
        """

        def term(match: re.Match[str]) -> str:
            name = match.group(1)
            if name not in given:
                raise BadParameter(f"The question {self.name} needs a value for '{name}'.")
            value = given[name]
            try:
                return " ".join(map(written, value)) if isinstance(value, tuple) else written(value)
            except Unreadable as error:
                why = str(error) if isinstance(value, Literal) else "No identifier has such characters."
                raise BadParameter(f"'{name}' cannot be used as it is. {why}") from error

        return "\n".join(line if line.startswith("#") else _GIVEN.sub(term, line) for line in self.text.split("\n"))

    def terms(self, values: Mapping[str, str], names: Names) -> dict[str, URIRef | Literal]:
        """Turn a caller's words into terms, by each parameter's kind, with defaults filled in.

        Raises BadParameter for an unknown name, a missing value, or a value its kind cannot take.
        """
        known = {param.name for param in self.params}
        for name in values:
            if name not in known:
                listed = ", ".join(sorted(known)) or "no parameters"
                raise BadParameter(f"The question {self.name} has no parameter '{name}'; it takes {listed}.")
        return {param.name: _term(param, values.get(param.name) or param.default, names) for param in self.params}


def _term(param: Param, value: str, names: Names) -> URIRef | Literal:
    if not value:
        raise BadParameter(f"'{param.name}' is missing: {param.text}.")
    if param.kind == "choice" and value not in param.choices:
        raise BadParameter(f"'{param.name}' is one of {', '.join(param.choices)}, not '{shortened(value)}'.")
    if param.kind in {"text", "choice"}:
        return Literal(value)
    if param.kind == "number":
        if not re.fullmatch(r"-?\d+(\.\d+)?", value):
            raise BadParameter(f"'{param.name}' should be a number, and is '{value}'.")
        return Literal(float(value)) if "." in value else Literal(int(value))
    if param.kind == "profile" and value not in PROFILES:
        raise BadParameter(f"'{param.name}' is one of {', '.join(PROFILES)}, not '{value}'.")
    if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
        return URIRef(value)
    if not _SLUG.fullmatch(value):
        raise BadParameter(f"'{param.name}' takes the identifier of a {param.kind}, and '{value}' is not one.")
    return URIRef(_mint(param.kind, value, names))


def _mint(kind: str, value: str, names: Names) -> str:
    makers: dict[str, Callable[[str], str]] = {
        "study": names.study,
        "configuration": names.study,
        "theory": names.theory,
        "proposition": names.proposition,
        "programme": names.programme,
        "concept": lambda local: str(VOCAB[local]),
        "profile": lambda profile: PROFILES[profile],
    }
    return makers[kind](value)


@cache
def load(name: str) -> Query:
    """Read a query by its path below ``queries/``, for example ``load("studies/evidence-base")``.

    Raises NotFound when there is no such file.
    """
    path = assets.folder("queries") / f"{name}.rq"
    if not path.is_file():
        raise NotFound(f"There is no question called '{name}'.")
    return read(path, name)


def read(path: Path, name: str) -> Query:
    """Read a query file and its header. Raises ValueError for a header line that does not parse."""
    text = path.read_text(encoding="utf-8")
    header: dict[str, str] = {"title": "", "summary": "", "competency": "", "empty": ""}
    params: list[Param] = []
    for line in text.splitlines():
        if not line.startswith("#+ "):
            continue
        key, _, rest = line.removeprefix("#+ ").partition(":")
        if key == "param":
            params.append(_param(rest.strip(), path))
        else:
            header[key] = f"{header.get(key, '')} {rest.strip()}".strip()
    competency = tuple(map(int, header["competency"].split()))
    return Query(name, header["title"], header["summary"], tuple(params), text, competency, header["empty"])


def _param(text: str, path: Path) -> Param:
    match = _PARAM.fullmatch(text)
    if match is None:
        raise ValueError(f"{path}: a param line reads 'NAME KIND [= DEFAULT] - TEXT', not '{text}'")
    choices, default = tuple((match["choices"] or "").split("|")), match["default"] or ""
    if match["kind"] != "choice":
        choices = ()
    if bool(match["choices"]) != (match["kind"] == "choice") or (choices and default and default not in choices):
        raise ValueError(f"{path}: a choice reads 'NAME choice(a|b|c) = a - TEXT', not '{text}'")
    return Param(match["name"], match["kind"], default, match["text"], choices)


def names(folder: str) -> list[str]:
    """Return the names of all queries in a folder below ``queries/``, sorted."""
    root = assets.folder("queries")
    return sorted(path.relative_to(root).with_suffix("").as_posix() for path in (root / folder).rglob("*.rq"))
