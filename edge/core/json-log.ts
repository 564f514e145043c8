// Structured logs: one JSON line an event.
import type { Log, LogFields } from "../ports.ts";

export const createLog = (write: (line: string) => void, now: () => number): Log => {
  const line =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      write(JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields }));
  return { info: line("info"), warn: line("warn"), error: line("error") };
};
