// What a reviewer sees who asks for a state by `preview-state`; loaded only then.
import { missingProfile, type ChatProblem } from "./problems.ts";

const problems: Record<string, ChatProblem> = {
  empty: missingProfile,
  blocked: { code: "origin-not-allowed", status: 403, message: "preview", retryable: false },
  expired: { code: "session-expired", status: 401, message: "preview", retryable: false },
  error: { code: "vendor-unavailable", status: 502, message: "preview", retryable: true, requestId: "0198c7-preview" },
  offline: { code: "offline", message: "preview", retryable: true },
};

export function previewOf(state: string): ChatProblem | undefined {
  return problems[state];
}
