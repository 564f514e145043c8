// All rooms. A new vendor is one line here.
import type { Lookout } from "../core/alerts.ts";
import type { TaskHandlers } from "../core/runner.ts";
import { houseTasks } from "../core/housekeeping.ts";
import { alertTasks } from "../core/alert-messages.ts";
import { messageTasks } from "../core/messages.ts";
import type { Integration } from "./integration.ts";
import { icims } from "./icims/index.ts";
import { interviewSuite } from "./interview-suite/index.ts";
import { linkedin } from "./linkedin/index.ts";
import { luotettavaTyontekija } from "./luotettava-tyontekija/index.ts";
import { pitchyou } from "./pitchyou/index.ts";

export const integrations: readonly Integration[] = [linkedin, pitchyou, interviewSuite, luotettavaTyontekija, icims];

/** What the runner can do: the house's own tasks and every room's. */
export const taskHandlers = (rooms: readonly Integration[]): TaskHandlers =>
  Object.assign({}, houseTasks(rooms.flatMap((room) => room.purge ?? [])), messageTasks, alertTasks, ...rooms.map((room) => room.tasks));

/** What the rooms look out for each minute. */
export const lookoutsOf = (rooms: readonly Integration[]): readonly Lookout[] => rooms.flatMap((room) => room.lookouts ?? []);
