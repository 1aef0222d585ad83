"""What a host may set, read once from flags and ``DEMIREG_*`` variables and then passed as an argument."""

import re
from typing import Final

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from demireg import __version__

_BASE: Final = re.compile(r"https?://[^\s/?#<>\"{}|^`\\][^\s<>\"{}|^`\\]*[/#]")

#: Less than this, and the service could not even start.
_LEAST_MEMORY: Final = 512


class Settings(BaseSettings):
    """Everything a host decides. Nothing below ``app`` and ``cli`` sees this object."""

    model_config = SettingsConfigDict(env_prefix="DEMIREG_", frozen=True)

    store: str = Field(default=".demireg/store", description="memory:, a folder, or a SPARQL endpoint's address")
    base: str = Field(
        default="https://w3id.org/realist/id/",
        description="where the identifiers of studies begin; ends in / or #",
    )
    host: str = Field(default="127.0.0.1", description="address the service listens on; loopback unless asked")
    port: int = Field(default=8000, ge=0, le=65535, description="port the service listens on; 0 picks a free one")
    hosts: str = Field(
        default="",
        description="names, parted by commas, under which browsers may sign in; this machine's own when empty",
    )
    curator: str = Field(
        default="local-curator",
        description="who signs in with the link that the service prints while nobody has an account",
    )
    memory_limit: int = Field(
        default=4096,
        description="megabytes that the service may take on Linux, 0 for no limit; a query that needs more ends it",
    )
    version: str = Field(default=__version__, description="version of this software, shown in every answer")

    @field_validator("store", "host")
    @classmethod
    def _not_empty(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("it is empty; leave it out, or say what it is")
        return value

    @field_validator("base")
    @classmethod
    def _is_a_namespace(cls, value: str) -> str:
        if not _BASE.fullmatch(value):
            raise ValueError("it should begin with http:// or https://, end in / or #, and hold no spaces")
        return value

    @field_validator("memory_limit")
    @classmethod
    def _is_enough(cls, value: int) -> int:
        if value != 0 and value < _LEAST_MEMORY:
            raise ValueError(f"it should be 0 for no limit, or at least {_LEAST_MEMORY}")
        return value
