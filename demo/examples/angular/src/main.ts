import { bootstrapApplication } from "@angular/platform-browser";
import { JobPage } from "./job-page";

bootstrapApplication(JobPage).catch((cause: unknown) => console.error(cause));
