"""Asking for long work, and doing it once whatever happens to the workers."""

from servanda.tasks.actions.leasing import (
    ATTEMPTS,
    SPARED,
    LeaseLost,
    ask_for,
    fail_task,
    finish_task,
    forget_reasons,
    keep_task,
    take_task,
)
from servanda.tasks.actions.working import do_task, work_off, work_until

__all__ = [
    "ATTEMPTS",
    "SPARED",
    "LeaseLost",
    "ask_for",
    "do_task",
    "fail_task",
    "finish_task",
    "forget_reasons",
    "keep_task",
    "take_task",
    "work_off",
    "work_until",
]
