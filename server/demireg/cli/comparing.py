"""The command that compares: asks a measure, writes its answer, keeps it under a name, and asks it again."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import quote

import typer

from demireg.cli.asked import Words, read_words
from demireg.cli.files import write_whole
from demireg.cli.terminal import STORE, Format, StoreOption, bring_in_step, ready, say, settings_for, show
from demireg.domain.errors import BadParameter

if TYPE_CHECKING:
    from demireg.services.comparing.ask import Answer
    from demireg.services.comparing.asking import Measure
    from demireg.services.comparing.matrix import By
    from demireg.services.queries import Param

#: Lets the values of a measure be given as options; --help is told by the measure itself.
OPEN: Final = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
_FLAGS: Final = frozenset(("help", "saved", "leave_one_out"))
_OWN: Final = frozenset(("out", "save", "again", "agent", "note"))
_TABLE: Final = "table"
_CSV: Final = ".csv"
_TABLE_ENDINGS: Final = frozenset((_TABLE, "txt"))
_TEXT: Final = ("text/", "application/json", "image/svg+xml", "application/x-tex", "application/x-latex")


def compare(
    context: typer.Context,
    measure: Annotated[str, typer.Argument(help="The measure's name; without one, all are listed.")] = "",
    by: Annotated[
        str, typer.Option("--by", help="table (the comparison table) or sparql (the reference); both answer the same.")
    ] = "table",
    store: StoreOption = STORE,
    form: Annotated[
        str, typer.Option("--format", help="table, json, csv, markdown, or a format for papers such as xlsx.")
    ] = "",
) -> None:
    """Compare studies by a measure, or list the measures; with a measure's name, --help tells what that takes.

    Values and filters are given as --NAME VALUE. What is undefined is shown as –, and is null in JSON.
    --leave-one-out tells what changes when each unit is left out. --out FILE writes the answer into a file, in the
    format of its ending. --save NAME keeps the answer under a name, perhaps with --agent WHO and --note WHY; --again
    NAME asks it again and tells what has changed, with exit status 1 if anything has; --again NAME --scored OUTCOMES
    scores the sentences of a transfer as they were kept; --saved lists what is kept.
    """
    words = read_words([measure, *context.args] if measure else context.args, _FLAGS, _OWN)
    if by not in {"table", "sparql"}:
        raise BadParameter(f"--by takes table or sparql, not '{by}'.")
    if "help" in words.flags:
        typer.echo(help_of(words.name) if words.name else context.get_help())
    elif "again" in words.own:
        _again(store, words, form)
    elif "saved" in words.flags:
        _saved(store, words, form)
    elif words.name:
        _ask(store, words, "sparql" if by == "sparql" else "table", form)
    else:
        _list(words, form)


def _ask(store: str, words: Words, by: "By", form: str) -> None:
    from demireg.services.comparing.leaving_out import asked
    from demireg.services.comparing.saving import name_of, save

    given = words.values | ({"leave_out": "each"} if "leave_one_out" in words.flags else {})
    name = words.own.get("save", "")
    if "save" in words.own:
        name_of(name)  # one that cannot be is refused before anything is worked out
    elif words.own.keys() & {"agent", "note"}:
        raise BadParameter("--agent and --note belong to --save NAME.")
    out = Path(words.own["out"]) if "out" in words.own else None
    format_of(out, form, words.name)  # one that is not there is refused before anything is worked out
    with ready(store) as repository:
        bring_in_step(repository)
        answer = asked(repository, words.name, given, by)
        _print(answer, out, form)
        if name:
            agent = words.own.get("agent") or settings_for(store).curator
            kept = save(repository, name, answer, agent, words.own.get("note", ""))
            say(f"{kept.iri}: version {kept.number} kept, result {kept.result_hash[:16]}.")


def format_of(out: Path | None, form: str, measure: str = "") -> str:
    """Return the format of an answer: the one asked for, else that of the file's ending, else a table.

    Raises BadParameter for one that is not there.
    """
    from demireg.services.publishing import form_of

    name = form or (out.suffix.removeprefix(".").lower() if out is not None else _TABLE)
    if out is not None and not name:
        raise BadParameter(f"The name {out} has no ending that says a format, as in {out}.csv; or give --format.")
    if name in _TABLE_ENDINGS:
        return _TABLE
    form_of(name, measure)
    return name


def _print(answer: "Answer", out: Path | None, form: str) -> None:
    """Print an answer, or write it whole into a file."""
    from demireg.services.publishing import form_of, publish

    name = format_of(out, form)
    made = _text(answer).encode() if name == _TABLE else publish(answer, name)
    if out is not None:
        there = write_whole(out, made)
        say(f"{out}: written{' in the place of the file that was there' if there else ''}.")
        if name != _TABLE and form_of(name).ending == _CSV:
            _write_beside(answer, out)
    elif name == _TABLE or form_of(name).media_type.startswith(_TEXT) or not sys.stdout.isatty():
        sys.stdout.buffer.write(made)
    else:
        raise BadParameter(f"{name} is no text to be read here. Name a file: --out FILE.")


def _write_beside(answer: "Answer", out: Path) -> None:
    """Write the metadata of a table as CSV beside it, since the table holds neither notes nor versions."""
    from demireg.services.publishing.csvw import ENDING, metadata_of

    beside = out.with_name(f"{out.name}{ENDING}")
    write_whole(beside, metadata_of(answer, quote(out.name)))
    say(f"{beside}: written, with columns, notes, versions and licence (CSV on the Web).")


def _text(answer: "Answer") -> str:
    """Return an answer as a table for people, with its notes below."""
    from demireg.cli.wording import heads, worded
    from demireg.services.comparing.measures.matrix import turned
    from demireg.services.tables import as_table

    found = turned(answer.found) if answer.measure.name == "matrix" else answer.found
    notes = found.notes if found.rows else (*found.notes, answer.measure.empty)
    return as_table(heads(found.columns), worded(found.rows)) + "".join(f"{note}\n" for note in notes if note)


def _again(store: str, words: Words, form: str) -> None:
    from demireg.services.comparing.again import again

    scored = words.values.get("scored", "")
    if not scored or words.values.keys() - {"scored"}:
        _alone(words, "--again")
    out = Path(words.own["out"]) if "out" in words.own else None
    if scored:
        _score(store, words.own["again"], scored, out, form)
        return
    with ready(store) as repository:
        bring_in_step(repository)
        found = again(repository, words.own["again"])
    _print(found.answer, out, form)
    say(found.sentence)
    if not found.same:
        raise typer.Exit(1)


def _score(store: str, name: str, scored: str, out: Path | None, form: str) -> None:
    """Score the sentences of a kept transfer, as they were kept, with the outcomes observed since."""
    from demireg.services.comparing.scoring_kept import score_kept

    with ready(store) as repository:
        bring_in_step(repository)
        found = score_kept(repository, name, scored)
    _print(found.answer, out, form)
    say(found.sentence)


def _saved(store: str, words: Words, form: str) -> None:
    from demireg.services.comparing.saving import COLUMNS, listed

    _alone(words, "--saved")
    with ready(store) as repository:
        rows = [each.row for each in listed(repository)]
    show(COLUMNS, rows, _listing(form))
    if not rows and not form:
        say("No comparison is kept here yet; --save NAME keeps one.")


def _alone(words: Words, option: str) -> None:
    if words.name or words.values or words.own.keys() - {"again", "out"} or words.flags - {"saved"}:
        raise BadParameter(f"{option} takes no measure and no values: what is kept holds its own.")


def _list(words: Words, form: str) -> None:
    from demireg.services.comparing.measures import MEASURES

    if not words.bare:
        raise BadParameter("Name a measure before giving it values; `demireg compare` lists them.")
    rows = [(each.name, each.title, takes(each.params)) for each in MEASURES.values()]
    show(("measure", "asks", "takes"), rows, _listing(form))


def _listing(form: str) -> Format:
    if form and form not in set(Format):
        raise BadParameter(f"A list comes as {', '.join(Format)}, not '{form}'.")
    return Format(form or _TABLE)


def takes(params: tuple["Param", ...]) -> str:
    """Return what is typed for the values that something takes."""
    return " ".join(f"--{each.name} {each.default or _kind(each).upper()}" for each in params)


def help_of(name: str) -> str:
    """Return what a measure takes, in words, with an example. Raises NotFound with the nearest name."""
    from demireg.services.comparing.ask import measure_of
    from demireg.services.comparing.filters import FILTERS

    held = measure_of(name)
    lines = [held.title, "", held.summary]
    if held.source:
        lines.append(f"Defined in: {held.source}.")
    if held.params:
        lines += ["", "Values:", *_lines([(f"--{each.name}", _said(each)) for each in held.params])]
    filters = [(f"--{each.name}", each.text) for each in FILTERS if each.name in held.filters]
    if filters:
        lines += ["", "Filters; several values of one are parted by commas:", *_lines(filters)]
    return "\n".join([*lines, "", "For example:", f"  {example(held)}"])


def example(measure: "Measure") -> str:
    """Return a command that asks a measure something that it can answer on what ships."""
    values = " ".join(f"--{name} {shlex.quote(value)}" for name, value in measure.example.items())
    return f"demireg compare {measure.name} {values}".strip()


def _said(param: "Param") -> str:
    needed = "may be left out" if param.kind.startswith("optional") else "needed"
    return f"{param.text} ({_kind(param)}; {f'{param.default} unless given' if param.default else needed})"


def _kind(param: "Param") -> str:
    return "|".join(param.choices) or param.kind.removeprefix("optional")


def _lines(pairs: list[tuple[str, str]]) -> list[str]:
    width = max(len(name) for name, _ in pairs)
    return [f"  {name.ljust(width)}  {text}" for name, text in pairs]
