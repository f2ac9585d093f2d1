"""A draft as it is sent: as JSON, or as an uploaded file."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any

from flask import Request, abort
from flask_openapi3 import RawModel
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from indexer.documents.formats.registry import DRAFT_FORMATS, FORMATS, PLAIN, names
from indexer.documents.formats.text.decoding import mend_surrogates
from indexer.model import Document
from indexer.quoting.checking import look_of
from search_ui.api.frame import invalid
from search_ui.api.parameters import no_default
from search_ui.request.security import FILE_LIMIT
from search_ui.request.writer_service import DRAFT_LIMIT, require_short, writer_service

__all__ = ["SENT", "Draft", "DraftFile", "Upload", "draft_in", "draft_sent"]


if TYPE_CHECKING:
    FormatKey = str
    FileFormatKey = str
else:
    FormatKey = StrEnum("Format", {key.upper(): key for key in DRAFT_FORMATS})
    FormatKey.__doc__ = "How a draft is read."
    FileFormatKey = StrEnum("FileFormat", {one.key.upper(): one.key for one in FORMATS})
    FileFormatKey.__doc__ = "How the file of a draft is read."


class Draft(BaseModel):
    """A draft as text."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=DRAFT_LIMIT, description="The draft.")]
    format: Annotated[
        FormatKey,
        Field(
            default=None,
            description="What it is written in; without it, its look tells: Markdown or plain text.",
            json_schema_extra=no_default,
        ),
    ]

    @property
    def media_type(self) -> str:
        """The media type of what it is written in."""
        return DRAFT_FORMATS[self.format or look_of(self.text)].media_type


class DraftFile(BaseModel):
    __doc__ = f"A draft as a file: {names(FORMATS, 'or')}; text in any encoding. It holds one document."

    model_config = ConfigDict(extra="forbid")

    file: Annotated[str, Field(description="The file.", json_schema_extra={"format": "binary"})]
    format: Annotated[
        FileFormatKey,
        Field(
            description="What it is written in; without it, its name tells, or what it holds.",
            json_schema_extra=no_default,
        ),
    ] = FileFormatKey(PLAIN.key)


class Upload(RawModel):
    """What a draft can be sent as."""

    mimetypes: list[str] = ["application/json", "multipart/form-data"]


#: What is described for each of them.
SENT: dict[str, type[BaseModel]] = {"application/json": Draft, "multipart/form-data": DraftFile}


def draft_sent(request: Request) -> Document:
    """The draft in the body of a request.

    Raises BadRequest, UnsupportedMediaType, RequestEntityTooLarge, ReadingError, or pydantic's ValidationError.
    """
    if request.is_json:
        return _of_json(request)
    if request.mimetype == "multipart/form-data":
        return _of_form(request)
    raise UnsupportedMediaType("Send the draft as application/json or as multipart/form-data.")


def _of_json(request: Request) -> Document:
    try:
        sent: Any = json.loads(request.get_data())
    except ValueError as error:
        raise BadRequest(f"The body is no JSON: {error}.") from None
    except RecursionError:
        raise BadRequest("The JSON is nested too deeply; a draft is an object with its text.") from None
    if isinstance(sent, dict) and isinstance(sent.get("text"), str):
        sent["text"] = mend_surrogates(require_short(sent["text"]))
    try:
        draft = Draft.model_validate(sent)
    except ValidationError as error:
        abort(invalid(error))
    return writer_service().draft(draft.text, draft.media_type)


def _of_form(request: Request) -> Document:
    unknown = {*request.form, *request.files} - set(DraftFile.model_fields)
    if unknown or len(request.files.getlist("file")) != 1 or len(request.form.getlist("format")) > 1:
        raise BadRequest("Send one file as file, and if need be its format, and nothing else.")
    file = request.files["file"]
    named = request.form.get("format")
    known = {one.key: one.media_type for one in FORMATS}
    if named is not None and named not in known:
        raise BadRequest(f"format: {named!r} is none of {', '.join(known)}.")
    return draft_in(file, None if named is None else known[named])


def draft_in(file: FileStorage, media_type: str | None = None) -> Document:
    """The draft in an uploaded file; raises ReadingError, or RequestEntityTooLarge."""
    raw, name = file.read(FILE_LIMIT + 1), PurePosixPath((file.filename or "").replace("\\", "/")).name or "draft"
    if len(raw) > FILE_LIMIT:
        raise RequestEntityTooLarge(
            f"The file {name} is too large: {FILE_LIMIT // 2**20} MiB are taken at once. Check it with passageway check "
            "in a shell, which has no limit."
        )
    return writer_service().draft_of_file(raw, name, media_type)
