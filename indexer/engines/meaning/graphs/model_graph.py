"""A graph whose steps are looked up by what they make, and others put in their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.meaning.graphs.onnx_messages import FLOAT, INT64, Message

__all__ = ["ModelGraph"]

#: Numbers of kinds of attributes (AttributeProto.AttributeType).
_A_FLOAT, _AN_INTEGER = 1, 2

_LAYOUTS = {FLOAT: "<f4", INT64: "<i8"}

#: Where ONNX Runtime's own steps are from, beside those of the standard.
_OWN = "com.microsoft"


class ModelGraph:
    """The steps ("nodes") of a model, in the order of computing, and its constants ("initializers") by name. What is looked
    up is the graph as it was, whatever has been put in the place of its steps."""

    def __init__(self, model: Message) -> None:
        self._model = model
        self.steps: list[Message] = list(model.graph.node)
        self.tensors: dict[str, Message] = {tensor.name: tensor for tensor in model.graph.initializer}
        self._makers = {name: step for step in self.steps for name in step.output}
        self._takers: dict[str, list[Message]] = defaultdict(list)
        for step in self.steps:
            for name in step.input:
                self._takers[name].append(step)
        self._instead: dict[str, Sequence[Message]] = {}

    def maker(self, name: str, kind: str) -> Message | None:
        """The step that makes this value, where it is one of this kind."""
        step = self._makers.get(name)
        return step if step is not None and step.op_type == kind else None

    def takers(self, name: str) -> Sequence[Message]:
        """The steps that take this value."""
        return self._takers[name]

    def only_taker(self, name: str, kind: str) -> Message | None:
        """The step that takes this value, where it is the only one and of this kind."""
        takers = self._takers[name]
        return takers[0] if len(takers) == 1 and takers[0].op_type == kind else None

    def numbers(self, name: str) -> NDArray[np.generic] | None:
        """A constant's numbers, one after the other; None where it is none of floats or of long integers."""
        tensor = self.tensors.get(name)
        if tensor is None or tensor.data_type not in _LAYOUTS or not tensor.raw_data:
            return None
        return np.frombuffer(tensor.raw_data, _LAYOUTS[tensor.data_type])

    def number(self, name: str) -> float | None:
        """The number of a constant that has one."""
        numbers = self.numbers(name)
        return float(numbers[0]) if numbers is not None and len(numbers) == 1 else None

    def in_a_row(self, name: str) -> str:
        """The name of a constant with the numbers of this one in one dimension."""
        flat = f"{name}/row"
        if flat not in self.tensors:
            tensor = self._model.graph.initializer.add()
            tensor.CopyFrom(self.tensors[name])
            tensor.name, tensor.dims[:] = flat, [int(np.prod(tensor.dims))]
            self.tensors[flat] = tensor
        return flat

    def step(
        self, kind: str, inputs: Sequence[str], outputs: Sequence[str], own: bool = False, **said: float
    ) -> Message:
        """A new step, in no graph yet; ``own`` is one of ONNX Runtime's; ``said`` are its attributes."""
        made = type(self.steps[0])(op_type=kind, input=inputs, output=outputs, name=f"{outputs[0]}/{kind}")
        made.domain = _OWN if own else ""
        for name, value in said.items():
            if isinstance(value, int):
                made.attribute.add(name=name, i=value, type=_AN_INTEGER)
            else:
                made.attribute.add(name=name, f=value, type=_A_FLOAT)
        return made

    def put(self, steps: Sequence[Message], step: Message) -> None:
        """Puts steps in the place of the one that makes the value that the last of them makes."""
        self._instead[step.output[0]] = steps

    def finished(self) -> bytes:
        """The model's file, without what nobody needs any more."""
        steps = [new for old in self.steps for new in self._instead.get(old.output[0], [old])]
        graph, kept = self._model.graph, []
        needed = {value.name for value in graph.output}
        for step in reversed(steps):
            if needed.intersection(step.output):
                needed.update(step.input)
                kept.append(type(step).FromString(step.SerializeToString()))
        graph.ClearField("node")
        graph.node.extend(reversed(kept))
        for place in reversed([n for n, tensor in enumerate(graph.initializer) if tensor.name not in needed]):
            del graph.initializer[place]
        if not any(used.domain == _OWN for used in self._model.opset_import):
            self._model.opset_import.add(domain=_OWN, version=1)
        return bytes(self._model.SerializeToString())
