export { newPassphrase, newRecoveryCode, passphraseOf, recoveryCodeOf, wordsOf } from "./codes.ts";
export { decodeHead, encodeHead, headKeyOf, openHead, requireNotOlder, signHead } from "./head.ts";
export { encodePage, openPage } from "./index-page.ts";
export { encodeManifest, sealManifest } from "./manifest.ts";
export { openObject, sealObject } from "./objects.ts";
export { backupIdOf, newRootKey } from "./root-key.ts";
export { decodeSlot, encodeSlot, openWithCode, openWithPassphrase, passphraseSlot, recoverySlot } from "./slot.ts";
