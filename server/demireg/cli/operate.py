"""Commands for those who run a repository: serve, seed, export."""

import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from demireg.cli.files import writing
from demireg.cli.memory import limit_memory
from demireg.cli.terminal import STORE, StoreOption, bring_in_step, progress_bar, ready, say, settings_for
from demireg.domain.errors import BadParameter

if TYPE_CHECKING:
    from demireg.edge.identity import Entrance
    from demireg.services.repository import Repository
    from demireg.services.reviewing.desk import Desk
    from demireg.settings import Settings

#: What --as calls the archive for a paper.
SUPPLEMENT: Final = "supplement"
#: What --as calls the files of the comparison table.
PARQUET: Final = "parquet"


def serve(
    store: StoreOption = STORE,
    host: Annotated[str, typer.Option("--host", envvar="DEMIREG_HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", envvar="DEMIREG_PORT", min=0, max=65535, help="Port; 0 picks a free one.")
    ] = 8000,
    curator: Annotated[
        str, typer.Option("--as", envvar="DEMIREG_CURATOR", help="Who signs in with the one-time link.")
    ] = "local-curator",
) -> None:
    """Serve the repository to browsers and programs; an empty store is seeded with the shipped studies first.

    A store that was made with `import --alone` is served without them. While nobody has an account (`demireg user`) and
    only this machine can ask, a link is printed that signs in once, as the curator.
    """
    settings = settings_for(store, host=host, port=port, curator=curator)
    listening = _listen(settings)
    limit_memory(settings.memory_limit)
    from demireg.services.opening import open_seeded
    from demireg.services.reviewing import deciding
    from demireg.services.reviewing.desk import Desk
    from demireg.services.reviewing.desk_file import place_of

    with progress_bar() as progress:
        repository = open_seeded(settings, progress)
    try:
        desk = Desk.open(place_of(settings.store))
        deciding.settle(repository, desk)
        _answer(settings, listening, repository, desk)
        desk.close()
    finally:
        listening.close()
        repository.close()


def _answer(settings: "Settings", listening: socket.socket, repository: "Repository", desk: "Desk") -> None:
    """Say where the service listens and who may sign in, and answer until somebody ends it."""
    import uvicorn

    from demireg.app import create_app

    app = create_app(settings, repository, desk)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    say(f"demireg serves {address}  (Ctrl-C ends it)")
    _say_who_signs_in(app.state.entrance, address)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])


def _say_who_signs_in(entrance: "Entrance", address: str) -> None:
    """Print the one-time link, or say that nobody can sign in; nothing where people have accounts."""
    key = entrance.key()
    if key:
        say(f"To review, open {address}sign-in?key={key}  (good once)")
    elif not entrance.known:
        say("Nobody can sign in: other machines can ask, and nobody has an account. `demireg user add` makes one.")


def _listen(settings: "Settings") -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # the protocol must be named: asyncio sends small answers at once only on sockets that say they are TCP
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(128)  # at once: until then another process may take the port; early callers queue
    except OSError as fault:
        listening.close()
        reason = (fault.strerror or str(fault)).lower()
        raise BadParameter(
            f"Cannot listen on {settings.host} port {settings.port}: {reason}. Choose another with --port."
        ) from fault
    return listening


def seed(store: StoreOption = STORE) -> None:
    """Put ontology, vocabularies, theories and the shipped studies into the store; a second time changes nothing."""
    from demireg.services.opening import open_repository
    from demireg.services.seeding import seed as seed_repository

    repository = open_repository(settings_for(store))
    try:
        with progress_bar() as progress:
            seeded = seed_repository(repository, progress)
        triples = repository.store.size()
    finally:
        repository.close()
    for study, report in seeded.stale.items():
        say(f"{study} stays as it was: the present rules no longer accept it.")
        for finding in report.findings:
            say(f"  {finding.sentence()}")
    say(f"{len(seeded.changed)} studies written, {len(seeded.unchanged)} unchanged; {triples} triples in {store}")


def export(
    store: StoreOption = STORE,
    output: Annotated[Path | None, typer.Option("--output", "--out", help="File or folder, else printed.")] = None,
    study: Annotated[str, typer.Option("--study", help="Only what this study asserts.")] = "",
    form: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="FORMAT",
            help="How to write a study: yaml, json, xlsx, csv.zip, ttl, trig, jsonld, nt or rdf; "
            "else as the output's name ends, else ttl. supplement: everything behind a theory's matrix, for a paper. "
            "parquet: the comparison table into the folder --out.",
        ),
    ] = "",
    theory: Annotated[str, typer.Option("--theory", help="The theory of a supplement, such as salutogenesis.")] = "",
    partly: Annotated[
        bool, typer.Option("--partly", help="Write a sheet even if it cannot say all of a study that came as triples.")
    ] = False,
) -> None:
    """Write the whole repository as sorted N-Quads, or one study in a format: the same data gives the same bytes.

    A study is written so that `check` and `import` read the same from it again. What was handed in as a sheet is that
    sheet; of what came as triples, a sheet is made. --as supplement --theory NAME writes an archive for a paper with
    all that is behind a theory's matrix, --as parquet --out FOLDER the comparison table with its dictionary.
    """
    if form == PARQUET:
        _tables(store, output, alone=not (study or theory or partly))
        return
    if form == SUPPLEMENT or theory:
        _supplement(store, theory, output, alone=form == SUPPLEMENT and not study and not partly)
        return
    if form and not study:
        raise BadParameter("--as says how one study is written; name it with --study. The whole is always N-Quads.")
    with ready(store) as repository:
        body = _study(repository, study, form or _ending(output), partly=partly) if study else None
        with writing(output) as target:
            if body is None:
                repository.store.dump(target)
            else:
                target.write(body)


def _supplement(store: str, theory: str, output: Path | None, *, alone: bool) -> None:
    """Write the supplement of a theory; ``alone`` says that nothing is asked for beside it."""
    from demireg.services.publishing.supplement import supplement

    if not alone or not theory:
        raise BadParameter("A supplement is of one theory: --as supplement --theory salutogenesis --output FILE.zip.")
    with ready(store) as repository:
        bring_in_step(repository)
        say(f"Putting the supplement of {theory} together: tables, figures, evidence. It takes half a minute or so.")
        made = supplement(repository, theory)
        with writing(output) as target:
            target.write(made)
    if output is not None:
        say(f"{output}: {len(made):,} bytes written.")


def _tables(store: str, folder: Path | None, *, alone: bool) -> None:
    """Write the comparison table into a folder."""
    from demireg.services.comparing.parquet import write_tables

    if folder is None or not alone:
        raise BadParameter("--as parquet writes the whole comparison table into a folder: give --out FOLDER alone.")
    with ready(store) as repository:
        files = write_tables(repository, folder)
    say(f"{len(files)} files written; {folder / 'README.md'} says what is in them")


def _study(repository: "Repository", study: str, form: str, *, partly: bool) -> bytes:
    from demireg.services.exporting.formats import write_study

    return write_study(repository, study, form, partly=partly)


def _ending(output: Path | None) -> str:
    """Return the ending of a file's name if it is one of a format's, else Turtle's."""
    from demireg.services.exporting.formats import FORMATS

    name = output.name.lower() if output else ""
    return next((ending for ending in FORMATS if name.endswith(ending)), ".ttl")


def document(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="A folder that is empty, or not there yet.")],
    store: StoreOption = STORE,
) -> None:
    """Write the documentation of ontology and vocabulary as files that a browser opens without a server.

    Beside the pages stand the data as Turtle, RDF/XML, JSON-LD and N-Triples, and each diagram as a file of its own.
    """
    from demireg.web.written import prepare, write

    if not folder.strip():
        raise BadParameter("The folder has no name. Name a new or empty folder, or . for the one you are in.")
    target = Path(folder)
    prepare(target)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end, it tidies up as when interrupted
    try:
        with ready(store) as repository, progress_bar("Writing") as progress:
            files = write(repository, target, progress)
    except KeyboardInterrupt as broken:
        say("demireg: Interrupted; what was begun is removed again, and the folder is empty.")
        raise typer.Exit(130) from broken
    finally:
        signal.signal(signal.SIGTERM, before)
    say(f"{files} files written; open {target / 'index.html'}")
