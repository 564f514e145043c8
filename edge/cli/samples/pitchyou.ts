// PitchYou sends nothing: its profiles are pulled. This checks the credentials and pulls now.
import { BridgeError } from "../../kit/errors.ts";
import { pathOf } from "../operator.ts";
import type { Connection } from "../operator.ts";
import { WrongUsage } from "../ports.ts";
import { collector } from "./sample.ts";
import type { Judged, Sample } from "./sample.ts";

const judged = async (ask: () => Promise<Judged>): Promise<Judged> => {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof BridgeError)) throw cause;
    return { actual: `${cause.status} ${cause.code}`, good: false };
  }
};

export const pitchyou: Sample = async ({ operator, tenant }) => {
  if (!operator) throw new WrongUsage("the operator's token is missing: give --token or set OPERATOR_TOKEN");
  const { steps, note } = collector();
  const credentials = await judged(async () => {
    const { state } = await operator.read<Connection>("POST", pathOf(tenant, "/connections/pitchyou/check"), { timeoutMs: 60_000 });
    return { actual: state, good: state === "healthy" };
  });
  note("pull", "the credentials at PitchYou", "healthy", credentials);
  const pulled = await judged(async () => {
    const { status } = await operator.as(tenant)("POST", "/v1/pitchyou/pull");
    return { actual: String(status), good: status === 202 };
  });
  note("pull", "pull now", "202", pulled);
  return steps;
};
