/** Every text that the app shows. One value of this type per language: a missing key does not compile. */
export interface Texts {
  readonly appName: string;
  readonly tagline: string;
  readonly signIn: SignInTexts;
  readonly enrolment: EnrolmentTexts;
  readonly conversations: ConversationsTexts;
  readonly people: PeopleTexts;
  readonly conversation: ConversationTexts;
  readonly attachment: AttachmentTexts;
  readonly settings: SettingsTexts;
  readonly frame: FrameTexts;
  readonly time: TimeTexts;
  readonly problems: ProblemTexts;
}

interface SignInTexts {
  readonly action: string;
  readonly explanation: string;
  readonly running: string;
  readonly hospitalUnknown: string;
}

interface EnrolmentTexts {
  readonly title: string;
  readonly signedInAs: (name: string) => string;
  readonly explanation: string;
  readonly code: string;
  readonly codeHint: string;
  readonly codeMissing: string;
  readonly action: string;
  readonly progress: string;
  readonly steps: Readonly<Record<"key" | "registration" | "certificate" | "key-packages", string>>;
  readonly stepDone: string;
  readonly stepRunning: string;
  readonly stepOpen: string;
}

interface ConversationsTexts {
  readonly title: string;
  readonly start: string;
  readonly none: string;
  readonly noneHint: string;
  readonly nothingSaid: string;
  readonly unread: (count: number) => string;
  readonly choose: string;
  readonly encrypted: string;
}

interface PeopleTexts {
  readonly title: string;
  readonly search: string;
  readonly searchHint: string;
  readonly searching: string;
  readonly found: (count: number) => string;
  readonly none: (words: string) => string;
  readonly unreachable: string;
  readonly opening: string;
  readonly unknown: string;
}

interface ConversationTexts {
  readonly write: string;
  readonly send: string;
  readonly loading: string;
  readonly empty: string;
  readonly gone: string;
  readonly needsUpdate: string;
  readonly partsComing: (arrived: number, total: number) => string;
  readonly partsLost: (count: number, places: string, total: number) => string;
  readonly notices: Readonly<Record<string, string>>;
  readonly completeUpTo: (time: string) => string;
  readonly deleted: string;
  readonly deleteForAll: string;
  readonly actions: (time: string) => string;
  readonly deleteQuestion: string;
  readonly deleteConsequence: string;
  readonly deleteConfirm: string;
  readonly deleteCancel: string;
  readonly close: string;
  readonly deletedEverything: string;
  readonly more: string;
  readonly expiry: string;
  readonly expiryHint: string;
  readonly expiryChoice: (seconds: number) => string;
  readonly expirySet: (name: string, seconds: number) => string;
  readonly expiresAt: (time: string) => string;
  readonly deleteEverything: string;
  readonly deleteEverythingQuestion: string;
  readonly deleteHere: string;
  readonly deleteHereQuestion: string;
  readonly deleteHereConsequence: string;
  readonly onDevices: (holding: number, devices: number) => string;
  readonly readBy: (names: string) => string;
  readonly deletedOn: (answered: number, devices: number) => string;
  readonly deletionOpen: (names: string) => string;
  readonly notice: string;
  readonly states: Readonly<Record<"waiting" | "accepted" | "delivered" | "failed" | "received", string>>;
  readonly you: string;
  readonly said: (name: string) => string;
  readonly latest: string;
  readonly newMessages: (count: number) => string;
  readonly announced: (name: string, text: string) => string;
  readonly announcedElsewhere: (name: string) => string;
}

interface AttachmentTexts {
  readonly attach: string;
  readonly drop: string;
  readonly question: (count: number, names: string) => string;
  readonly hint: string;
  readonly sealing: (place: number, count: number) => string;
  readonly send: string;
  readonly cancel: string;
  readonly file: (name: string) => string;
  readonly picture: (name: string) => string;
  readonly kind: string;
  readonly fetch: string;
  readonly save: string;
  readonly enlarge: string;
  readonly stop: string;
  readonly discard: string;
  readonly again: string;
  readonly sending: (percent: string) => string;
  readonly fetching: (percent: string) => string;
  readonly waiting: string;
}

interface SettingsTexts {
  readonly title: string;
  readonly person: string;
  readonly ward: string;
  readonly duty: string;
  readonly appearance: string;
  readonly language: string;
  readonly theme: string;
  readonly themes: Readonly<Record<"system" | "light" | "dark", string>>;
  readonly erase: string;
  readonly eraseQuestion: string;
  readonly eraseConsequence: string;
  readonly eraseConfirm: string;
  readonly privacy: string;
  readonly readReceipts: string;
  readonly readReceiptsHint: string;
  readonly hospital: string;
  readonly hospitalName: string;
  readonly domain: string;
  readonly issuer: string;
  readonly rootFingerprint: string;
  readonly rootHint: string;
  readonly version: string;
  readonly factsMissing: string;
  readonly signOut: string;
  readonly signOutQuestion: string;
  readonly signOutConsequence: string;
  readonly signOutConfirm: string;
  readonly cancel: string;
}

interface FrameTexts {
  readonly back: string;
  readonly settings: string;
  readonly starting: string;
  readonly offline: string;
  readonly connecting: string;
  readonly elsewhereTitle: string;
  readonly elsewhere: string;
  readonly useHere: string;
  readonly revokedTitle: string;
  readonly revoked: string;
  readonly failedTitle: string;
  readonly reload: string;
  readonly updateReady: string;
  readonly updateNow: string;
}

interface TimeTexts {
  readonly today: string;
  readonly yesterday: string;
}

interface ProblemTexts {
  /** When nothing is known but who can act. */
  readonly kinds: Readonly<Record<"offline" | "refused" | "tampered" | "locked" | "defect", string>>;
  /** By the last part of the problem's type. */
  readonly codes: Readonly<Record<string, string>>;
  readonly withCode: (text: string, code: string) => string;
}
