"""Somebody who signs in, with a password or with the code of an app."""

from django.urls import reverse

from servanda.registers.tests.factories import PASSWORD

NEW = "another long phrase of words"


def send(client, account, password=PASSWORD, **told):
    said = {"username": account.username, "password": password}
    return client.post(reverse("sign-in"), said, **told)


def is_signed_in(client) -> bool:
    return bool(client.get("/").wsgi_request.user.is_authenticated)


def shown(answer) -> str:
    return " ".join(answer.content.decode().split())
