"""Frameworks in the library register: compared with their files first, then brought up to them."""

from servanda.instruments.importing.frameworks.differing import FrameworkDifference
from servanda.instruments.importing.frameworks.installing import (
    INSTALLED,
    install_frameworks,
    is_installed,
    library_there,
    preview_framework,
)

__all__ = [
    "INSTALLED",
    "FrameworkDifference",
    "install_frameworks",
    "is_installed",
    "library_there",
    "preview_framework",
]
