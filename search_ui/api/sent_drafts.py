"""A draft as it is sent: as JSON, or as an uploaded file."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from flask import Request, abort
from flask_openapi3 import RawModel
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from indexer.documents.formats.registry import DRAFT_FORMATS, PLAIN, Format, format_of_name, names
from indexer.documents.formats.text.decoding import decode, mend_surrogates
from indexer.errors import ReadingError
from indexer.model import Document
from search_ui.api.frame import invalid
from search_ui.api.parameters import no_default
from search_ui.request.writer_service import DRAFT_LIMIT, require_short, writer_service

__all__ = ["SENT", "Draft", "DraftFile", "Upload", "draft_sent", "format_of_file", "text_of"]


if TYPE_CHECKING:
    FormatKey = str
else:
    FormatKey = StrEnum("Format", {key.upper(): key for key in DRAFT_FORMATS})
    FormatKey.__doc__ = "How a draft is read."


def format_of_file(name: str) -> Format:
    """The format of a draft's file by its ending; plain text for what is not known."""
    found = format_of_name(name)
    return found if found and found.for_drafts else PLAIN


class Draft(BaseModel):
    """A draft as text."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=DRAFT_LIMIT, description="The draft.")]
    format: Annotated[FormatKey, Field(description="What it is written in.")] = FormatKey(PLAIN.key)


class DraftFile(BaseModel):
    __doc__ = f"A draft as a file: {names(DRAFT_FORMATS.values(), 'or')}, in any encoding."

    model_config = ConfigDict(extra="forbid")

    file: Annotated[str, Field(description="The file.", json_schema_extra={"format": "binary"})]
    format: Annotated[
        FormatKey,
        Field(
            description="What it is written in; without it, the ending of its name tells.", json_schema_extra=no_default
        ),
    ] = FormatKey(PLAIN.key)


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
        sent: Any = request.get_json()
    except RecursionError:
        raise BadRequest("The JSON is nested too deeply; a draft is an object with its text.") from None
    if isinstance(sent, dict) and isinstance(sent.get("text"), str):
        sent["text"] = mend_surrogates(require_short(sent["text"]))
    try:
        draft = Draft.model_validate(sent)
    except ValidationError as error:
        abort(invalid(error))
    return writer_service().draft(draft.text, DRAFT_FORMATS[draft.format].media_type)


def _of_form(request: Request) -> Document:
    unknown = {*request.form, *request.files} - set(DraftFile.model_fields)
    if unknown or len(request.files.getlist("file")) != 1 or len(request.form.getlist("format")) > 1:
        raise BadRequest("Send one file as file, and if need be its format, and nothing else.")
    file = request.files["file"]
    named = request.form.get("format")
    if named is not None and named not in DRAFT_FORMATS:
        raise BadRequest(f"format: {named!r} is none of {', '.join(DRAFT_FORMATS)}.")
    style = DRAFT_FORMATS[named] if named is not None else format_of_file(file.filename or "")
    return writer_service().draft(text_of(file), style.media_type, file.filename or "draft")


def text_of(file: FileStorage) -> str:
    """The text of an uploaded file, in whatever encoding it is; raises ReadingError, or RequestEntityTooLarge."""
    raw = file.read()
    try:
        return require_short(decode(raw).text) if raw else ""
    except ReadingError as error:
        raise ReadingError(f"the file {file.filename or ''} cannot be read: {error}.") from None
