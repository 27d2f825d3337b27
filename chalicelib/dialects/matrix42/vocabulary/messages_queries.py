"""What is said of filters that can't be read, by language."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.vocabulary.messages import Text

NO_GROUP: Final = Text(
    400,
    "The body is not a filter group.",
    "Der Inhalt der Anfrage ist keine Filtergruppe.",
    "Le corps de la requête n'est pas un groupe de filtres.",
)
NO_LOGIC: Final = Text(
    400,
    "LogicalOperator is neither 1 (and) nor 2 (or).",
    "LogicalOperator ist weder 1 (und) noch 2 (oder).",
    "LogicalOperator n'est ni 1 (et) ni 2 (ou).",
)
NO_OPERATOR: Final = Text(
    400,
    "There is no operator {operator}.",
    "Es gibt keinen Operator {operator}.",
    "L'opérateur {operator} n'existe pas.",
)
WRONG_VALUES: Final = Text(
    400,
    "The values for {name} are not what operator {operator} takes.",
    "Die Werte für {name} passen nicht zum Operator {operator}.",
    "Les valeurs de {name} ne conviennent pas à l'opérateur {operator}.",
)
TOO_LARGE: Final = Text(
    400,
    "A filter has at most {conditions} conditions, {values} values and {levels} levels.",
    "Ein Filter hat höchstens {conditions} Bedingungen, {values} Werte und {levels} Ebenen.",
    "Un filtre a au plus {conditions} conditions, {values} valeurs et {levels} niveaux.",
)
NO_DATE: Final = Text(
    400,
    "The value of {name} is not a date.",
    "Der Wert von {name} ist kein Datum.",
    "La valeur de {name} n'est pas une date.",
)
NO_ROWS_OF: Final = Text(400, "{name} is missing.", "{name} fehlt.", "{name} manque.")
