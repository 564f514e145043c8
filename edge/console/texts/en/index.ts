// The console in English: the pattern for every other language.
import { frame } from "./frame.ts";
import { overview } from "./overview.ts";
import { pages } from "./pages.ts";
import { people } from "./people.ts";
import { providers } from "./providers.ts";
import { records } from "./records.ts";
import { setup } from "./setup.ts";
import { tenant } from "./tenant.ts";

export const words = { ...frame, ...overview, ...tenant, setup: { ...setup, ...providers }, ...records, ...pages, ...people };
export type Words = typeof words;
