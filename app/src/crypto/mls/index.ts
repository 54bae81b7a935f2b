export { DeviceAuthentication } from "./authentication.ts";
export type { Group, MlsEngine } from "./engine.ts";
export type { OwnDevice } from "./key-packages.ts";
export { peopleOf } from "./member-list.ts";
export { makeSuite } from "./suite.ts";
export { TsMlsEngine } from "./ts-mls-engine.ts";
