// From the job page into the suite, signed in by SAML and by OpenID Connect; and the same view as a page of its own in somebody else's frame.
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { after, before, describe, it } from "node:test";
import { setStage, type Stage } from "./stage.ts";

const JOB = "PF-2041";
const operator = { authorization: "Bearer sandbox-operator", "bridge-tenant": "acme", "content-type": "application/json" };

describe("the interview suite from the ATS", () => {
  let stage: Stage;
  const servers: Server[] = [];
  before(async () => {
    stage = await setStage();
  });
  after(async () => {
    for (const server of servers) server.close();
    await stage.close();
  });

  const call = async (method: string, path: string, body: unknown) => {
    const answer = await fetch(`${stage.demo.edge.url}${path}`, { method, headers: operator, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${method} ${path}: ${await answer.clone().text()}`);
    return answer.json();
  };
  const eventually = async <T>(ask: () => T | undefined): Promise<T> => {
    for (let round = 0; ; round++) {
      const found = ask();
      if (found !== undefined) return found;
      assert.ok(round < 200, "within ten seconds");
      await new Promise((later) => setTimeout(later, 50));
    }
  };
  const project = () => eventually(() => [...stage.demo.vendors.suite.state.projects.values()].find(({ internal_id }) => internal_id === JOB));

  /** Sets how people sign on, and whom the suite trusts. */
  const signOnBy = async (type: "saml" | "oidc") => {
    const { vendors } = stage.demo;
    const connection = (await (await fetch(`${stage.demo.edge.url}/v1/tenants/acme/connections/interview-suite`, { headers: operator })).json()).settings;
    const sso =
      type === "saml"
        ? { type, acsUrl: `${vendors.url}/suite/saml/acs`, audience: `${vendors.url}/suite` }
        : { type, clientId: "suite", clientSecret: "a-secret-of-both", redirectUris: [`${vendors.url}/suite/oidc/callback`], initiateUrl: `${vendors.url}/suite/oidc/start` };
    const { endpoints } = await call("PUT", "/v1/tenants/acme/connections/interview-suite", { ...connection, sso });
    vendors.suite.trust(
      "acme",
      type === "saml"
        ? { type, metadata: endpoints.samlMetadata, acsUrl: `${vendors.url}/suite/saml/acs`, audience: `${vendors.url}/suite` }
        : { type, issuer: endpoints.oidcIssuer, clientId: "suite", clientSecret: "a-secret-of-both", redirectUri: `${vendors.url}/suite/oidc/callback` },
    );
  };

  for (const type of ["saml", "oidc"] as const) {
    it(`IS-16 IS-20 opens the job's project in the suite, signed in by ${type}`, async () => {
      const { id } = await project();
      await signOnBy(type);
      const page = await stage.open("desktop");
      await page.goto(`${stage.demo.ats.url}/ats/jobs/pflegefachkraft-kiel`);
      const button = page.locator("interview-questions").getByRole("button").first();
      const [tab] = await Promise.all([page.waitForEvent("popup"), button.click()]);
      await tab.waitForURL(`${stage.demo.vendors.url}/suite/companies/1/projects/${id}`);
      await tab.getByText("Jana Petersen").first().waitFor();
    });
  }

  it("IS-18 IS-19 shows the questions in a frame of a listed origin, tells its height, and refuses another's frame", async () => {
    const { id } = await project();
    stage.demo.vendors.suite.addQuestion(id, { text: "Was ist Ihnen in der Pflege wichtig?" });
    const { url } = await call("POST", "/v1/links", { component: "interview-questions", jobId: JOB });
    const foreign = async () => {
      const server = createServer((_request, response) =>
        response
          .writeHead(200, { "content-type": "text/html" })
          .end(
            `<!doctype html><title>Foreign</title><iframe src="${url}" width="600" height="600"></iframe><script>onmessage=(e)=>{if(e.data?.type==="ats-bridge-height")document.title="height "+e.data.height+" from "+e.origin}</script>`,
          ),
      );
      servers.push(server);
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      const address = server.address();
      return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    };
    const [listed, stranger] = [await foreign(), await foreign()];
    const tenant = await (await fetch(`${stage.demo.edge.url}/v1/tenants/acme`, { headers: operator })).json();
    await call("PUT", "/v1/tenants/acme", { name: tenant.name, locale: tenant.locale, webhook: { url: tenant.webhook.url }, origins: [...tenant.origins, listed] });

    const page = await stage.open("desktop");
    await page.goto(listed);
    await page.frameLocator("iframe").getByText("Was ist Ihnen in der Pflege wichtig?").waitFor();
    await page.waitForFunction(() => document.title.startsWith("height"));
    assert.match(await page.title(), new RegExp(`^height \\d{2,} from ${stage.demo.edge.url}$`));

    stage.forgive(/frame-ancestors|chrome-error|violates the following Content Security Policy/);
    const other = await stage.open("desktop");
    await other.goto(stranger);
    await other.waitForTimeout(1_000);
    assert.equal(await other.frameLocator("iframe").getByText("Was ist Ihnen in der Pflege wichtig?").count(), 0);
  });
});
