// What the pages say by themselves, in the reader's language. The English text is the key.

const KEPT = "polydesk.language";
const LANGUAGES = ["en", "de", "fr"];

// English: [German, French]
const WORDS = {
  "{name} does not exist.": ["{name} gibt es nicht.", "{name} n’existe pas."],
  "{name} is not public, or does not exist. Web Services lists everything.": [
    "{name} ist nicht öffentlich oder existiert nicht. Unter Web Services steht alles.",
    "{name} n’est pas public ou n’existe pas. La page Web Services contient tout.",
  ],
  "{shown} of {all} APIs": ["{shown} von {all} APIs", "{shown} API sur {all}"],
  Active: ["Aktiv", "Active"],
  "All APIs": ["Alle APIs", "Toutes les API"],
  Answer: ["Antwort", "Réponse"],
  "Any members.": ["Beliebige Felder.", "Membres quelconques."],
  "API token": ["API-Token", "Jeton d’API"],
  "APIs that change only with notice.": [
    "APIs, die sich nur mit Ankündigung ändern.",
    "API qui ne changent qu’avec préavis.",
  ],
  "Audience of {name}": ["Zielgruppe von {name}", "Public de {name}"],
  becomes: ["wird", "devient"],
  "Choose a method to read its documentation.": [
    "Wählen Sie eine Methode, um ihre Dokumentation zu lesen.",
    "Choisissez une méthode pour lire sa documentation.",
  ],
  "Choose an API to see its methods.": [
    "Wählen Sie eine API, um ihre Methoden zu sehen.",
    "Choisissez une API pour voir ses méthodes.",
  ],
  Close: ["Schließen", "Fermer"],
  Code: ["Code", "Code"],
  "Code example": ["Codebeispiel", "Exemple de code"],
  Copied: ["Kopiert", "Copié"],
  Copy: ["Kopieren", "Copier"],
  "Copy address": ["Adresse kopieren", "Copier l’adresse"],
  "Could not be copied": ["Nicht kopiert", "Copie impossible"],
  Decommissioned: ["Stillgelegt", "Retirée"],
  "Default:": ["Standard:", "Par défaut :"],
  Deprecated: ["Veraltet", "Dépréciée"],
  "Deprecated since {day}.": ["Veraltet seit {day}.", "Dépréciée depuis le {day}."],
  Documentation: ["Dokumentation", "Documentation"],
  "Ended on {day}.": ["Endete am {day}.", "A pris fin le {day}."],
  "Ends on {day}.": ["Endet am {day}.", "Prend fin le {day}."],
  "Every API of this deployment.": ["Alle APIs dieser Installation.", "Toutes les API de cette installation."],
  "Everyone who is signed in.": ["Alle, die angemeldet sind.", "Toutes les personnes connectées."],
  "Fill in all fields.": ["Füllen Sie alle Felder aus.", "Remplissez tous les champs."],
  Group: ["Gruppe", "Groupe"],
  Headers: ["Header", "En-têtes"],
  Integration: ["Integration", "Intégration"],
  "It is exchanged for access tokens, which live for a few minutes.": [
    "Es wird gegen Access-Tokens getauscht, die wenige Minuten gelten.",
    "Il est échangé contre des jetons d’accès, valables quelques minutes.",
  ],
  "It no longer works: calls are answered with 410.": [
    "Sie geht nicht mehr: Aufrufe werden mit 410 beantwortet.",
    "Elle ne fonctionne plus : les appels reçoivent 410.",
  ],
  "It still works, but no longer should be called.": [
    "Sie geht noch, sollte aber nicht mehr aufgerufen werden.",
    "Elle fonctionne encore, mais ne devrait plus être appelée.",
  ],
  "It works, but will be taken away.": ["Sie geht, wird aber entfernt werden.", "Elle fonctionne, mais sera retirée."],
  "Laid down for the whole API. These may call it:": [
    "Für die ganze API festgelegt. Aufrufen dürfen sie:",
    "Défini pour toute l’API. Peuvent l’appeler :",
  ],
  "Laid down for this method. These may call it:": [
    "Für diese Methode festgelegt. Aufrufen dürfen sie:",
    "Défini pour cette méthode. Peuvent l’appeler :",
  ],
  Language: ["Sprache", "Langue"],
  "Language of the code": ["Sprache des Codes", "Langage du code"],
  "Loading …": ["Wird geladen …", "Chargement …"],
  Login: ["Anmeldename", "Identifiant"],
  "Login and password": ["Anmeldename und Passwort", "Identifiant et mot de passe"],
  "Login or password is wrong, or the account is disabled.": [
    "Anmeldename oder Passwort ist falsch, oder das Konto ist gesperrt.",
    "L’identifiant ou le mot de passe est faux, ou le compte est désactivé.",
  ],
  Methods: ["Methoden", "Méthodes"],
  "No API and no method matches.": ["Keine API und keine Methode passt.", "Aucune API ni méthode ne correspond."],
  "Nothing was announced yet.": ["Noch wurde nichts angekündigt.", "Rien n’a encore été annoncé."],
  Obsolete: ["Überholt", "Obsolète"],
  "On this page": ["Auf dieser Seite", "Sur cette page"],
  "Only administrators.": ["Nur Administratoren.", "Les administrateurs seulement."],
  optional: ["optional", "facultatif"],
  Password: ["Passwort", "Mot de passe"],
  Person: ["Person", "Personne"],
  Preview: ["Vorschau", "Aperçu"],
  Product: ["Produkt", "Produit"],
  "Product API": ["Produkt-API", "API produit"],
  Public: ["Öffentlich", "Publique"],
  "Public API": ["Öffentliche API", "API publique"],
  "Public API only": ["Nur öffentliche APIs", "API publiques seulement"],
  "Query parameters": ["Query-Parameter", "Paramètres de requête"],
  "Release notes": ["Versionshinweise", "Notes de version"],
  "Request body": ["Anfragekörper", "Corps de la requête"],
  required: ["Pflicht", "obligatoire"],
  "Required members": ["Pflichtfelder", "Membres obligatoires"],
  "Route parameters": ["Pfadparameter", "Paramètres de chemin"],
  "Search APIs and methods": ["APIs und Methoden suchen", "Chercher des API et méthodes"],
  "Show audience": ["Zielgruppe anzeigen", "Afficher le public"],
  "Sign in": ["Anmelden", "Se connecter"],
  "Sign in to read the documentation.": [
    "Melden Sie sich an, um die Dokumentation zu lesen.",
    "Connectez-vous pour lire la documentation.",
  ],
  "Sign in with": ["Anmelden mit", "Se connecter avec"],
  "Sign out": ["Abmelden", "Se déconnecter"],
  "Skip to the content": ["Zum Inhalt springen", "Aller au contenu"],
  "Status codes": ["Statuscodes", "Codes d’état"],
  "The server can't be reached. Check your connection.": [
    "Der Server ist nicht erreichbar. Prüfen Sie die Verbindung.",
    "Le serveur est injoignable. Vérifiez la connexion.",
  ],
  "The server could not answer (status {status}). Try again later.": [
    "Der Server konnte nicht antworten (Status {status}). Versuchen Sie es später noch einmal.",
    "Le serveur n’a pas pu répondre (état {status}). Réessayez plus tard.",
  ],
  "There is no such thing any more.": ["Das gibt es nicht mehr.", "Cela n’existe plus."],
  "This API token is not accepted: it is unknown, has expired, or was revoked.": [
    "Dieses API-Token gilt nicht: Es ist unbekannt, abgelaufen oder widerrufen.",
    "Ce jeton d’API n’est pas accepté : il est inconnu, expiré ou révoqué.",
  ],
  "Too many calls. Try again in {seconds} seconds.": [
    "Zu viele Aufrufe. Versuchen Sie es in {seconds} Sekunden noch einmal.",
    "Trop d’appels. Réessayez dans {seconds} secondes.",
  ],
  "Try again": ["Noch einmal versuchen", "Réessayer"],
  "Use instead:": ["Stattdessen:", "À utiliser à la place :"],
  "Used types": ["Verwendete Typen", "Types utilisés"],
  "Web Services": ["Web Services", "Web Services"],
  "What becomes of operations, the newest first.": [
    "Was aus Operationen wird, das Neueste zuerst.",
    "Ce que deviennent les opérations, le plus récent d’abord.",
  ],
  "What you enter is kept in this tab until you sign out or close it, and is sent to this server alone.": [
    "Ihre Eingaben bleiben in diesem Tab, bis Sie sich abmelden oder ihn schließen, und gehen nur an diesen Server.",
    "Votre saisie reste dans cet onglet jusqu’à la déconnexion ou la fermeture, et n’est envoyée qu’à ce serveur.",
  ],
  "Without a body.": ["Ohne Inhalt.", "Sans contenu."],
  "You are no longer signed in. Sign in again.": [
    "Sie sind nicht mehr angemeldet. Melden Sie sich neu an.",
    "Vous n’êtes plus connecté. Reconnectez-vous.",
  ],
  "You are not allowed to read this.": ["Das dürfen Sie nicht lesen.", "Vous n’êtes pas autorisé à lire ceci."],
  "You are signed out.": ["Sie sind abgemeldet.", "Vous êtes déconnecté."],
  "Your access has expired. Sign in again.": [
    "Ihr Zugang ist abgelaufen. Melden Sie sich neu an.",
    "Votre accès a expiré. Reconnectez-vous.",
  ],
};

let language = first();

/** The language that is spoken: en, de or fr. */
export function spoken() {
  return language;
}

/** Speaks another language from here on, and says all that stands in the page in it. */
export function speak(chosen) {
  if (chosen !== language) localStorage.setItem(KEPT, chosen);
  language = chosen;
  document.documentElement.lang = chosen;
  for (const place of document.querySelectorAll("[data-say]")) {
    place.dataset.say ||= place.textContent;
    place.textContent = say(place.dataset.say);
  }
  for (const place of document.querySelectorAll("[data-say-placeholder]")) {
    place.placeholder = say(place.dataset.sayPlaceholder);
  }
}

/** A text in the language that is spoken; `{gaps}` are filled with `values`. */
export function say(text, values = {}) {
  const translated = language === "en" ? text : (WORDS[text]?.[LANGUAGES.indexOf(language) - 1] ?? text);
  return translated.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** What was chosen last, else the first of the browser's languages that is spoken here. */
function first() {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages].map((each) => (each ?? "").slice(0, 2));
  return wanted.find((each) => LANGUAGES.includes(each)) ?? "en";
}
