"""All operations that are neither about data nor about tickets."""

from __future__ import annotations

from typing import Final

OTHERS: Final[dict[str, tuple[str, str, str]]] = {
    "ApiToken.GenerateAccessTokenFromApiToken": (
        "Exchange an API token for an access token. For a token that is no longer good the answer is null.",
        "Tauscht ein API-Token gegen ein Zugriffstoken. Für ein ungültiges Token ist die Antwort null.",
        "Échange un jeton d'API contre un jeton d'accès. Pour un jeton qui n'est plus valable, la réponse est null.",
    ),
    "DataQuery.Get": (
        "Run a saved query. One page of rows, the first page being 0.",
        "Führt eine gespeicherte Abfrage aus. Eine Seite mit Zeilen, die erste Seite ist 0.",
        "Exécute une requête enregistrée. Une page de lignes, la première étant 0.",
    ),
    "DataQuery.Query": (
        "Run a saved query with a further filter. Both filters must hold.",
        "Führt eine gespeicherte Abfrage mit einem weiteren Filter aus. Beide Filter müssen zutreffen.",
        "Exécute une requête enregistrée avec un filtre supplémentaire. Les deux filtres doivent être remplis.",
    ),
    "Schema.Classes": (
        "List all data definitions.",
        "Listet alle Datendefinitionen auf.",
        "Liste toutes les définitions de données.",
    ),
    "Schema.Class": (
        "Describe a data definition with its attributes and relations.",
        "Beschreibt eine Datendefinition mit ihren Attributen und Beziehungen.",
        "Décrit une définition de données avec ses attributs et ses relations.",
    ),
    "Schema.Types": (
        "List all configuration items.",
        "Listet alle Configuration Items auf.",
        "Liste tous les éléments de configuration.",
    ),
    "Schema.Type": (
        "Describe a configuration item with its data definitions.",
        "Beschreibt ein Configuration Item mit seinen Datendefinitionen.",
        "Décrit un élément de configuration avec ses définitions de données.",
    ),
    "Schema.CustomPrefix": (
        "Tell what names of declared data definitions begin with.",
        "Sagt, womit Namen eigener Datendefinitionen beginnen.",
        "Indique par quoi commencent les noms des définitions de données déclarées.",
    ),
    "Schema.EvaluateExpression": (
        "Check an ASQL expression against a data definition.",
        "Prüft einen ASQL-Ausdruck gegen eine Datendefinition.",
        "Vérifie une expression ASQL par rapport à une définition de données.",
    ),
    "SchemaMetaData.DataDefinitions": (
        "List data definitions by the beginning of their names.",
        "Listet Datendefinitionen nach dem Anfang ihrer Namen auf.",
        "Liste les définitions de données selon le début de leur nom.",
    ),
    "SchemaMetaData.ConfigurationItems": (
        "List configuration items by the beginning of their names.",
        "Listet Configuration Items nach dem Anfang ihrer Namen auf.",
        "Liste les éléments de configuration selon le début de leur nom.",
    ),
    "UserInfo.Get": (
        "Tell which person calls. Null where there is none behind the account.",
        "Sagt, welche Person aufruft. Null, wo keine hinter dem Konto steht.",
        "Indique quelle personne appelle. Null si aucune n'est liée au compte.",
    ),
    "FileStorage.GetUploadUrl": (
        "Announce a file. The answer says where its bytes go.",
        "Kündigt eine Datei an. Die Antwort sagt, wohin ihre Bytes gehen.",
        "Annonce un fichier. La réponse indique où envoyer ses octets.",
    ),
    "FileStorage.Upload": (
        "Upload the bytes of an announced file. CommonStorage.FinishUploading attaches it.",
        "Lädt die Bytes einer angekündigten Datei hoch. CommonStorage.FinishUploading hängt sie an.",
        "Envoie les octets d'un fichier annoncé. CommonStorage.FinishUploading le joint.",
    ),
    "FileStorage.Comment": (
        "Comment on a file.",
        "Versieht eine Datei mit einem Kommentar.",
        "Commente un fichier.",
    ),
    "FileStorage.Add": (
        "Attach a file to an object in one step. New integrations use FileStorage.GetUploadUrl.",
        "Hängt eine Datei in einem Schritt an ein Objekt. Neue Integrationen verwenden FileStorage.GetUploadUrl.",
        "Joint un fichier à un objet en une étape. Les nouvelles intégrations utilisent FileStorage.GetUploadUrl.",
    ),
    "CommonStorage.FinishUploading": (
        "Finish an upload. The file now belongs to its object.",
        "Schließt einen Upload ab. Die Datei gehört nun zu ihrem Objekt.",
        "Termine un envoi. Le fichier appartient désormais à son objet.",
    ),
    "CommonStorage.Files": (
        "List the files of an object.",
        "Listet die Dateien eines Objekts auf.",
        "Liste les fichiers d'un objet.",
    ),
    "CommonStorage.Download": (
        "Download a file.",
        "Lädt eine Datei herunter.",
        "Télécharge un fichier.",
    ),
    "Entity.Fragments": (
        "Find rows whose name or ticket number contains a text. New integrations use Fragments.GetList.",
        "Findet Zeilen, deren Name oder Ticketnummer einen Text enthält. Neue Integrationen verwenden Fragments.GetList.",
        "Recherche les lignes dont le nom ou le numéro contient un texte. À remplacer par Fragments.GetList.",
    ),
    "Workflow.Resume": (
        "Resumed a workflow. It was decommissioned; Activity.Reopen reopens tickets.",
        "Setzte einen Workflow fort. Abgeschaltet; Activity.Reopen öffnet Tickets wieder.",
        "Reprenait un workflow. Mise hors service ; Activity.Reopen rouvre les tickets.",
    ),
    "Help.Services": (
        "List all services and their operations. Those of the other interfaces of this deployment, too.",
        "Listet alle Services und ihre Operationen auf. Auch die der anderen Schnittstellen dieser Installation.",
        "Liste tous les services et leurs opérations. Y compris ceux des autres interfaces de cette installation.",
    ),
    "Help.ServiceOperation": (
        "Read the documentation of an operation. Parameters, body, types, status codes, age and audience.",
        "Liest die Dokumentation einer Operation. Parameter, Inhalt, Typen, Statuscodes, Alter und Zielgruppe.",
        "Lit la documentation d'une opération. Paramètres, corps, types, codes d'état, âge et public.",
    ),
    "Help.Audience": (
        "See who may call an operation.",
        "Zeigt, wer eine Operation aufrufen darf.",
        "Montre qui peut appeler une opération.",
    ),
    "Help.CodeExample": (
        "Download examples of a call. In JavaScript, C#, Python and for curl.",
        "Lädt Beispiele eines Aufrufs herunter. In JavaScript, C#, Python und für curl.",
        "Télécharge des exemples d'appel. En JavaScript, C#, Python et pour curl.",
    ),
    "Help.ReleaseNotes": (
        "Read what becomes of operations. The newest note first.",
        "Liest, was aus Operationen wird. Der neueste Hinweis zuerst.",
        "Lit ce que deviennent les opérations. La note la plus récente d'abord.",
    ),
    "Help.OpenApi": (
        "Download the OpenAPI document of this interface.",
        "Lädt das OpenAPI-Dokument dieser Schnittstelle herunter.",
        "Télécharge le document OpenAPI de cette interface.",
    ),
}
