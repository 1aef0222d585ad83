"""What every block of a sheet shares: strict keys and the types of single values."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator

from demireg.services.importing import sheet_values

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Address = Annotated[Text, AfterValidator(sheet_values.address)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,79}$")]
Label = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
Count = Annotated[int, Field(ge=0, le=10_000_000), BeforeValidator(sheet_values.number)]
Confidence = Literal["explicit", "inferred"]
Star = Literal["modified_only", "both"]
TagOrigin = Literal["researcher_tagged", "quote_tagged", "untagged_narrative"]
RoleName = Literal["context", "intervention", "mechanism", "outcome"]


class Block(BaseModel):
    """A block of keys: unknown ones are refused, numbers may stand for text."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    _filled = field_validator("*", mode="before", check_fields=False)(sheet_values.filled)
    _days = field_validator(
        "date", "received", "accepted", "published", "published_online", mode="before", check_fields=False
    )(sheet_values.day)
    _years = field_validator("year", mode="before", check_fields=False)(sheet_values.number)
