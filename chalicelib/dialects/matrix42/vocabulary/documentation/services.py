"""Services by name: the prefix of their routes, and what they are for."""

from __future__ import annotations

from typing import Final, NamedTuple


class Described(NamedTuple):
    """A service: its prefix without a slash in front, and its documentation by language."""

    prefix: str
    en: str
    de: str
    fr: str


SERVICES: Final = {
    "Activity": Described(
        "api/activity",
        "Takes tickets over, forwards, pauses and reopens them, and tracks the time spent on them.",
        "Übernimmt Tickets, leitet sie weiter, hält sie an, öffnet sie wieder und erfasst die aufgewendete Zeit.",
        "Prend en charge les tickets, les transfère, les suspend, les rouvre et enregistre le temps passé.",
    ),
    "ApiToken": Described(
        "api/ApiToken",
        "Exchanges an API token for an access token.",
        "Tauscht ein API-Token gegen ein Zugriffstoken.",
        "Échange un jeton d'API contre un jeton d'accès.",
    ),
    "Change": Described(
        "api/change",
        "Finds changes.",
        "Findet Änderungen.",
        "Recherche des changements.",
    ),
    "CommonStorage": Described(
        "api/commonStorage",
        "Finishes uploads, and lists and downloads the files of an object.",
        "Schließt Uploads ab, listet die Dateien eines Objekts auf und lädt sie herunter.",
        "Termine les envois de fichiers, liste et télécharge les fichiers d'un objet.",
    ),
    "DataQuery": Described(
        "api/DataQuery",
        "Runs saved queries, page by page.",
        "Führt gespeicherte Abfragen seitenweise aus.",
        "Exécute des requêtes enregistrées, page par page.",
    ),
    "Entity": Described(
        "api/entity",
        "Offers rows to choose from.",
        "Bietet Zeilen zur Auswahl an.",
        "Propose des lignes à choisir.",
    ),
    "FileStorage": Described(
        "api/filestorage",
        "Announces and takes uploads, and comments on files.",
        "Kündigt Uploads an, nimmt sie entgegen und versieht Dateien mit Kommentaren.",
        "Annonce et reçoit les fichiers envoyés, et commente les fichiers.",
    ),
    "Fragments": Described(
        "api/data/fragments",
        "Reads, creates, changes and deletes the rows of data definitions, and what they are related to.",
        "Liest, erstellt, ändert und löscht die Zeilen von Datendefinitionen und ihre Beziehungen.",
        "Lit, crée, modifie et supprime les lignes des définitions de données et leurs relations.",
    ),
    "Help": Described(
        "api/Help",
        "Documents this interface: services, operations, examples, release notes.",
        "Dokumentiert diese Schnittstelle: Services, Operationen, Beispiele, Versionshinweise.",
        "Documente cette interface : services, opérations, exemples, notes de version.",
    ),
    "Incident": Described(
        "api/incident",
        "Finds incidents.",
        "Findet Störungen.",
        "Recherche des incidents.",
    ),
    "Journal": Described(
        "api/journal",
        "Reads the journal of a ticket, and adds entries to it.",
        "Liest das Journal eines Tickets und fügt Einträge hinzu.",
        "Lit le journal d'un ticket et y ajoute des entrées.",
    ),
    "Objects": Described(
        "api/data/objects",
        "Reads, creates, changes and deletes objects of configuration items with all their fragments.",
        "Liest, erstellt, ändert und löscht Objekte von Configuration Items mit allen ihren Fragmenten.",
        "Lit, crée, modifie et supprime les objets des éléments de configuration avec tous leurs fragments.",
    ),
    "Problem": Described(
        "api/problem",
        "Finds and closes problems.",
        "Findet und schließt Probleme.",
        "Recherche et clôture des problèmes.",
    ),
    "Schema": Described(
        "api/Schema",
        "Describes data definitions and configuration items, and checks expressions.",
        "Beschreibt Datendefinitionen und Configuration Items und prüft Ausdrücke.",
        "Décrit les définitions de données et les éléments de configuration, et vérifie des expressions.",
    ),
    "SchemaMetaData": Described(
        "api/SchemaMetaData",
        "Lists data definitions and configuration items by the beginning of their names.",
        "Listet Datendefinitionen und Configuration Items nach dem Anfang ihrer Namen auf.",
        "Liste les définitions de données et les éléments de configuration selon le début de leur nom.",
    ),
    "ServiceRequest": Described(
        "api/ServiceRequest",
        "Finds service requests.",
        "Findet Serviceanfragen.",
        "Recherche des demandes de service.",
    ),
    "Task": Described(
        "api/task",
        "Finds tasks.",
        "Findet Aufgaben.",
        "Recherche des tâches.",
    ),
    "Ticket": Described(
        "api/ticket",
        "Creates, closes, transforms, classifies and finds tickets.",
        "Erstellt, schließt, wandelt um, klassifiziert und findet Tickets.",
        "Crée, clôture, transforme, classe et recherche des tickets.",
    ),
    "UserInfo": Described(
        "api/userinfo",
        "Tells who calls.",
        "Sagt, wer aufruft.",
        "Indique qui appelle.",
    ),
    "Workflow": Described(
        "api/workflow",
        "Resumed workflows; there are none in this product.",
        "Setzte Workflows fort; in diesem Produkt gibt es keine.",
        "Reprenait des workflows ; ce produit n'en a pas.",
    ),
}
