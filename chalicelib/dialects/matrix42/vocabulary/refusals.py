"""What is said of the errors that all dialects have in common, by language (specification, 4)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.vocabulary.messages import Text

INVALID: Final = Text(400, "The request is invalid.", "Die Anfrage ist ungültig.", "La requête n'est pas valide.")
EXPRESSION: Final = Text(
    500,
    "{sentence}",
    "ExpressionParser: Der Ausdruck ist an Position {position} nicht gültig.",
    "ExpressionParser : l'expression n'est pas valide à la position {position}.",
)
"""What exactly is wrong is said in English, as the detail."""
UNAUTHORIZED: Final = Text(
    401,
    "Authorization has been denied for this request.",
    "Die Anmeldung wurde für diese Anfrage verweigert.",
    "L'autorisation a été refusée pour cette requête.",
)
NOT_EXCHANGED: Final = Text(
    406,
    "The token is not an access token. Exchange the API token for one.",
    "Das Token ist kein Zugriffstoken. Tauschen Sie das API-Token gegen eines ein.",
    "Le jeton n'est pas un jeton d'accès. Échangez le jeton d'API.",
)
TOKEN_EXPIRED: Final = Text(
    406,
    "The access token has expired.",
    "Das Zugriffstoken ist abgelaufen.",
    "Le jeton d'accès a expiré.",
)
FORBIDDEN: Final = Text(
    403,
    "You do not have permission to do this.",
    "Sie haben keine Berechtigung dafür.",
    "Vous n'avez pas l'autorisation nécessaire.",
)
OUTSIDE: Final = Text(
    403,
    "You are not in the audience of {operation}.",
    "Sie gehören nicht zur Zielgruppe von {operation}.",
    "Vous ne faites pas partie du public de {operation}.",
)
NO_RESOURCE: Final = Text(
    404,
    "No HTTP resource was found that matches the request URI '{uri}'.",
    "Es wurde keine HTTP-Ressource gefunden, die zur Anfrage-URI '{uri}' passt.",
    "Aucune ressource HTTP ne correspond à l'URI '{uri}'.",
)
NOT_FOUND: Final = Text(404, "It was not found.", "Es wurde nicht gefunden.", "Introuvable.")
WRONG_VERB: Final = Text(
    405,
    "The requested resource does not support the method {method}.",
    "Die angeforderte Ressource unterstützt die Methode {method} nicht.",
    "La ressource demandée ne prend pas en charge la méthode {method}.",
)
DECOMMISSIONED: Final = Text(
    410,
    "{operation} was decommissioned.",
    "{operation} wurde abgeschaltet.",
    "{operation} a été mis hors service.",
)
DECOMMISSIONED_FOR: Final = Text(
    410,
    "{operation} was decommissioned; use {successor}.",
    "{operation} wurde abgeschaltet; verwenden Sie {successor}.",
    "{operation} a été mis hors service ; utilisez {successor}.",
)
TOO_LARGE: Final = Text(
    413,
    "The request exceeds the limit of 4 MiB.",
    "Die Anfrage überschreitet die Grenze von 4 MiB.",
    "La requête dépasse la limite de 4 Mio.",
)
MEDIA_TYPE: Final = Text(
    415,
    "The request needs a body with the content type application/json.",
    "Die Anfrage braucht einen Inhalt vom Typ application/json.",
    "La requête demande un contenu du type application/json.",
)
TOO_MANY: Final = Text(
    429,
    "Too many requests. Try again in {seconds} seconds.",
    "Zu viele Anfragen. Versuchen Sie es in {seconds} Sekunden wieder.",
    "Trop de requêtes. Réessayez dans {seconds} secondes.",
)
CONFLICT: Final = Text(
    400,
    "What is asked for contradicts what is stored.",
    "Das Gewünschte widerspricht dem Gespeicherten.",
    "La demande contredit les données enregistrées.",
)
TIMED_OUT: Final = Text(
    500,
    "The query took longer than {seconds} seconds. Ask for less.",
    "Die Abfrage dauerte länger als {seconds} Sekunden. Fragen Sie weniger ab.",
    "La requête a duré plus de {seconds} secondes. Demandez-en moins.",
)
OUR_FAULT: Final = Text(500, "An error has occurred.", "Ein Fehler ist aufgetreten.", "Une erreur s'est produite.")
UNAVAILABLE: Final = Text(
    503,
    "The service is not available at the moment. Try again.",
    "Der Dienst ist momentan nicht verfügbar. Versuchen Sie es noch einmal.",
    "Le service n'est pas disponible pour le moment. Réessayez.",
)
ANSWER_TOO_LARGE: Final = Text(
    500,
    "The answer exceeds the limit of 4 MiB. Ask for fewer rows or columns.",
    "Die Antwort überschreitet die Grenze von 4 MiB. Fragen Sie weniger Zeilen oder Spalten ab.",
    "La réponse dépasse la limite de 4 Mio. Demandez moins de lignes ou de colonnes.",
)
NO_GUID: Final = Text(
    400,
    "The value of {name} is not a GUID.",
    "Der Wert von {name} ist keine GUID.",
    "La valeur de {name} n'est pas un GUID.",
)
NO_NUMBER: Final = Text(
    400,
    "The value of {name} is not a whole number from {lowest} to {highest}.",
    "Der Wert von {name} ist keine ganze Zahl von {lowest} bis {highest}.",
    "La valeur de {name} n'est pas un nombre entier de {lowest} à {highest}.",
)
NO_TRUTH: Final = Text(
    400,
    "The value of {name} is neither true nor false.",
    "Der Wert von {name} ist weder true noch false.",
    "La valeur de {name} n'est ni true ni false.",
)
NO_LANGUAGE: Final = Text(
    400,
    "There is no example in {name}, only in {known}.",
    "Es gibt kein Beispiel in {name}, nur in {known}.",
    "Il n'y a pas d'exemple en {name}, seulement en {known}.",
)
