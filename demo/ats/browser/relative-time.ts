// How long ago, or how long until then, in the reader's language; the server and the browser say it with the same words.

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

// Clocks differ a little: what has just happened is never said to come.
const futureFromSeconds = 60;

export function relativeTime(iso: string, language: string, nowMs: number): string {
  const passed = Math.round((nowMs - Date.parse(iso)) / 1000);
  const ahead = passed < -futureFromSeconds;
  const seconds = ahead ? -passed : Math.max(0, passed);
  const [unit, size] = steps.find(([, size]) => seconds >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" }).format(ahead ? Math.round(seconds / size) : -Math.floor(seconds / size), unit);
}
