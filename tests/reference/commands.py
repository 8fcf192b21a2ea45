"""The page of the commands, from what each asks for."""

from __future__ import annotations

import argparse
from importlib import import_module

from servanda.commands import COMMANDS
from tests.reference.pages import put_between, table


def with_options(page: str) -> str:
    """Return the page of the commands with each command's call and options as they are now."""
    for name in COMMANDS:
        page = put_between(page, name, options_of(name))
    return page


def options_of(name: str) -> str:
    """Return the call of a command and a table of what can be given to it."""
    parser = argparse.ArgumentParser(prog=f"servanda {name}", add_help=False)
    command = import_module(COMMANDS[name])
    command.add_arguments(parser)
    said = f"{command.SUMMARY[0].upper()}{command.SUMMARY[1:]}."
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        return "\n\n".join(call_and_table(name, parser, said))
    parts = [
        part
        for action in inner[0]._choices_actions
        for part in call_and_table(
            f"{name} {action.dest}", inner[0].choices[action.dest], sentence(action.help or "")
        )
    ]
    return "\n\n".join([said, *parts])


def call_and_table(name: str, parser: argparse.ArgumentParser, said: str) -> list[str]:
    shown = [
        action
        for action in parser._actions
        if action.help != argparse.SUPPRESS and not isinstance(action, argparse._HelpAction)
    ]
    call = " ".join([f"servanda {name}", *(called(action) for action in shown)])
    rows = [[f"`{spelled(action)}`", meaning(action)] for action in shown]
    return [f"`{call}`", said, table(["given", "means"], rows)]


def sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def spelled(action: argparse.Action) -> str:
    """Return an option with what it takes, as one writes it."""
    if not action.option_strings:
        return str(action.metavar or action.dest)
    if action.nargs == 0:
        return action.option_strings[-1]
    taken = "|".join(map(str, action.choices)) if action.choices else action.metavar
    return f"{action.option_strings[-1]} {taken or action.dest.upper()}"


def called(action: argparse.Action) -> str:
    if not action.option_strings:
        return spelled(action) + ("…" if action.nargs == "+" else "")
    return spelled(action) if action.required else f"[{spelled(action)}]"


def meaning(action: argparse.Action) -> str:
    return (action.help or "") % {"default": action.default, "prog": "servanda"}
