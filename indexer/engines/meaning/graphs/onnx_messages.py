"""The fields of ONNX's messages that are read or written here; all others are kept as they are, unread.

Numbers and types are those of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3). Protocol Buffers keep
what a schema does not name, so that these few need no package but the one ONNX Runtime brings.
"""

from __future__ import annotations

from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

__all__ = ["FLOAT", "INT8", "INT64", "Message", "model_of"]

#: Numbers of element types (TensorProto.DataType).
FLOAT, INT8, INT64 = 1, 3, 7

#: A message; its attributes are made from the table below.
Message = Any

_PACKAGE = "passageway_onnx"
_FIELD = descriptor_pb2.FieldDescriptorProto

#: Fields by message: name, number, type (a name: a message), and whether it repeats.
_MESSAGES: dict[str, tuple[tuple[str, int, int | str, bool], ...]] = {
    "Model": (("graph", 7, "Graph", False), ("opset_import", 8, "Opset", True)),
    "Opset": (("domain", 1, _FIELD.TYPE_STRING, False), ("version", 2, _FIELD.TYPE_INT64, False)),
    "Graph": (("node", 1, "Node", True), ("initializer", 5, "Tensor", True), ("output", 12, "Value", True)),
    "Value": (("name", 1, _FIELD.TYPE_STRING, False),),
    "Node": (
        ("input", 1, _FIELD.TYPE_STRING, True),
        ("output", 2, _FIELD.TYPE_STRING, True),
        ("name", 3, _FIELD.TYPE_STRING, False),
        ("op_type", 4, _FIELD.TYPE_STRING, False),
        ("attribute", 5, "Attribute", True),
        ("domain", 7, _FIELD.TYPE_STRING, False),
    ),
    "Attribute": (
        ("name", 1, _FIELD.TYPE_STRING, False),
        ("f", 2, _FIELD.TYPE_FLOAT, False),
        ("i", 3, _FIELD.TYPE_INT64, False),
        ("ints", 8, _FIELD.TYPE_INT64, True),
        ("type", 20, _FIELD.TYPE_INT32, False),
    ),
    "Tensor": (
        ("dims", 1, _FIELD.TYPE_INT64, True),
        ("data_type", 2, _FIELD.TYPE_INT32, False),
        ("name", 8, _FIELD.TYPE_STRING, False),
        ("raw_data", 9, _FIELD.TYPE_BYTES, False),
    ),
}


def model_of(data: bytes) -> Message | None:
    """The model that a file's bytes are; None where they are none."""
    try:
        return _model_class().FromString(data)
    except DecodeError:
        return None


def _model_class() -> Any:
    file = descriptor_pb2.FileDescriptorProto(name=f"{_PACKAGE}.proto", package=_PACKAGE, syntax="proto2")
    for name, fields in _MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, kind, repeats in fields:
            label = _FIELD.LABEL_REPEATED if repeats else _FIELD.LABEL_OPTIONAL
            added = message.field.add(name=field, number=number, label=label)
            if isinstance(kind, str):
                added.type, added.type_name = _FIELD.TYPE_MESSAGE, f".{_PACKAGE}.{kind}"
            else:
                added.type = kind
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.Model"))
