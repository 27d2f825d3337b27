"""Operations of tickets, their journal, and what becomes of them."""

from __future__ import annotations

from typing import Final

_SEARCH: Final = {
    "Ticket": ("tickets of all kinds", "Tickets aller Arten", "des tickets de toutes sortes"),
    "Incident": ("incidents", "Störungen", "des incidents"),
    "Problem": ("problems", "Probleme", "des problèmes"),
    "Change": ("changes", "Änderungen", "des changements"),
    "Task": ("tasks", "Aufgaben", "des tâches"),
    "ServiceRequest": ("service requests", "Serviceanfragen", "des demandes de service"),
}

TICKETS: Final[dict[str, tuple[str, str, str]]] = {
    "Ticket.Create": (
        "Create a ticket. The answer is the id of the new object.",
        "Erstellt ein Ticket. Die Antwort ist die Id des neuen Objekts.",
        "Crée un ticket. La réponse est l'identifiant du nouvel objet.",
    ),
    "Ticket.Close": (
        "Close tickets. All of them or none; mails leave only for flags that are set.",
        "Schließt Tickets. Alle oder keines; E-Mails gehen nur für gesetzte Schalter hinaus.",
        "Clôture des tickets. Tous ou aucun ; des e-mails ne partent que pour les options activées.",
    ),
    "Ticket.Transform": (
        "Turn tickets of one kind into another. Ids and numbers stay.",
        "Wandelt Tickets einer Art in eine andere um. Ids und Nummern bleiben.",
        "Transforme des tickets d'une sorte en une autre. Identifiants et numéros restent.",
    ),
    "Ticket.Classify": (
        "Tell by subject and description what kind of ticket it is. Changes nothing.",
        "Sagt anhand von Betreff und Beschreibung, welche Art von Ticket es ist. Ändert nichts.",
        "Indique d'après l'objet et la description de quelle sorte de ticket il s'agit. Ne change rien.",
    ),
    **{
        f"{service}.Search": (
            f"Find {en} by subject or category. The newest first, 200 at most.",
            f"Findet {de} nach Betreff oder Kategorie. Die neuesten zuerst, höchstens 200.",
            f"Recherche {fr} par objet ou catégorie. Les plus récents d'abord, 200 au plus.",
        )
        for service, (en, de, fr) in _SEARCH.items()
    },
    "Problem.Close": (
        "Close problems. As Ticket.Close, for problems alone.",
        "Schließt Probleme. Wie Ticket.Close, nur für Probleme.",
        "Clôture des problèmes. Comme Ticket.Close, pour les problèmes seuls.",
    ),
    "Journal.Add": (
        "Add an entry to the journal of a ticket. Published ones are seen by the initiator.",
        "Fügt dem Journal eines Tickets einen Eintrag hinzu. Veröffentlichte sieht der Initiator.",
        "Ajoute une entrée au journal d'un ticket. Le demandeur voit celles qui sont publiées.",
    ),
    "Journal.GetList": (
        "Read the journal of a ticket. The newest entry first.",
        "Liest das Journal eines Tickets. Der neueste Eintrag zuerst.",
        "Lit le journal d'un ticket. L'entrée la plus récente d'abord.",
    ),
    "Activity.Get": (
        "Read a summary of a ticket. Null where there is none.",
        "Liest eine Zusammenfassung eines Tickets. Null, wo es keines gibt.",
        "Lit le résumé d'un ticket. Null s'il n'existe pas.",
    ),
    "Activity.TakeOver": (
        "Take tickets over. The caller's person becomes responsible for them.",
        "Übernimmt Tickets. Die Person des Aufrufers wird für sie zuständig.",
        "Prend en charge des tickets. La personne de l'appelant en devient responsable.",
    ),
    "Activity.Accept": (
        "Accept tickets. The caller's person becomes responsible for them.",
        "Nimmt Tickets an. Die Person des Aufrufers wird für sie zuständig.",
        "Accepte des tickets. La personne de l'appelant en devient responsable.",
    ),
    "Activity.Forward": (
        "Forward tickets to a role or a user.",
        "Leitet Tickets an eine Rolle oder einen Benutzer weiter.",
        "Transfère des tickets à un rôle ou à un utilisateur.",
    ),
    "Activity.Pause": (
        "Pause tickets until a reminder date.",
        "Hält Tickets bis zu einer Wiedervorlage an.",
        "Suspend des tickets jusqu'à une date de rappel.",
    ),
    "Activity.Reopen": (
        "Reopen tickets that are closed or resolved.",
        "Öffnet geschlossene oder gelöste Tickets wieder.",
        "Rouvre des tickets clôturés ou résolus.",
    ),
    "Activity.ReturnToRole": (
        "Return a ticket to its role. Nobody in particular is responsible for it any more.",
        "Gibt ein Ticket an seine Rolle zurück. Niemand ist mehr persönlich dafür zuständig.",
        "Rend un ticket à son rôle. Plus personne n'en est responsable en particulier.",
    ),
    "Activity.SetDeadline": (
        "Set the deadline of tickets.",
        "Setzt die Frist von Tickets.",
        "Fixe l'échéance de tickets.",
    ),
    "Activity.TrackWorkingTime": (
        "Track the time that was spent on tickets.",
        "Erfasst die Zeit, die für Tickets aufgewendet wurde.",
        "Enregistre le temps passé sur des tickets.",
    ),
}
