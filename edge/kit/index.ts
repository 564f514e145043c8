// ats-bridge/server: what an ATS's backend imports. Web standards only: Node 20 and newer, Workers, Deno, Bun.
export { createBridge } from "./bridge.ts";
export type { Bridge, BridgeOptions } from "./bridge.ts";
export type { CallOptions, CreateOptions } from "./call.ts";
export { BridgeError, HeaderMissing, OutsideTolerance, Unreadable, VerificationError, WrongSignature } from "./errors.ts";
export type { FieldError } from "./errors.ts";
export type { Gone, Message, MessageData, MessageType } from "./messages.ts";
export type * from "./shapes.ts";
export { verifyMessage } from "./verify-message.ts";
export type { Received, VerifyOptions } from "./verify-message.ts";
export { verifyReceipt } from "./verify-receipt.ts";
