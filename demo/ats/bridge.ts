// The ATS's side of ats-bridge: the server kit with this ATS's API key. Elsewhere it is imported from "ats-bridge/server".
import { BridgeError, createBridge as createKit, type AtsEvent, type Bridge, type Repair } from "../../edge/kit/index.ts";

export { BridgeError, type AtsEvent, type Bridge, type Repair };

export function createBridge({ edgeUrl, apiKey }: { edgeUrl: string; apiKey: string }): Bridge {
  return createKit({ edge: edgeUrl, apiKey });
}

/** The answer, or the refusal as a value; anything else is still thrown. */
export async function attempt<Answer>(ask: () => Promise<Answer>): Promise<Answer | BridgeError> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof BridgeError) return error;
    throw error;
  }
}
