"""What a host may set, read once from flags and ``DEMIREG_*`` variables and then passed as an argument."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from demireg import __version__


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
    version: str = Field(default=__version__, description="version of this software, shown in every answer")
