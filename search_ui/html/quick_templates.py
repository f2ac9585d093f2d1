"""Templates that say the same in less time: two hooks of Jinja's, for what a page of results does a thousand times.

A value in braces is written by one function in place of three, as a plain string: what surrounds it makes it Markup.
Attributes are read by Python's own ``getattr`` and, where there is none, as Jinja does. Messages without values are looked
up in the words of the page's language. Macros and functions are called without looking each time through all the ways in
which they might take the context.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from search_ui.html.nesting import escaped

__all__ = ["quicken"]

#: What is called as it is, where it is not marked as taking the context.
_FUNCTIONS = (FunctionType, MethodType)

#: What compiled templates call the function that writes a value, and the one that gives the words of the page's language.
_NAME = "environment.written"
_WORDS = "environment.words"

#: The function of gettext's.
_GETTEXT = "_"


def quicken(
    environment: Environment, said: Callable[[str], str] = str, words: Callable[[], Mapping[str, Markup]] | None = None
) -> None:
    """Has templates that are compiled from now on be written so; strings have what HTML cannot carry as U+FFFD. ``said``
    gives what a page says in its own language where it is a kind of string of its own, such as a phrase; ``words`` gives
    what the function ``_`` gives of the page's language, by the message."""
    environment.code_generator_class = _CodeGenerator
    environment.context_class = _Context

    def written(value: object) -> str:
        """A value as it stands in a page: what is HTML as it is, all else escaped."""
        if type(value) is Markup:
            return value
        if type(value) is not str:
            if hasattr(value, "__html__"):
                return str(value.__html__())
            value = said(value) if isinstance(value, str) else str(value)
        return escaped(value)

    vars(environment).update(written=written, words=words)


class _CodeGenerator(CodeGenerator):
    """Writes values by ``written`` where all is escaped, which is known as a template is compiled."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_escaped(frame):
            super()._output_child_pre(node, frame, finalize)
            return
        if isinstance(node, nodes.CondExpr) and node.expr2 is None:
            node.expr2 = nodes.Const("")  # else it is made to say that there is nothing, which is written as this
        self.write("(" if self._message(node) is not None else f"{_NAME}(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if _is_escaped(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute of a value; what has none is left to Jinja."""
        value, got = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({got} if ({got} := getattr(({value} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr({value}, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A message without values, looked up; any other call as Jinja writes it."""
        message = self._message(node)
        if message is None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
        else:
            self.write(f"{_WORDS}()[{message!r}]")

    def _message(self, node: nodes.Node) -> str | None:
        """The message that a node says in the page's language as it is; None where it is anything else."""
        if vars(self.environment)["words"] is None or not isinstance(node, nodes.Call):
            return None
        if not isinstance(node.node, nodes.Name) or node.node.name != _GETTEXT or node.kwargs or len(node.args) != 1:
            return None
        (said,) = node.args
        return said.value if isinstance(said, nodes.Const) and isinstance(said.value, str) else None


def _is_escaped(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile


class _Context(Context):
    """Calls macros, and functions that take no context, at once."""

    def call(self, called: Any, /, *args: Any, **names: Any) -> Any:
        """``called``, as templates call it: with the context or its like where it takes them."""
        is_macro = type(called) is Macro
        if not is_macro and (type(called) not in _FUNCTIONS or hasattr(called, "jinja_pass_arg")):
            return super().call(called, *args, **names)
        if names:
            names.pop("_block_vars", None)
            names.pop("_loop_vars", None)
        if not is_macro:
            return called(*args, **names)
        if not names and len(args) == len(called.arguments) and not _takes_more(called):
            return called._invoke(list(args), self.eval_ctx.autoescape)  # nothing that may be missing is looked for
        return called(self.eval_ctx, *args, **names)


def _takes_more(macro: Macro) -> bool:
    return bool(macro.catch_kwargs or macro.catch_varargs or macro.caller)
