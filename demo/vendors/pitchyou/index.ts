// The stand-in for PitchYou: its API, the apply page behind the button, the chat page behind a token, and the switches to break it.
//
// By HTTP, under /pitchyou/control (JSON in, JSON out):
//   POST /faults    {operation, fault, times?, ms?, retryAfterSeconds?} or a list of them; fault "none" clears; DELETE clears all
//                   operation: token templates profiles media confirm chattoken
//                   fault: slow 401 404 429 500 dropped malformed (dropped cuts the connection in the middle of the body)
//   POST /profiles  {customer?, profile | raw, profileId?, media?: [{mediaId, mimeType?, fileName?, base64 | text | size}]}
//   POST /clients   {clientId, clientSecret, name?, actsFor?, tokenStyle?: form basic json, expiresInSeconds?}
//   POST /samples · POST /reset · GET /state
import { Hono } from "hono";
import { assets } from "../../assets.ts";
import { createApi } from "./api.ts";
import { createApply } from "./apply.ts";
import { createChat } from "./chat.ts";
import { createControl } from "./control.ts";
import { createState, type PitchYouState } from "./state.ts";

export type PitchYou = { app: Hono; fetch(request: Request): Response | Promise<Response>; state: PitchYouState };

/** A PitchYou of its own under `/pitchyou`; `state` is what a test reads and changes. */
export function createPitchYou(): PitchYou {
  const state = createState();
  const app = new Hono().basePath("/pitchyou");
  app.get("/assets/:file", assets([new URL("../../look/", import.meta.url), new URL("look/", import.meta.url), new URL("browser/", import.meta.url)]));
  app.route("/control", createControl(state));
  app.route("/", createApi(state));
  app.route("/", createChat(state));
  app.route("/", createApply(state));
  return { app, fetch: app.fetch, state };
}
