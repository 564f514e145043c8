// Reads the JSON body of a call.
import * as v from "valibot";
import { LinkedInError } from "./answers.ts";
import type { ApiCall } from "./tunnel.ts";

/** The body as JSON of this shape; anything else is a 400 that names the field. */
export function readJson<Schema extends v.GenericSchema>(call: ApiCall, schema: Schema): v.InferOutput<Schema> {
  if (!call.tunnelled && !call.header("content-type")?.startsWith("application/json")) throw new LinkedInError(400, "Content-Type: application/json is required");
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), call.body);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new LinkedInError(400, `${v.getDotPath(issue) ?? "The body"}: ${issue.message}`);
}
