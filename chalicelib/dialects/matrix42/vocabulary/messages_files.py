"""What is said of files that can't be taken, by language."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.vocabulary.messages import Text

MISSING: Final = Text(400, "{name} is missing.", "{name} fehlt.", "{name} manque.")
NO_TEXT: Final = Text(400, "{name} is not a text.", "{name} ist kein Text.", "{name} n'est pas un texte.")
TOO_LONG: Final = Text(
    400,
    "{name} is longer than {limit} characters.",
    "{name} ist länger als {limit} Zeichen.",
    "{name} dépasse {limit} caractères.",
)
NO_SIZE: Final = Text(
    400,
    "Size is not a number of bytes.",
    "Size ist keine Anzahl von Bytes.",
    "Size n'est pas un nombre d'octets.",
)
NO_FILES: Final = Text(
    400,
    "Objects of this kind hold no files.",
    "Objekte dieser Art enthalten keine Dateien.",
    "Les objets de ce type ne contiennent pas de fichiers.",
)
ID_TAKEN: Final = Text(
    400,
    "The file id {id} is in use.",
    "Die Datei-Id {id} ist vergeben.",
    "L'identifiant de fichier {id} est déjà utilisé.",
)
NOTHING_SENT: Final = Text(
    400,
    "Nothing was uploaded yet.",
    "Es wurde noch nichts hochgeladen.",
    "Rien n'a encore été envoyé.",
)
WRONG_SIZE: Final = Text(
    400,
    "{size} bytes were announced and {received} uploaded. The upload was dropped.",
    "{size} Byte wurden angekündigt und {received} hochgeladen. Das Hochgeladene wurde verworfen.",
    "{size} octets étaient annoncés et {received} ont été envoyés. L'envoi a été abandonné.",
)
