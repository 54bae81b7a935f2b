import type { Texts } from "./texts.ts";

const enrolment: Texts["enrolment"] = {
  title: "Set up this device",
  signedInAs: (name) => `Signed in as ${name}`,
  explanation:
    "So that your messages can be read on approved devices only, this device is registered once. You find the device code on the label of the device, or the IT department gives it to you.",
  code: "Device code",
  codeHint: "As it is written on the device",
  codeMissing: "Please enter the device code.",
  action: "Set up device",
  progress: "The device is being set up",
  steps: {
    key: "Make the device’s key",
    registration: "Register the device with the hospital",
    certificate: "Get its certificate",
    "key-packages": "Prepare for receiving messages",
  },
  stepDone: "done",
  stepRunning: "in progress",
  stepOpen: "to do",
};

const conversation: Texts["conversation"] = {
  write: "Write a message",
  send: "Send",
  loading: "Loading messages …",
  empty: "No messages yet. Write the first one.",
  gone: "This conversation does not exist on this device.",
  needsUpdate: "This message needs a newer version of Konsil.",
  notices: {
    "message-missing": "At least one message is missing here.",
    "message-unreadable": "A message did not pass its check and is therefore not shown.",
    "conversation-broken": "This conversation cannot go on on this device. Start a new one and tell the IT department.",
    "conversation-left": "This device no longer belongs to this conversation.",
    "conversation-rejoined": "This device has come into the conversation. What was written before cannot be read here.",
    "device-joined": "{name} has a new device in this conversation.",
    "device-removed": "A device of {name} was removed from this conversation.",
    "person-joined": "{name} was added.",
    "person-left": "{name} no longer takes part.",
  },
  notice: "Notice",
  states: {
    waiting: "Waiting for connection",
    accepted: "Arrived at the server",
    delivered: "Delivered",
    failed: "Not sent",
    received: "Received",
  },
  you: "You",
  said: (name) => `${name}:`,
  latest: "To the latest message",
  newMessages: (count) => (count === 1 ? "1 new message" : `${String(count)} new messages`),
  announced: (name, text) => `New message from ${name}: ${text}`,
  announcedElsewhere: (name) => `New message from ${name}`,
};

const settings: Texts["settings"] = {
  title: "Settings",
  person: "Signed in",
  ward: "Ward",
  duty: "Duty",
  appearance: "Appearance",
  language: "Language",
  theme: "Theme",
  themes: { system: "Automatic", light: "Light", dark: "Dark" },
  hospital: "Your hospital",
  hospitalName: "Name",
  domain: "Domain",
  issuer: "Signs in through",
  rootFingerprint: "Fingerprint of the certificate authority (SHA-256)",
  rootHint: "Compare it with the notice of the IT department if you want to be sure.",
  version: "Version",
  factsMissing: "The hospital’s details cannot be fetched at the moment.",
  signOut: "Sign out",
  signOutQuestion: "Sign out of this device?",
  signOutConsequence: "Until you sign in again, no messages arrive on this device.",
  signOutConfirm: "Sign out",
  cancel: "Stay signed in",
};

const frame: Texts["frame"] = {
  back: "Back",
  settings: "Settings",
  starting: "Konsil is starting …",
  offline: "No connection. Messages are sent as soon as it is back.",
  connecting: "Connecting …",
  elsewhereTitle: "Already open",
  elsewhere: "Konsil is already running in another window. Close that one to go on here.",
  useHere: "Go on here",
  revokedTitle: "This device is locked out",
  revoked:
    "The device’s certificate was revoked; messages are no longer possible here. Please contact the IT department.",
  failedTitle: "Konsil could not start",
  reload: "Reload",
  updateReady: "A new version is ready.",
  updateNow: "Load it now",
};

const problems: Texts["problems"] = {
  kinds: {
    offline: "The server cannot be reached. Please check the connection and try again.",
    refused: "The server refused this. Please contact the IT department if that does not change.",
    tampered: "The data did not pass their check. For your protection this was stopped; please tell the IT department.",
    locked: "Your sign-in has expired. Please sign in again.",
    defect: "Sorry, this did not work. Please contact the IT department if that does not change.",
  },
  codes: {
    "posture-refused":
      "This device code is not approved for you. Check what you typed, or ask the IT department to approve the device.",
    "token-refused": "Your sign-in has expired. Please sign in again.",
    internal: "The server made a mistake. Please contact the IT department if that does not change.",
    forbidden: "Your account is not set up for this. Please contact the IT department.",
    "identity-unreachable":
      "The hospital’s sign-in cannot be reached at the moment. Please try again in a few minutes.",
    "sign-in-refused": "Signing in did not work. Please try again.",
    access_denied: "Signing in was cancelled.",
    "unknown-person": "This person is no longer in the hospital’s directory.",
    unreachable: "This person has not set up a device yet and cannot receive messages.",
    "message-too-large": "The message is too long. Please split it.",
    "device-removed": "This device is locked out. Please contact the IT department.",
    "device-of-another":
      "This device is set up for another person. Sign in with their account, or ask the IT department.",
    "no-current-certificate": "This device’s certificate is no longer valid. Please contact the IT department.",
    "sign-in-not-begun": "Signing in was interrupted. Please try again.",
    "too-many-claims": "Too many conversations were started just now. Please try again in a few minutes.",
  },
  withCode: (text, code) => `${text} (${code})`,
};

/** English. */
export const english: Texts = {
  appName: "Konsil",
  tagline: "Messages in the hospital, end-to-end encrypted",
  signIn: {
    action: "Sign in",
    explanation: "With your hospital account",
    running: "Signing in …",
    hospitalUnknown: "The hospital cannot be reached at the moment.",
  },
  enrolment,
  conversations: {
    title: "Conversations",
    start: "New conversation",
    none: "No conversations yet",
    noneHint: "Find a colleague and write the first message.",
    nothingSaid: "No message yet",
    unread: (count) => `${String(count)} unread`,
    choose: "Choose a conversation on the left.",
    encrypted: "End-to-end encrypted: only those taking part can read.",
  },
  people: {
    title: "New conversation",
    search: "Name of your colleague",
    searchHint: "Type the first letters of the name.",
    searching: "Searching …",
    found: (count) => (count === 1 ? "1 person found" : `${String(count)} people found`),
    none: (words) => `Nobody found whose name contains “${words}”.`,
    unreachable: "No device set up yet, cannot be reached",
    opening: "Opening the conversation …",
    unknown: "Unknown person",
  },
  conversation,
  settings,
  frame,
  time: { today: "Today", yesterday: "Yesterday" },
  problems,
};
