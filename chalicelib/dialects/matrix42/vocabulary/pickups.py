"""Pick-ups: numbers and what they are called (specification, 8.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.schema.model import (
    Attribute,
    ClassType,
    DataDefinition,
    Form,
    Row,
    by_name,
)
from chalicelib.dialects.matrix42.schema.rows import IN_ROW, LABEL
from chalicelib.dialects.matrix42.vocabulary.labels import labels

STATUS: Final = "SPSCommonPickupObjectStatus"
REASON: Final = "SPSCommonPickupObjectStateReason"
IMPACT: Final = "SVMActivityPickupImpact"
URGENCY: Final = "SVMActivityPickupUrgency"
PRIORITY: Final = "SPSActivityPickupPriority"
ERROR_TYPE: Final = "SVMActivityPickupErrorType"
ACTIVITY_TYPE: Final = "SVMActivityPickupActivityType"
ENTRY_TYPE: Final = "SPSJournalEntryPickupType"
ENTRY_BY: Final = "SPSActivityPickupEntryBy"
NOTIFICATION_MODE: Final = "SPSActivityPickupNotificationMode"
AVAILABILITY: Final = "SVMActivityPickupAvailability"
AGREEMENT_TYPE: Final = "SVCServiceLevelAgreementPickupType"
METHOD: Final = "PLSLPickupHttpMethod"

_TICKET: Final = {"StateGroup": 7}
_OF_REASONS: Final = {"StateGroup": 7, "State": 204}


def _row(value: int, en: str, de: str, fr: str, more: Mapping[str, Any] = {}) -> Row:
    return Row(value, {"en": en, "de": de, "fr": fr}, more)


def pickup(
    name: str,
    *rows: Row,
    meanings: Mapping[int, int] = {},
    more: Mapping[str, AttributeType] = {},
    called: Mapping[str, str] | None = None,
) -> DataDefinition:
    """A pick-up. `more`: types of attributes that it has beside those that all have; `called`: where no label is known."""
    own = [
        Attribute("Value", AttributeType.INT, IN_ROW("Value"), labels=labels("Value"), read_only=True),
        Attribute("DisplayString", AttributeType.STRING, LABEL, labels=labels("DisplayString"), read_only=True),
        Attribute("Position", AttributeType.INT, IN_ROW("Position"), labels=labels("Position"), read_only=True),
        *(Attribute(each, of, IN_ROW(each), labels=labels(each), read_only=True) for each, of in more.items()),
    ]
    return DataDefinition(
        name,
        Form.PICKUP,
        by_name(*own),
        labels=labels(name) if called is None else called,
        class_type=ClassType.PICKUP,
        display="DisplayString",
        rows=rows,
        meanings=meanings,
    )


_LEVELS: Final = (
    _row(1, "Low", "Niedrig", "Faible"),
    _row(2, "Medium", "Mittel", "Moyen"),
    _row(3, "High", "Hoch", "Élevé"),
)

PICKUPS: Final = (
    pickup(
        STATUS,
        _row(200, "New", "Neu", "Nouveau", _TICKET),
        _row(201, "Assigned", "Zugewiesen", "Affecté", _TICKET),
        _row(202, "In Progress", "In Bearbeitung", "En cours", _TICKET),
        _row(203, "On Hold", "Angehalten", "En attente", _TICKET),
        _row(205, "Resolved", "Gelöst", "Résolu", _TICKET),
        _row(710, "Closed", "Geschlossen", "Clôturé", _TICKET),
        _row(2020, "Active", "Aktiv", "Actif", {"StateGroup": 20}),
        meanings={204: 710},
        more={"StateGroup": AttributeType.INT},
    ),
    pickup(IMPACT, *_LEVELS),
    pickup(URGENCY, *_LEVELS),
    pickup(PRIORITY, _row(0, "Without", "Ohne", "Sans"), *_LEVELS),
    pickup(
        REASON,
        _row(408, "Solved", "Gelöst", "Résolu", _OF_REASONS),
        _row(409, "Cancelled", "Abgebrochen", "Annulé", _OF_REASONS),
        _row(410, "Duplicate", "Duplikat", "Doublon", _OF_REASONS),
        more={"StateGroup": AttributeType.INT, "State": AttributeType.INT},
    ),
    pickup(
        ERROR_TYPE,
        _row(0, "Unknown", "Unbekannt", "Inconnu"),
        _row(1, "User Error", "Benutzerfehler", "Erreur d'utilisation"),
        _row(2, "Technical Error", "Technischer Fehler", "Erreur technique"),
    ),
    pickup(
        ACTIVITY_TYPE,
        _row(1, "Assignment", "Zuweisung", "Affectation"),
        _row(2, "Investigation", "Untersuchung", "Analyse"),
        _row(3, "Recording", "Erfassung", "Saisie"),
        _row(4, "Resolution", "Lösung", "Résolution"),
        _row(5, "Administration", "Verwaltung", "Administration"),
        _row(6, "Other", "Sonstiges", "Autre"),
    ),
    pickup(
        ENTRY_TYPE,
        _row(0, "Comment", "Kommentar", "Commentaire", {"VisibleInPortal": True}),
        _row(1, "Created", "Erstellt", "Créé", {"VisibleInPortal": True}),
        _row(2, "Closed", "Geschlossen", "Clôturé", {"VisibleInPortal": True}),
        _row(3, "Reopened", "Wiedereröffnet", "Rouvert", {"VisibleInPortal": True}),
        _row(4, "Forwarded", "Weitergeleitet", "Transmis", {"VisibleInPortal": False}),
        _row(5, "Paused", "Angehalten", "Mis en attente", {"VisibleInPortal": False}),
        _row(6, "Taken over", "Übernommen", "Pris en charge", {"VisibleInPortal": False}),
        more={"VisibleInPortal": AttributeType.BOOL},
    ),
    pickup(
        ENTRY_BY,
        _row(1, "Phone", "Telefon", "Téléphone"),
        _row(2, "E-Mail", "E-Mail", "E-mail"),
        _row(3, "Portal", "Portal", "Portail"),
        _row(4, "API", "API", "API"),
    ),
    pickup(
        NOTIFICATION_MODE,
        _row(1, "Always", "Immer", "Toujours"),
        _row(2, "Creation and closing", "Erstellung und Abschluss", "Création et clôture"),
        _row(3, "Never", "Nie", "Jamais"),
    ),
    pickup(
        AVAILABILITY,
        _row(0, "Unknown", "Unbekannt", "Inconnue"),
        _row(10, "Available", "Verfügbar", "Disponible"),
        _row(20, "Partially available", "Teilweise verfügbar", "Partiellement disponible"),
        _row(30, "Unavailable (planned)", "Nicht verfügbar (geplant)", "Indisponible (planifié)"),
        _row(40, "Unavailable (unplanned)", "Nicht verfügbar (ungeplant)", "Indisponible (non planifié)"),
    ),
    pickup(
        AGREEMENT_TYPE,
        _row(10, "SLA", "SLA", "SLA"),
        _row(20, "OLA", "OLA", "OLA"),
    ),
    pickup(
        METHOD,
        _row(1, "GET", "GET", "GET"),
        _row(2, "POST", "POST", "POST"),
        _row(3, "PUT", "PUT", "PUT"),
        _row(4, "DELETE", "DELETE", "DELETE"),
        _row(5, "PATCH", "PATCH", "PATCH"),
    ),
)
