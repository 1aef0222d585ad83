"""What a study can be downloaded as, for the menu on its page."""

from dataclasses import dataclass
from typing import Final

from demireg.services.exporting.formats import FORMATS
from demireg.web import urls

_GROUPS: Final = (
    ("To read, change and submit again", True),
    ("As linked data: what the study asserts, for other programs", False),
)


@dataclass(frozen=True, slots=True)
class Download:
    """A file. title: what it is; href: its address."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Downloads:
    """Files of one kind. about: what they are for; files: the files."""

    about: str
    files: tuple[Download, ...]


def of_study(study: str) -> tuple[Downloads, ...]:
    """Return the files of a study, those for people first."""
    return tuple(
        Downloads(
            about,
            tuple(
                Download(form.title, urls.study_file(study, ending))
                for ending, form in FORMATS.items()
                if form.is_sheet is sheet
            ),
        )
        for about, sheet in _GROUPS
    )
