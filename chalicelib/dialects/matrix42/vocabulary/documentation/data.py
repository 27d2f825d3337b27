"""Operations of fragments and objects. The first sentence is what lists of operations show."""

from __future__ import annotations

from typing import Final

DATA: Final[dict[str, tuple[str, str, str]]] = {
    "Fragments.GetList": (
        "List fragments of a data definition. Only rows that the caller may read, with the columns that are asked for.",
        "Listet Fragmente einer Datendefinition auf. Nur Zeilen, die der Aufrufer lesen darf, mit den gewünschten Spalten.",
        "Liste les fragments d'une définition de données. Les lignes lisibles par l'appelant, avec les colonnes demandées.",
    ),
    "Fragments.GetListWithSchema": (
        "List fragments together with a description of the columns. Otherwise as GetList.",
        "Listet Fragmente zusammen mit einer Beschreibung der Spalten auf. Sonst wie GetList.",
        "Liste les fragments avec une description des colonnes. Sinon comme GetList.",
    ),
    "Fragments.Get": (
        "Read one fragment with all its attributes. What is not there, or may not be read, is null.",
        "Liest ein Fragment mit allen Attributen. Was es nicht gibt oder was nicht gelesen werden darf, ist null.",
        "Lit un fragment avec tous ses attributs. Ce qui n'existe pas ou ne peut être lu vaut null.",
    ),
    "Fragments.GetWithSchema": (
        "Read one fragment together with a description of its attributes. Otherwise as Get.",
        "Liest ein Fragment zusammen mit einer Beschreibung seiner Attribute. Sonst wie Get.",
        "Lit un fragment avec une description de ses attributs. Sinon comme Get.",
    ),
    "Fragments.GetRelations": (
        "List the fragments that a relation of a fragment leads to. Conditions, columns and order as in GetList.",
        "Listet die Fragmente auf, zu denen eine Beziehung führt. Bedingungen, Spalten und Sortierung wie bei GetList.",
        "Liste les fragments vers lesquels mène une relation. Conditions, colonnes et tri comme pour GetList.",
    ),
    "Fragments.GetRelationsWithSchema": (
        "List related fragments together with a description of the columns. Otherwise as GetRelations.",
        "Listet verbundene Fragmente zusammen mit einer Beschreibung der Spalten auf. Sonst wie GetRelations.",
        "Liste les fragments liés avec une description des colonnes. Sinon comme GetRelations.",
    ),
    "Fragments.Create": (
        "Create a fragment. One of a main data definition makes a whole object, one of a multi definition names its owner.",
        "Erstellt ein Fragment. Das einer Hauptdefinition erzeugt ein ganzes Objekt, das einer mehrfachen nennt den Besitzer.",
        "Crée un fragment. Celui d'une définition principale crée tout un objet, celui d'une multiple nomme le propriétaire.",
    ),
    "Fragments.Update": (
        "Change attributes of a fragment. What is not sent stays as it is, null resets; PATCH does the same.",
        "Ändert Attribute eines Fragments. Was nicht gesendet wird, bleibt, null setzt zurück; PATCH tut dasselbe.",
        "Modifie des attributs d'un fragment. Ce qui n'est pas envoyé reste, null réinitialise ; PATCH fait de même.",
    ),
    "Fragments.Delete": (
        "Delete a fragment. One of a main data definition takes its whole object along.",
        "Löscht ein Fragment. Eines der Hauptdatendefinition nimmt sein ganzes Objekt mit.",
        "Supprime un fragment. Celui d'une définition principale emporte tout son objet.",
    ),
    "Fragments.AddRelation": (
        "Relate a fragment to another one. To do so again changes nothing.",
        "Verbindet ein Fragment mit einem anderen. Ein zweites Mal ändert nichts.",
        "Relie un fragment à un autre. Une seconde fois ne change rien.",
    ),
    "Fragments.RemoveRelation": (
        "Remove the relation between two fragments. Both stay.",
        "Entfernt die Beziehung zwischen zwei Fragmenten. Beide bleiben bestehen.",
        "Supprime la relation entre deux fragments. Les deux restent.",
    ),
    "Objects.Get": (
        "Read an object with its fragments. Those of multi data definitions come with full=true.",
        "Liest ein Objekt mit seinen Fragmenten. Die mehrfacher Datendefinitionen kommen mit full=true.",
        "Lit un objet avec ses fragments. Ceux des définitions multiples viennent avec full=true.",
    ),
    "Objects.Create": (
        "Create an object with all its fragments. It is made whole or not at all.",
        "Erstellt ein Objekt mit allen Fragmenten. Es entsteht ganz oder gar nicht.",
        "Crée un objet avec tous ses fragments. Il est créé en entier ou pas du tout.",
    ),
    "Objects.Update": (
        "Change fragments of an object in one transaction. PATCH does the same.",
        "Ändert Fragmente eines Objekts in einer Transaktion. PATCH tut dasselbe.",
        "Modifie des fragments d'un objet en une transaction. PATCH fait de même.",
    ),
    "Objects.Delete": (
        "Delete an object. It goes to the trash with all its fragments.",
        "Löscht ein Objekt. Es kommt mit allen Fragmenten in den Papierkorb.",
        "Supprime un objet. Il va à la corbeille avec tous ses fragments.",
    ),
}
