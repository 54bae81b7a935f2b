export { extensions, nameOf } from "./authority.ts";
export type { TestClient } from "./client.ts";
export { TestDelivery } from "./delivery.ts";
export { domain, imUri, TestHospital, type TestDevice } from "./hospital.ts";
export { TestServer } from "./server.ts";
export { SeededRandom } from "./random.ts";
export { digestOf, fileOf, someBytes, TestTalk } from "./talk.ts";
