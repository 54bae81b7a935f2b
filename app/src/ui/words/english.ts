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
  partsComing: (arrived, total) => `A long message is arriving: ${String(arrived)} of ${String(total)} parts are here.`,
  partsLost: (count, places, total) =>
    count === 1
      ? `Part ${places} of ${String(total)} is missing; asked for again.`
      : `Parts ${places} of ${String(total)} are missing; asked for again.`,
  notices: {
    "message-missing": "A message is missing here. It was asked for again.",
    "message-forged": "A message does not fit the others of the same person and is therefore not shown.",
    "message-unreadable": "A message did not pass its check and is therefore not shown.",
    "conversation-broken": "This conversation cannot go on on this device. Start a new one and tell the IT department.",
    "conversation-left": "This device no longer belongs to this conversation.",
    "conversation-rejoined": "This device has come into the conversation. What was written before cannot be read here.",
    "device-joined": "{name} has a new device in this conversation.",
    "device-removed": "A device of {name} was removed from this conversation.",
    "person-joined": "{name} was added.",
    "person-left": "{name} no longer takes part.",
  },
  deleted: "This message was deleted.",
  deleteForAll: "Delete for everyone",
  actions: (time) => `Actions for this message of ${time}`,
  deleteQuestion: "Delete this message for everyone?",
  deleteConsequence: "It disappears here and on all devices of those taking part. This cannot be undone.",
  deleteConfirm: "Delete",
  deleteCancel: "Keep it",
  close: "Close",
  deletedEverything: "Everything written before was deleted.",
  more: "Actions for this conversation",
  expiry: "Messages disappear after",
  expiryHint: "Holds for everybody and for what is written from now on. Every device forgets a message by itself.",
  expiryChoice: (seconds) => duration(seconds),
  expirySet: (name, seconds) =>
    seconds === 0
      ? `New messages no longer disappear (set by: ${name}).`
      : `New messages disappear after ${duration(seconds)} (set by: ${name}).`,
  expiresAt: (time) => `Disappears on ${time}`,
  deleteEverything: "Delete all I wrote, for everyone",
  deleteEverythingQuestion: "Delete all that you wrote in this conversation, for everyone?",
  deleteHere: "Delete all messages on this device",
  deleteHereQuestion: "Delete all messages of this conversation on this device?",
  deleteHereConsequence: "The others keep theirs. It cannot be undone.",
  onDevices: (holding, devices) => `on ${String(holding)} of ${String(devices)} devices`,
  readBy: (names) => `read by ${names}`,
  deletedOn: (answered, devices) => `Deleted on ${String(answered)} of ${String(devices)} devices.`,
  deletionOpen: (names) => `Not confirmed yet: ${names}`,
  completeUpTo: (time) => `Complete up to ${time}`,
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

const attachment: Texts["attachment"] = {
  attach: "Attach a file",
  drop: "Drop files here to send them",
  question: (count, names) =>
    count === 1 ? `Send this file to ${names}?` : `Send these ${String(count)} files to ${names}?`,
  hint: "They are encrypted on this device; only those taking part can open them.",
  sealing: (place, count) => `Encrypting ${String(place)} of ${String(count)} …`,
  send: "Send",
  cancel: "Do not send",
  file: (name) => `File ${name}`,
  picture: (name) => `Picture ${name}`,
  kind: "File",
  fetch: "Download",
  save: "Save",
  enlarge: "Show larger",
  stop: "Stop",
  discard: "Discard",
  again: "Try again",
  sending: (percent) => `Sending: ${percent}`,
  fetching: (percent) => `Downloading: ${percent}`,
  waiting: "Not sent yet; goes on by itself as soon as the server answers.",
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
  erase: "Delete everything on this device",
  eraseQuestion: "Delete everything on this device?",
  eraseConsequence:
    "All conversations and keys on this device are destroyed, and the device is put out of every conversation. The others keep what you wrote. This cannot be undone.",
  eraseConfirm: "Delete everything",
  privacy: "Privacy",
  readReceipts: "Tell others what I have read",
  readReceiptsHint: "Off unless you switch it on. The hospital's server never learns it.",
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
    "attachment-too-large": "The file is too large: at most 2 GB can be sent.",
    "attachment-store-full":
      "The hospital’s store for files is full. Please tell the IT department and try again later.",
    "too-many-uploads":
      "Too many files are on their way in this conversation. Please try again when they have arrived.",
    "attachment-differs":
      "The file that arrived is not the one that was sent and was thrown away. Download it again; if it happens again, tell the IT department.",
    "attachment-digest-differs": "The file arrived damaged at the server. Please try again.",
    "unknown-attachment": "The server does not have this file any more. Ask for it to be sent again.",
    "unknown-conversation": "This device no longer belongs to this conversation at the server.",
    "attachment-unknown": "This file was deleted.",
    "attachment-not-here": "The file is not on this device yet. Please download it first.",
    "attachments-not-offered": "Files cannot be sent at the moment. Please try again when the connection is back.",
    "file-changed": "The file changed while it was being read. Please choose it again.",
    "file-unreadable":
      "The file cannot be read. Folders cannot be sent; a file has to be chosen again if it was moved.",
    "device-full": "There is no room left on this device. Please delete something and try again.",
    "device-removed": "This device is locked out. Please contact the IT department.",
    "device-erased-alone":
      "Everything on this device is deleted. The server could not be told: tell the IT department that this device is no more.",
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
  attachment,
  settings,
  frame,
  time: { today: "Today", yesterday: "Yesterday" },
  problems,
};

function duration(seconds: number): string {
  if (seconds === 0) {
    return "never";
  }
  const days = seconds / 86_400;
  if (days >= 1) {
    return days === 1 ? "1 day" : `${String(Math.round(days))} days`;
  }
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes === 1 ? "1 minute" : `${String(minutes)} minutes`;
}
