// The suite's users, which it calls customers: https://viasto.eu/apiv3/resources/customers.html
import * as v from "valibot";
import { ApiProblem, listJson, notFound, readFields } from "./answering.ts";
import { given } from "./projects.ts";
import { accountTypes } from "./records.ts";
import { email, filledLine, line, type Asked, type Mount } from "./resource.ts";
import { customerJson } from "./attributes.ts";
import { nextId, type Vendor } from "./state.ts";

const customerFields = v.object({ first_name: line, last_name: line, email, phone: v.nullable(line), account_type: v.picklist(accountTypes, "Not a valid choice.") });
const newCustomer = v.object({ username: filledLine, ...v.partial(customerFields).entries, account_type: customerFields.entries.account_type });

export function mountCustomers(vendor: Vendor, mount: Mount): void {
  const { state } = vendor;
  const ofCompany = ({ company }: Asked) => [...state.customers.values()].filter((customer) => customer.company === company.id);
  const find = (asked: Asked) => {
    const customer = state.customers.get(asked.id("customer"));
    if (customer?.company !== asked.company.id) throw notFound();
    return customer;
  };

  mount("/customers/", "customers", {
    GET(asked) {
      const username = asked.c.req.query("username");
      const found = ofCompany(asked).filter((customer) => username === undefined || customer.username === username);
      return listJson(vendor, asked.c, asked.company.id, found, (customer) => customerJson(vendor, customer));
    },
    async POST(asked) {
      const { username, account_type, ...fields } = await readFields(asked.c, newCustomer);
      if (ofCompany(asked).some((customer) => customer.username === username)) throw new ApiProblem(400, { username: ["A user with that username already exists."] });
      const id = nextId(state);
      const customer = { id, company: asked.company.id, username, first_name: "", last_name: "", email: null, phone: null, ...given(fields), account_type, status: "new" };
      state.customers.set(id, customer);
      return asked.c.json(customerJson(vendor, customer), 201);
    },
  });
  mount("/customers/:customer/", "customers", {
    GET: (asked) => asked.c.json(customerJson(vendor, find(asked))),
    async PATCH(asked) {
      const customer = find(asked);
      const { username, ...fields } = await readFields(asked.c, v.object({ username: v.optional(v.unknown()), ...v.partial(customerFields).entries }));
      if (username !== undefined) throw new ApiProblem(400, { username: ["This field can not be changed."] });
      Object.assign(customer, given(fields));
      return asked.c.json(customerJson(vendor, customer), 202);
    },
  });
}
