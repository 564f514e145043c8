// What answers are looked at with before anything in them is used.

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** https, or http to this machine; never a script. */
export function isAddress(value: unknown): value is string {
  return typeof value === "string" && URL.canParse(value) && /^(https:\/\/|http:\/\/(localhost|[\w-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/])/.test(value);
}
