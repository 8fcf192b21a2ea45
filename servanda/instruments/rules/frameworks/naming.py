"""The public names of what comes from frameworks: the same in every installation."""

from typing import Final
from uuid import UUID, uuid5

_NAMESPACE: Final = UUID("b1f8c7a4-4b52-5d0e-8a5c-0e6d9f27c3a1")


def public_name(framework: str, *parts: str) -> UUID:
    """Return the public name (UUID version 5) of a framework or of what its parts lead to."""
    return uuid5(_NAMESPACE, "/".join((framework, *parts)))


def provision_name(framework: str, key: str) -> UUID:
    """Return the public name of a provision of a framework by its key: `gcm`, `26 (c)`."""
    return public_name(framework, "provision", key)
