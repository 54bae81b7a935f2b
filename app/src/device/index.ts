export { DeviceRecords, type EnrolledDevice } from "./device-record.ts";
export { enrolDevice, renewDevice } from "./enrolment.ts";
export { Revocations } from "./revocations.ts";
