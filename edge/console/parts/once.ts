// The promise, in words: however often it came, it was done once.
import type { TemplateResult } from "lit";
import { plural } from "../format.ts";
import { words } from "../language.ts";
import { status } from "./status.ts";

export const onceOf = (received: number): TemplateResult => status("done", plural(words().records.once, received));
