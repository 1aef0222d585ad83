"""Templates and their contexts: each field documented, each sign with its words, nothing undefined."""

import dataclasses
import inspect
import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from demireg import web
from demireg.services import catalogue
from demireg.services.comparing.stances import STANCES
from demireg.web import (
    diagrams,
    drawing,
    form_fields,
    lineage,
    matrix_view,
    strips,
    tree,
    words,
)
from demireg.web.contexts import Frame
from demireg.web.contexts_asking import DocsPage
from demireg.web.rendering import HERE, environment, text

VIEWS = [import_module(found.name) for found in iter_modules(catalogue.__path__, f"{catalogue.__name__}.")]
#: Every module of contexts, so that a new one is held to the same.
PAGES = [
    import_module(f"{web.__name__}.{found.name}")
    for found in iter_modules(web.__path__)
    if found.name.startswith("contexts")
]
MODULES = (
    *PAGES,
    diagrams,
    drawing,
    form_fields,
    matrix_view,
    lineage,
    strips,
    tree,
    *VIEWS,
)
CONTEXTS = [
    found
    for module in MODULES
    for _, found in inspect.getmembers(module, inspect.isclass)
    if dataclasses.is_dataclass(found) and found.__module__ == module.__name__ and not found.__name__.startswith("_")
]
TEMPLATES = sorted(path.name for path in (HERE / "templates").glob("*.*") if path.suffix in {".html", ".svg"})


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda found: found.__name__)
def test_every_field_that_a_template_is_given_is_documented(context: type) -> None:
    told = set(re.findall(r"\w+", inspect.getdoc(context) or ""))
    assert {field.name for field in dataclasses.fields(context)} - told == set()


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_parses(template: str) -> None:
    assert environment().get_template(template)


def test_every_page_template_is_named_by_the_context_it_is_given() -> None:
    pages = {name for name in TEMPLATES if not name.startswith("_")}
    sources = "".join(map(inspect.getsource, PAGES))
    named = set(re.findall(r"``([\w.]+\.(?:html|svg))``", sources))
    assert pages - named == set()


def test_templates_switch_no_escaping_off() -> None:
    for path in (HERE / "templates").iterdir():
        source = path.read_text(encoding="utf-8")
        assert "|safe" not in source.replace(" ", ""), path.name
        assert "autoescape" not in source, path.name


def test_every_stance_has_a_sign_and_a_meaning() -> None:
    symbols = (HERE / "templates" / "_symbols.svg").read_text(encoding="utf-8")
    assert set(words.STANCES) == set(STANCES)
    assert {stance for stance in STANCES if f'id="g-{stance}"' not in symbols} == set()
    assert {seen for seen in words.TEXT_SEEN if f'id="s-{seen}"' not in symbols} == set()


def test_the_api_page_says_how_to_build_its_front_end_where_it_is_missing() -> None:
    page = text("docs.html", DocsPage(Frame("API"), "/openapi.json", built=False))
    assert "python server/frontend/build.py" in page
    assert "<script" not in page
