export { extensions, nameOf, spki, TestAuthority } from "./authority.ts";
export { domain, imUri, TestHospital, type TestDevice } from "./hospital.ts";
export { SeededRandom } from "./random.ts";
