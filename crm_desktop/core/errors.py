"""Errors that a person can do something about.

Everything that is not a :class:`UserError` is a bug and flies to the one error hook.
"""

from __future__ import annotations

from crm_desktop.core.i18n import Text, render

_WIDE_ENDS = ("。", "！", "？")
"""After which Chinese has no space."""


class UserError(Exception):
    """A refused or failed action with nothing changed.

    ``code`` is one of the stable codes of the command line (``bad_file``, ``busy`` …),
    ``message`` says what happened, ``advice`` what to do about it, ``details`` holds
    machine-readable facts that the command line adds to its answer.
    """

    def __init__(
        self, code: str, message: Text, advice: Text | None = None, *, details: dict[str, object] | None = None
    ) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.advice = advice
        self.details = details or {}

    def text(self) -> str:
        """Message and advice as one paragraph in the language in force."""
        parts = [render(self.message)]
        if self.advice is not None:
            parts.append(render(self.advice))
        return ("" if parts[0].endswith(_WIDE_ENDS) else " ").join(parts)


class ConflictError(UserError):
    """Somebody else changed the same thing first; ``details["conflicts"]`` lists what stands in the way."""

    def __init__(self, message: Text, advice: Text | None = None, *, conflicts: list[dict[str, object]]) -> None:
        super().__init__("conflict", message, advice, details={"conflicts": conflicts})
        self.conflicts = conflicts


class ValidationError(UserError):
    """Values that can't be stored: ``problems`` maps a field name to the reason shown under the field."""

    def __init__(self, message: Text, problems: dict[str, Text]) -> None:
        super().__init__(
            "invalid", message, details={"fields": {name: render(reason) for name, reason in problems.items()}}
        )
        self.problems = problems


class Cancelled(Exception):  # noqa: N818 - not an error: the person asked for it
    """Raised inside a job after the person pressed Cancel; everything is rolled back."""
