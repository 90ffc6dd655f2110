"""Looking after the data: is everything sound, and putting right what is not."""

from __future__ import annotations

from crm_desktop.services.upkeep.check import CheckResult, check, check_folder

__all__ = ["CheckResult", "check", "check_folder"]
