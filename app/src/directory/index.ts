export { People, type DirectoryPerson } from "./people.ts";
