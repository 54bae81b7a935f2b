export { extensions, nameOf } from "./authority.ts";
export { TestDelivery, type TestClient } from "./delivery.ts";
export { domain, imUri, TestHospital, type TestDevice } from "./hospital.ts";
export { SeededRandom } from "./random.ts";
