"""What refusals of reading and writing data say (specification, 4, 6 and 7)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.vocabulary.messages import Text

TOO_MANY_TO_SORT: Final = Text(
    500,
    "More than {limit} rows would have to be sorted. Ask for fewer, or sort by TimeStamp or CreatedDate alone.",
    "Mehr als {limit} Zeilen müssten sortiert werden. Fragen Sie weniger ab, oder sortieren Sie nur nach TimeStamp oder "
    "CreatedDate.",
    "Plus de {limit} lignes devraient être triées. Demandez-en moins, ou triez par TimeStamp ou CreatedDate seul.",
)
UNKNOWN_MEMBER: Final = Text(
    400,
    "{item} does not contain the data definition {name}.",
    "{item} enthält keine Datendefinition {name}.",
    "{item} ne contient pas la définition de données {name}.",
)
NO_OBJECT: Final = Text(
    400,
    "The value of {name} is not an object.",
    "Der Wert von {name} ist kein Objekt.",
    "La valeur de {name} n'est pas un objet.",
)
NO_LIST: Final = Text(
    400,
    "The value of {name} is not a list of objects.",
    "Der Wert von {name} ist keine Liste von Objekten.",
    "La valeur de {name} n'est pas une liste d'objets.",
)
NO_ID: Final = Text(400, "The body has no ID.", "Der Inhalt hat keine ID.", "Le contenu n'a pas d'ID.")
ABSTRACT: Final = Text(
    400,
    "There are no objects of {name} alone, only of what is based on it.",
    "Es gibt keine Objekte von {name} allein, nur von dem, was darauf beruht.",
    "Il n'y a pas d'objets de {name} même, mais de ce qui en dérive.",
)
ONLY_A_PART: Final = Text(
    400,
    "A fragment of {name} is made and deleted with its object.",
    "Ein Fragment von {name} wird mit seinem Objekt erstellt und gelöscht.",
    "Un fragment de {name} est créé et supprimé avec son objet.",
)
ENTRY_ALONE: Final = Text(
    400,
    "A journal entry is made with its ticket: UsedInType is required.",
    "Ein Journaleintrag wird zu seinem Ticket erstellt: UsedInType wird benötigt.",
    "Une entrée de journal est créée avec son ticket : UsedInType est obligatoire.",
)
ENTRY_STAYS: Final = Text(
    400,
    "Journal entries are not deleted.",
    "Journaleinträge werden nicht gelöscht.",
    "Les entrées de journal ne sont pas supprimées.",
)
ENTRY_FIXED: Final = Text(
    400,
    "A journal entry gets its text once, and with it its other attributes; then it stays as it is.",
    "Ein Journaleintrag erhält seinen Text einmal, und mit ihm seine anderen Attribute; dann bleibt er, wie er ist.",
    "Une entrée de journal reçoit son texte une fois, et avec lui ses autres attributs ; ensuite elle reste telle quelle.",
)
TOO_MUCH_AT_ONCE: Final = Text(
    400,
    "The request has more fragments than can be written in one transaction. Send them in several requests.",
    "Die Anfrage hat mehr Fragmente, als in einer Transaktion geschrieben werden können. Senden Sie mehrere Anfragen.",
    "La requête a plus de fragments qu'une transaction peut en écrire. Envoyez plusieurs requêtes.",
)
