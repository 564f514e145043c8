// One operation on a control page: how often it was called, what it does now, and the form that breaks it.
import { html } from "hono/html";
import { stateLabel, type Html } from "./page.ts";

type Broken<Operation> = {
  calls: readonly { operation: string }[];
  faults: ReadonlyMap<Operation, { fault: string; times?: number | undefined }>;
};

/** `path` is the control page's, `/icims/control` for example. */
export function faultRow<Operation extends string>(path: string, { calls, faults }: Broken<Operation>, kinds: readonly string[], name: Operation): Html {
  const fault = faults.get(name);
  return html`
    <tr>
      <th scope="row">${name}</th>
      <td class="number">${calls.filter(({ operation }) => operation === name).length}</td>
      <td>${fault ? stateLabel("warn", `${fault.fault}${fault.times ? `, ${fault.times} more` : ""}`) : stateLabel("good", "answers")}</td>
      <td>
        <form method="post" action="${path}/faults" class="row">
          <input type="hidden" name="operation" value="${name}" />
          <select class="select" name="fault" aria-label="Fault of ${name}">${["none", ...kinds].map((kind) => html`<option ${kind === fault?.fault ? "selected" : ""}>${kind}</option>`)}</select>
          <input class="input short" name="times" type="number" min="1" placeholder="always" aria-label="How many times" />
          <button class="button">Set</button>
        </form>
      </td>
    </tr>`;
}
