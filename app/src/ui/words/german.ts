import type { Texts } from "./texts.ts";

const enrolment: Texts["enrolment"] = {
  title: "Dieses Gerät einrichten",
  signedInAs: (name) => `Angemeldet als ${name}`,
  explanation:
    "Damit Ihre Nachrichten nur auf freigegebenen Geräten lesbar sind, wird dieses Gerät einmal registriert. Den Gerätecode finden Sie auf dem Aufkleber des Geräts, oder Sie bekommen ihn von der IT.",
  code: "Gerätecode",
  codeHint: "So, wie er auf dem Gerät steht",
  codeMissing: "Bitte geben Sie den Gerätecode ein.",
  action: "Gerät einrichten",
  progress: "Das Gerät wird eingerichtet",
  steps: {
    key: "Schlüssel des Geräts erzeugen",
    registration: "Gerät beim Krankenhaus anmelden",
    certificate: "Zertifikat abholen",
    "key-packages": "Empfang von Nachrichten vorbereiten",
  },
  stepDone: "erledigt",
  stepRunning: "läuft",
  stepOpen: "noch offen",
};

const conversation: Texts["conversation"] = {
  write: "Nachricht schreiben",
  send: "Senden",
  loading: "Nachrichten werden geladen …",
  empty: "Noch keine Nachrichten. Schreiben Sie die erste.",
  gone: "Diese Unterhaltung gibt es auf diesem Gerät nicht.",
  needsUpdate: "Diese Nachricht kann erst eine neuere Version von Konsil anzeigen.",
  partsComing: (arrived, total) =>
    `Eine lange Nachricht kommt gerade an: ${String(arrived)} von ${String(total)} Teilen sind da.`,
  partsLost: (count, places, total) =>
    count === 1
      ? `Teil ${places} von ${String(total)} fehlt; erneut angefragt.`
      : `Die Teile ${places} von ${String(total)} fehlen; erneut angefragt.`,
  notices: {
    "message-missing": "Hier fehlt eine Nachricht. Sie wurde noch einmal angefordert.",
    "message-forged": "Eine Nachricht passt nicht zu den anderen derselben Person und wird deshalb nicht angezeigt.",
    "message-unreadable": "Eine Nachricht konnte nicht geprüft werden und wird deshalb nicht angezeigt.",
    "conversation-broken":
      "Diese Unterhaltung kann auf diesem Gerät nicht fortgesetzt werden. Beginnen Sie eine neue und sagen Sie der IT Bescheid.",
    "conversation-left": "Dieses Gerät gehört nicht mehr zu dieser Unterhaltung.",
    "conversation-rejoined":
      "Dieses Gerät ist der Unterhaltung beigetreten. Was vorher geschrieben wurde, ist hier nicht lesbar.",
    "device-joined": "{name} hat ein neues Gerät in dieser Unterhaltung.",
    "device-removed": "Ein Gerät von {name} wurde aus dieser Unterhaltung entfernt.",
    "person-joined": "{name} wurde hinzugefügt.",
    "person-left": "{name} nimmt nicht mehr teil.",
  },
  deleted: "Diese Nachricht wurde gelöscht.",
  deleteForAll: "Für alle löschen",
  actions: (time) => `Aktionen zur Nachricht von ${time}`,
  deleteQuestion: "Diese Nachricht für alle löschen?",
  deleteConsequence:
    "Sie verschwindet hier und auf allen Geräten der Beteiligten. Das lässt sich nicht rückgängig machen.",
  deleteConfirm: "Löschen",
  deleteCancel: "Behalten",
  close: "Schließen",
  deletedEverything: "Alles, was vorher geschrieben wurde, ist gelöscht.",
  more: "Aktionen für diese Unterhaltung",
  expiry: "Nachrichten verschwinden nach",
  expiryHint:
    "Gilt für alle und für das, was ab jetzt geschrieben wird. Jedes Gerät vergisst eine Nachricht von selbst.",
  expiryChoice: (seconds) => duration(seconds),
  expirySet: (name, seconds) =>
    seconds === 0
      ? `Neue Nachrichten verschwinden nicht mehr (eingestellt von: ${name}).`
      : `Neue Nachrichten verschwinden nach ${duration(seconds)} (eingestellt von: ${name}).`,
  expiresAt: (time) => `Verschwindet am ${time}`,
  deleteEverything: "Alles löschen, was ich schrieb, für alle",
  deleteEverythingQuestion: "Alles, was Sie in dieser Unterhaltung schrieben, für alle löschen?",
  deleteHere: "Alle Nachrichten auf diesem Gerät löschen",
  deleteHereQuestion: "Alle Nachrichten dieser Unterhaltung auf diesem Gerät löschen?",
  deleteHereConsequence: "Die anderen behalten ihre. Das lässt sich nicht rückgängig machen.",
  onDevices: (holding, devices) => `auf ${String(holding)} von ${String(devices)} Geräten`,
  readBy: (names) => `gelesen von ${names}`,
  deletedOn: (answered, devices) => `Auf ${String(answered)} von ${String(devices)} Geräten gelöscht.`,
  deletionOpen: (names) => `Noch nicht bestätigt: ${names}`,
  completeUpTo: (time) => `Vollständig bis ${time}`,
  notice: "Hinweis",
  states: {
    waiting: "Wartet auf Verbindung",
    accepted: "Beim Server angekommen",
    delivered: "Zugestellt",
    failed: "Nicht gesendet",
    received: "Empfangen",
  },
  you: "Sie",
  said: (name) => `${name}:`,
  latest: "Zur neuesten Nachricht",
  newMessages: (count) => (count === 1 ? "1 neue Nachricht" : `${String(count)} neue Nachrichten`),
  announced: (name, text) => `Neue Nachricht von ${name}: ${text}`,
  announcedElsewhere: (name) => `Neue Nachricht von ${name}`,
};

const attachment: Texts["attachment"] = {
  attach: "Datei anhängen",
  drop: "Dateien hier ablegen, um sie zu senden",
  question: (count, names) =>
    count === 1 ? `Diese Datei an ${names} senden?` : `Diese ${String(count)} Dateien an ${names} senden?`,
  hint: "Verschlüsselt wird auf diesem Gerät; öffnen können nur die Beteiligten.",
  sealing: (place, count) => `Wird verschlüsselt: ${String(place)} von ${String(count)} …`,
  send: "Senden",
  cancel: "Nicht senden",
  file: (name) => `Datei ${name}`,
  picture: (name) => `Bild ${name}`,
  kind: "Datei",
  fetch: "Herunterladen",
  save: "Speichern",
  enlarge: "Größer anzeigen",
  stop: "Anhalten",
  discard: "Verwerfen",
  again: "Noch einmal",
  sending: (percent) => `Wird gesendet: ${percent}`,
  fetching: (percent) => `Wird heruntergeladen: ${percent}`,
  waiting: "Noch nicht gesendet; geht von selbst weiter, sobald der Server antwortet.",
};

const settings: Texts["settings"] = {
  title: "Einstellungen",
  person: "Angemeldet",
  ward: "Station",
  duty: "Dienst",
  appearance: "Darstellung",
  language: "Sprache",
  theme: "Erscheinungsbild",
  themes: { system: "Automatisch", light: "Hell", dark: "Dunkel" },
  erase: "Alles auf diesem Gerät löschen",
  eraseQuestion: "Alles auf diesem Gerät löschen?",
  eraseConsequence:
    "Alle Unterhaltungen und Schlüssel auf diesem Gerät werden vernichtet, und das Gerät scheidet aus jeder Unterhaltung aus. Die anderen behalten, was Sie schrieben. Das lässt sich nicht rückgängig machen.",
  eraseConfirm: "Alles löschen",
  privacy: "Privatsphäre",
  readReceipts: "Anderen sagen, was ich gelesen habe",
  readReceiptsHint: "Aus, solange Sie es nicht einschalten. Der Server des Krankenhauses erfährt es nie.",
  hospital: "Ihr Krankenhaus",
  hospitalName: "Name",
  domain: "Domäne",
  issuer: "Anmeldung über",
  rootFingerprint: "Fingerabdruck der Zertifizierungsstelle (SHA-256)",
  rootHint: "Vergleichen Sie ihn mit dem Aushang der IT, wenn Sie sichergehen wollen.",
  version: "Version",
  factsMissing: "Die Angaben des Krankenhauses sind gerade nicht abrufbar.",
  signOut: "Abmelden",
  signOutQuestion: "Von diesem Gerät abmelden?",
  signOutConsequence: "Bis Sie sich wieder anmelden, kommen auf diesem Gerät keine Nachrichten an.",
  signOutConfirm: "Abmelden",
  cancel: "Angemeldet bleiben",
};

const frame: Texts["frame"] = {
  back: "Zurück",
  settings: "Einstellungen",
  starting: "Konsil wird gestartet …",
  offline: "Keine Verbindung. Nachrichten werden gesendet, sobald sie wieder da ist.",
  connecting: "Verbindung wird aufgebaut …",
  elsewhereTitle: "Schon geöffnet",
  elsewhere: "Konsil läuft bereits in einem anderen Fenster. Schließen Sie es, um hier weiterzuarbeiten.",
  useHere: "Hier weiterarbeiten",
  revokedTitle: "Dieses Gerät ist gesperrt",
  revoked:
    "Das Zertifikat des Geräts wurde widerrufen; Nachrichten sind hier nicht mehr möglich. Wenden Sie sich an die IT.",
  failedTitle: "Konsil konnte nicht starten",
  reload: "Neu laden",
  updateReady: "Eine neue Version ist da.",
  updateNow: "Jetzt laden",
};

const problems: Texts["problems"] = {
  kinds: {
    offline: "Der Server ist nicht erreichbar. Bitte prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
    refused: "Der Server hat das abgelehnt. Wenden Sie sich an die IT, wenn es dabei bleibt.",
    tampered: "Die Prüfung der Daten ist fehlgeschlagen. Zu Ihrem Schutz wurde abgebrochen; sagen Sie der IT Bescheid.",
    locked: "Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.",
    defect: "Das hat leider nicht geklappt. Wenden Sie sich an die IT, wenn es dabei bleibt.",
  },
  codes: {
    "posture-refused":
      "Dieser Gerätecode ist für Sie nicht freigegeben. Prüfen Sie die Eingabe oder lassen Sie das Gerät von der IT freigeben.",
    "token-refused": "Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.",
    internal: "Auf dem Server ist ein Fehler aufgetreten. Wenden Sie sich an die IT, wenn es dabei bleibt.",
    forbidden: "Ihr Konto ist dafür nicht freigeschaltet. Wenden Sie sich an die IT.",
    "identity-unreachable":
      "Die Anmeldung des Krankenhauses ist gerade nicht erreichbar. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
    "sign-in-refused": "Die Anmeldung hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
    access_denied: "Die Anmeldung wurde abgebrochen.",
    "unknown-person": "Diese Person gibt es im Verzeichnis des Krankenhauses nicht mehr.",
    unreachable: "Diese Person hat noch kein Gerät eingerichtet und kann keine Nachrichten empfangen.",
    "message-too-large": "Die Nachricht ist zu lang. Bitte teilen Sie sie auf.",
    "attachment-too-large": "Die Datei ist zu groß: Gesendet werden können höchstens 2 GB.",
    "attachment-store-full":
      "Der Speicher des Krankenhauses für Dateien ist voll. Sagen Sie der IT Bescheid und versuchen Sie es später noch einmal.",
    "too-many-uploads":
      "In dieser Unterhaltung sind zu viele Dateien unterwegs. Versuchen Sie es noch einmal, wenn sie angekommen sind.",
    "attachment-differs":
      "Angekommen ist nicht die Datei, die gesendet wurde; sie wurde verworfen. Laden Sie sie noch einmal herunter; sagen Sie der IT Bescheid, wenn es dabei bleibt.",
    "attachment-digest-differs": "Die Datei ist beschädigt beim Server angekommen. Bitte versuchen Sie es noch einmal.",
    "unknown-attachment": "Der Server hat diese Datei nicht mehr. Lassen Sie sie sich noch einmal senden.",
    "unknown-conversation": "Dieses Gerät gehört beim Server nicht mehr zu dieser Unterhaltung.",
    "attachment-unknown": "Diese Datei wurde gelöscht.",
    "attachment-not-here": "Die Datei ist noch nicht auf diesem Gerät. Laden Sie sie erst herunter.",
    "attachments-not-offered":
      "Dateien können gerade nicht gesendet werden. Versuchen Sie es noch einmal, wenn die Verbindung wieder da ist.",
    "file-changed": "Die Datei hat sich beim Lesen verändert. Bitte wählen Sie sie noch einmal aus.",
    "file-unreadable":
      "Die Datei ist nicht lesbar. Ordner können nicht gesendet werden; eine verschobene Datei muss neu ausgewählt werden.",
    "device-full": "Auf diesem Gerät ist kein Platz mehr. Löschen Sie etwas und versuchen Sie es noch einmal.",
    "device-removed": "Dieses Gerät ist gesperrt. Wenden Sie sich an die IT.",
    "device-erased-alone":
      "Auf diesem Gerät ist alles gelöscht. Der Server war nicht erreichbar: Sagen Sie der IT-Abteilung, dass es dieses Gerät nicht mehr gibt.",
    "device-of-another":
      "Dieses Gerät ist für eine andere Person eingerichtet. Melden Sie sich mit deren Konto an oder fragen Sie die IT.",
    "no-current-certificate": "Das Zertifikat dieses Geräts ist nicht mehr gültig. Wenden Sie sich an die IT.",
    "sign-in-not-begun": "Die Anmeldung wurde unterbrochen. Bitte versuchen Sie es noch einmal.",
    "too-many-claims":
      "Gerade wurden zu viele Unterhaltungen begonnen. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
  },
  withCode: (text, code) => `${text} (${code})`,
};

/** German, the default. */
export const german: Texts = {
  appName: "Konsil",
  tagline: "Nachrichten im Krankenhaus, Ende-zu-Ende-verschlüsselt",
  signIn: {
    action: "Anmelden",
    explanation: "Mit Ihrem Konto des Krankenhauses",
    running: "Anmeldung läuft …",
    hospitalUnknown: "Das Krankenhaus ist gerade nicht erreichbar.",
  },
  enrolment,
  conversations: {
    title: "Unterhaltungen",
    start: "Neue Unterhaltung",
    none: "Noch keine Unterhaltungen",
    noneHint: "Suchen Sie eine Kollegin oder einen Kollegen und schreiben Sie die erste Nachricht.",
    nothingSaid: "Noch keine Nachricht",
    unread: (count) => `${String(count)} ungelesen`,
    choose: "Wählen Sie links eine Unterhaltung.",
    encrypted: "Ende-zu-Ende-verschlüsselt: Lesen können nur die Beteiligten.",
  },
  people: {
    title: "Neue Unterhaltung",
    search: "Name der Kollegin oder des Kollegen",
    searchHint: "Tippen Sie die ersten Buchstaben des Namens.",
    searching: "Suche …",
    found: (count) => (count === 1 ? "1 Person gefunden" : `${String(count)} Personen gefunden`),
    none: (words) => `Niemand gefunden, dessen Name „${words}“ enthält.`,
    unreachable: "Noch kein Gerät eingerichtet, nicht erreichbar",
    opening: "Unterhaltung wird geöffnet …",
    unknown: "Unbekannte Person",
  },
  conversation,
  attachment,
  settings,
  frame,
  time: { today: "Heute", yesterday: "Gestern" },
  problems,
};

function duration(seconds: number): string {
  if (seconds === 0) {
    return "nie";
  }
  const days = seconds / 86_400;
  if (days >= 1) {
    return days === 1 ? "1 Tag" : `${String(Math.round(days))} Tagen`;
  }
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes === 1 ? "1 Minute" : `${String(minutes)} Minuten`;
}
