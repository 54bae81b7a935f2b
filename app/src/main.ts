import { showApp } from "./ui/index.ts";
import { startCore } from "./worker/index.ts";

showApp(startCore());
