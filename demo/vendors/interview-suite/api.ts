// The API v3 of the suite, as far as its pages are public: https://viasto.eu/apiv3/basics.html
import { Hono, type Context } from "hono";
import { answering, ApiProblem, notFound } from "./answering.ts";
import { mountCandidates } from "./api-candidates.ts";
import { mountCustomers } from "./api-customers.ts";
import { mountProjects } from "./api-projects.ts";
import type { Method, Mount } from "./resource.ts";
import { companyJson } from "./attributes.ts";
import type { Vendor } from "./state.ts";
import { authenticate, giveToken } from "./tokens.ts";

export function createApi(vendor: Vendor): Hono {
  const app = new Hono();
  const { state } = vendor;

  app.all("/api-token-auth/", (c) => answering(vendor, c, "token", () => (c.req.method === "POST" ? giveToken(vendor, c) : refuseMethod(c))));
  app.all("/company-by-identifier/:identifier/", (c) =>
    answering(vendor, c, "company", () => {
      const grant = authenticate(vendor, c);
      const company = [...state.companies.values()].find(({ identifier }) => identifier === c.req.param("identifier"));
      if (!company) throw notFound();
      if (grant.company !== company.id) throw forbidden();
      return c.req.method === "GET" ? c.json(companyJson(vendor, company)) : refuseMethod(c);
    }),
  );

  const mount: Mount = (path, operation, handlers) => {
    app.all(`/companies/:company${path}`, (c) =>
      answering(vendor, c, operation, () => {
        const grant = authenticate(vendor, c);
        const id = (name: string) => Number(c.req.param(name));
        const company = state.companies.get(id("company"));
        if (!company) throw notFound();
        if (grant.company !== company.id) throw forbidden();
        const handler = handlers[c.req.method as Method];
        return handler ? handler({ c, company, id }) : refuseMethod(c);
      }),
    );
  };
  mount("/", "company", { GET: ({ c, company }) => c.json(companyJson(vendor, company)) });
  mountProjects(vendor, mount);
  mountCandidates(vendor, mount);
  mountCustomers(vendor, mount);

  app.all("*", (c) => c.json({ detail: "Not found." }, 404));
  return app;
}

function forbidden(): ApiProblem {
  return new ApiProblem(403, "You do not have permission to perform this action.");
}

function refuseMethod(c: Context): never {
  throw new ApiProblem(405, `Method "${c.req.method}" not allowed.`);
}
