"""The room: registers, who works in them and with which rights; what every entry has."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "servanda.registers"
