"""What refusals say, in the caller's language (specification, 4)."""

from __future__ import annotations

from typing import Final, NamedTuple


class Text(NamedTuple):
    """A status, and a sentence by language."""

    status: int
    en: str
    de: str
    fr: str


EXPECTED: Final[dict[str, dict[str, str]]] = {
    "a text": {"de": "ein Text", "fr": "un texte"},
    "a GUID": {"de": "eine GUID", "fr": "un GUID"},
    "a number": {"de": "eine Zahl", "fr": "un nombre"},
    "a whole number": {"de": "eine ganze Zahl", "fr": "un nombre entier"},
    "a whole number of 32 bits": {"de": "eine ganze Zahl mit 32 Bit", "fr": "un nombre entier de 32 bits"},
    "a date": {"de": "ein Datum", "fr": "une date"},
    "true or false": {"de": "true oder false", "fr": "true ou false"},
    "base64": {"de": "Base64", "fr": "base64"},
    "8 bytes in base64": {"de": "8 Byte in Base64", "fr": "8 octets en base64"},
    "valid": {"de": "gültig", "fr": "valide"},
}
"""What a value should have been: words that stand in sentences."""

UNKNOWN_ATTRIBUTE: Final = Text(
    400,
    "Class {definition} does not contain attribute {name}.",
    "Die Klasse {definition} enthält kein Attribut {name}.",
    "La classe {definition} ne contient pas l'attribut {name}.",
)
WRONG_SHAPE: Final = Text(
    400,
    "The value of {definition}.{name} is not {expected}.",
    "Der Wert von {definition}.{name} hat nicht die erwartete Form ({expected}).",
    "La valeur de {definition}.{name} n'a pas la forme attendue ({expected}).",
)
TOO_LONG: Final = Text(
    400,
    "The value of {definition}.{name} is longer than {limit}.",
    "Der Wert von {definition}.{name} ist länger als {limit}.",
    "La valeur de {definition}.{name} dépasse {limit}.",
)
WRONG_REFERENCE: Final = Text(
    500,
    "Wrong reference: {definition}.{name} = {value}.",
    "Falscher Verweis: {definition}.{name} = {value}.",
    "Référence incorrecte : {definition}.{name} = {value}.",
)
MANDATORY: Final = Text(
    500,
    "Attribute {name} is mandatory.",
    "Das Attribut {name} ist ein Pflichtfeld.",
    "L'attribut {name} est obligatoire.",
)
UNKNOWN_DEFINITION: Final = Text(
    500,
    "Data definition {name} not found.",
    "Die Datendefinition {name} wurde nicht gefunden.",
    "La définition de données {name} est introuvable.",
)
UNKNOWN_ITEM: Final = Text(
    500,
    "Configuration item {name} not found.",
    "Das Configuration Item {name} wurde nicht gefunden.",
    "L'élément de configuration {name} est introuvable.",
)
CONCURRENCY: Final = Text(
    500,
    "Concurrency. The object has been updated by another process.",
    "Konflikt. Das Objekt wurde von einem anderen Prozess geändert.",
    "Conflit. L'objet a été modifié par un autre processus.",
)
