"""Markdown as markup: the guides and the list of changes, written by us, with no HTML let through."""

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_NOT_A_NAME = re.compile(r"[^\w\- ]")

Leads = Callable[[str], str]


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def line(text: str) -> Markup:
    """Return one line of Markdown as markup."""
    return Markup(_reader().renderInline(text))  # noqa: S704 (HTML in the text is escaped by the reader)


def page(text: str, leads: Leads) -> tuple[Markup, tuple[tuple[str, str], ...]]:
    """Return a Markdown page as markup, with anchor and title of each of its sections.

    ``leads`` turns the address of a link or picture into one that works where the page is shown; an empty one drops
    the link and keeps its words.
    """
    tokens = _reader().parse(text)
    sections = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            title = tokens[at + 1].content
            anchor = anchor_of(title)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                sections.append((anchor, re.sub(r"[`*]", "", title)))
        elif token.type == "inline":
            token.children = _led(token.children or [], leads)
        elif token.type == "table_open":
            token.attrSet("class", "plain-table")
    return Markup(_reader().renderer.render(tokens, _reader().options, {})), tuple(sections)  # noqa: S704


def anchor_of(title: str) -> str:
    """Return the anchor of a heading, as code hosts make it."""
    return _NOT_A_NAME.sub("", title.lower()).replace(" ", "-")


def _led(children: list[Token], leads: Leads) -> list[Token]:
    kept: list[Token] = []
    open_links: list[bool] = []
    for token in children:
        if token.type == "image":
            src = leads(str(token.attrGet("src")))
            token.attrSet("src", src)
            if not src:  # where it is shown, a link leads to what the picture is of
                continue
        if token.type == "link_open":
            href = leads(str(token.attrGet("href")))
            open_links.append(bool(href))
            token.attrSet("href", href)
        if token.type == "link_close":
            if open_links.pop():
                kept.append(token)
        elif token.type != "link_open" or open_links[-1]:
            kept.append(token)
    return kept
