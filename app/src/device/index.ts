export { DeviceRecords, type EnrolledDevice } from "./device-record.ts";
export { eraseDevice } from "./ending.ts";
export { enrolDevice, renewDevice } from "./enrolment.ts";
export { Revocations } from "./revocations.ts";
