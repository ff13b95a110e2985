"""What requests may hold; anything else is refused in words."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from hinge.web.problems import Failure, refusal

MOST_BYTES = 64 * 1024
"""Largest body; a state of fifty names is under 4 kB."""
LONGEST = 200  # characters in a name
BAD = 400
TOO_LARGE = 413
WRONG_TYPE = 415

Word = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Names = Annotated[tuple[Word, ...], Field(max_length=64)]
Number = Annotated[int, Field(ge=0, le=2**31)]
Asked = TypeVar("Asked", bound="Body")


class Body(BaseModel):
    """A request; unknown fields and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    scenario: Word


class Branch(BaseModel):
    """What campaigns go on from: the assessment's at the end of ``day``, all or the one ``run``."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    day: Number
    run: Number | None = None


class Open(Body):
    """Make a scenario ready."""


class Pictures(Body):
    """Pictures of a state; the latest ``request`` of a ``client`` and ``slot`` wins."""

    names: Names
    branch: Branch | None = None
    outcome: Annotated[str, Field(max_length=LONGEST)] = ""
    client: Annotated[str, Field(min_length=1, max_length=64)]
    slot: Literal["a", "b"]
    request: Number


class OneCampaign(Body):
    """One campaign of a state."""

    names: Names
    run: Number
    branch: Branch | None = None


class WhyArea(Body):
    """Why an area is held as it is on a day, in all runs or in one."""

    names: Names
    area: Word
    day: Number
    run: Number | None = None
    branch: Branch | None = None


class WhyClaim(Body):
    """What the verdict on a claim rests on."""

    names: Names
    claim: Word
    branch: Branch | None = None


class Report(Body):
    """A report of state ``b`` beside state ``a``, or of ``a`` where there is no other."""

    a: Names
    b: Names | None = None
    draws: Annotated[int, Field(ge=50, le=4096)] | None = None


async def read(request: Request, kind: type[Asked]) -> Asked:
    """Return the body of a request as what it should be; Failure where it is not that."""
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sent != "application/json":
        raise refusal(
            WRONG_TYPE,
            "content_type",
            f"The request says that it is {sent or 'nothing in particular'}, not application/json.",
            "A form on another page could send that without asking.",
            "Send JSON, with its Content-Type.",
        )
    try:
        return kind.model_validate_json(await _bounded(request))
    except ValidationError as error:
        raise _problems(error) from None


async def _bounded(request: Request) -> bytes:
    """Return the body; Failure as soon as it is known to be too large."""
    parts: list[bytes] = []
    size = 0
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > MOST_BYTES:
        raise _too_large()
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            raise _too_large()
        parts.append(part)
    return b"".join(parts)


def _too_large() -> Failure:
    """Return the failure for a body beyond the bound."""
    return refusal(
        TOO_LARGE,
        "too_large",
        f"The request is larger than {MOST_BYTES // 1024} kB.",
        "No state of a page is as large as that.",
        "Send the names of what is changed, and no more.",
    )


def _problems(error: ValidationError) -> Failure:
    """Return what is wrong with the fields of a request, one problem each."""
    found: list[dict[str, Any]] = []
    for one in error.errors():
        place = ".".join(str(part) for part in one["loc"])
        found += refusal(
            BAD,
            str(one["type"]),
            f"The field {place or '(whole)'} of the request is wrong: {one['msg']}.",
            "It cannot be answered.",
            "Reload the page; a link may have been cut short.",
            place=place,
        ).problems
    return Failure(BAD, tuple(found))
