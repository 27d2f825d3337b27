"""What verbs know: what their refusals say in the caller's language, and the words that they look for (specification, 9)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.vocabulary import messages, pickups, states
from chalicelib.dialects.matrix42.vocabulary.messages import Text

REQUIRED: Final = Text(400, "{name} is required.", "{name} wird benötigt.", "{name} est obligatoire.")
WRONG_SHAPE: Final = Text(
    400,
    "The value of {name} is not {expected}.",
    "Der Wert von {name} hat nicht die erwartete Form ({expected}).",
    "La valeur de {name} n'a pas la forme attendue ({expected}).",
)
NO_LIST: Final = Text(
    400,
    "The value of {name} is not a list.",
    "Der Wert von {name} ist keine Liste.",
    "La valeur de {name} n'est pas une liste.",
)
NO_OBJECT: Final = Text(
    400,
    "The value of {name} is not an object.",
    "Der Wert von {name} ist kein Objekt.",
    "La valeur de {name} n'est pas un objet.",
)
TOO_LONG: Final = Text(
    400,
    "The value of {name} is longer than {limit}.",
    "Der Wert von {name} ist länger als {limit}.",
    "La valeur de {name} dépasse {limit}.",
)
TOO_MANY: Final = Text(
    400,
    "{name} names more than {limit}.",
    "{name} nennt mehr als {limit}.",
    "{name} en désigne plus de {limit}.",
)
WRONG_VALUE: Final = Text(
    400,
    "There is no {value} for {name}.",
    "{value} gibt es für {name} nicht.",
    "{value} n'existe pas pour {name}.",
)
IN_USE: Final = Text(
    400,
    "The value of {name} is in use.",
    "Der Wert von {name} wird bereits verwendet.",
    "La valeur de {name} est déjà utilisée.",
)
NO_SUCH_TICKET: Final = Text(
    404,
    "{name}: there is no ticket with the id {value}.",
    "{name}: Es gibt kein Ticket mit der ID {value}.",
    "{name} : il n'y a pas de ticket avec l'ID {value}.",
)
NO_SUCH_TYPE: Final = Text(
    400,
    "{name}: {value} is no type of tickets.",
    "{name}: {value} ist kein Typ von Tickets.",
    "{name} : {value} n'est pas un type de ticket.",
)
NOT_TO_BE_CREATED: Final = Text(
    400,
    "Activity type {value} ({type}) can not be created by this operation.",
    "Der Aktivitätstyp {value} ({type}) kann mit dieser Operation nicht erstellt werden.",
    "Le type d'activité {value} ({type}) ne peut pas être créé par cette opération.",
)
CLOSED: Final = Text(
    400,
    "Ticket {number} is closed.",
    "Das Ticket {number} ist geschlossen.",
    "Le ticket {number} est clôturé.",
)
NOT_DONE: Final = Text(
    400,
    "Ticket {number} is neither closed nor resolved.",
    "Das Ticket {number} ist weder geschlossen noch gelöst.",
    "Le ticket {number} n'est ni clôturé ni résolu.",
)
OTHER_TYPE: Final = Text(
    400,
    "Ticket {number} is not of the type {type}.",
    "Das Ticket {number} ist nicht vom Typ {type}.",
    "Le ticket {number} n'est pas du type {type}.",
)
NOT_TO_COME: Final = Text(
    400,
    "{name} is not in the future.",
    "{name} liegt nicht in der Zukunft.",
    "{name} n'est pas dans le futur.",
)
NOT_AFTER: Final = Text(
    400,
    "{name} is not after {other}.",
    "{name} liegt nicht nach {other}.",
    "{name} n'est pas postérieur à {other}.",
)
OUT_OF_RANGE: Final = Text(
    400,
    "The value of {name} is not from {lowest} to {highest}.",
    "Der Wert von {name} liegt nicht zwischen {lowest} und {highest}.",
    "La valeur de {name} n'est pas comprise entre {lowest} et {highest}.",
)
NO_PERSON: Final = Text(
    400,
    "There is no person behind your account.",
    "Hinter Ihrem Konto steht keine Person.",
    "Aucune personne n'est associée à votre compte.",
)
NEITHER: Final = Text(
    400,
    "Neither {name} nor {other} is given.",
    "Weder {name} noch {other} ist angegeben.",
    "Ni {name} ni {other} n'est indiqué.",
)

TEXTS: Final = {
    messages.WRONG_SHAPE: WRONG_SHAPE,
    messages.TOO_LONG: TOO_LONG,
    messages.WRONG_REFERENCE: WRONG_VALUE,
    messages.MANDATORY: REQUIRED,
}
"""What is said of attributes, as said of members: a verb that is asked for wrongly is always 400."""

VISIBLE: Final = {
    row.key: bool(row.values["VisibleInPortal"])
    for each in pickups.PICKUPS
    if each.name == pickups.ENTRY_TYPE
    for row in each.rows
}
"""Whether requesters may read what verbs note in the journal, by action."""
CLOSED_STATE: Final = states.STATES["closed"]
USUAL_REASON: Final = states.REASONS["solved"]

REQUEST_WORDS: Final = frozenset(
    (
        # English
        *("order", "orders", "ordering", "request", "requests", "requesting", "need", "needs", "needed", "access"),
        *("install", "installation", "installing", "new", "provide", "purchase", "buy"),
        # German
        *("bestellen", "bestellung", "bestelle", "anfrage", "anfordern", "anforderung", "brauche", "brauchen"),
        *("benötige", "benötigen", "benötigt", "zugang", "zugriff", "installieren", "installation", "neu", "neue"),
        *("neuen", "neuer", "neues", "beantragen", "antrag", "kaufen"),
        # French
        *("commander", "commande", "demander", "demande", "besoin", "accès", "installer", "nouveau", "nouvel"),
        *("nouvelle", "nouveaux", "nouvelles", "acheter"),
    )
)
"""Words of requests. People don't always write in the language of their profile, so those of all languages count."""
