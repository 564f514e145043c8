// The utm values of the button's link come back with the application, unchanged, and are counted by source.
import assert from "node:assert/strict";
import { after, afterEach, describe, it } from "node:test";
import { inject } from "../../demo/vendors/pitchyou/profiles.ts";
import { ZOE } from "../fixtures/pitchyou/profiles.ts";
import { STORAGE_KINDS, closeStorages } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

after(closeStorages);
const ODD = { utmSource: 'Köln & "Bonn"', utmMedium: "50 % + mehr", utmCampaign: "herbst/26#ß", utmContent: "🙂 <b>" };

for (const storage of STORAGE_KINDS)
  describe(`sources on ${storage}`, () => {
    let test: TestApp;
    afterEach(() => test.close());

    it("PY-5 PY-13 PY-31 counts applications by the values of the link that brought them, byte for byte", async () => {
      test = await createTestApp({ storage });
      const acme = await test.tenant("acme");
      const query = new URLSearchParams({ jobId: "4711", utm_source: ODD.utmSource, utm_medium: ODD.utmMedium, utm_campaign: ODD.utmCampaign, utm_content: ODD.utmContent });
      const { url } = await (await acme.ats("GET", `/v1/pitchyou/apply-link?${query}`)).json();
      // As PitchYou's page reads its own address.
      const link = new URL(url).searchParams;
      const carried = { utmSource: link.get("utm_source"), utmMedium: link.get("utm_medium"), utmCampaign: link.get("utm_campaign"), utmContent: link.get("utm_content") };
      const apply = (profileId: string, values: object) =>
        inject(test.pitchyou.state, { customer: "acme", profile: { ...ZOE, profileId, steps: [], cv: null, ...values }, media: [] });
      apply("one", carried);
      apply("two", carried);
      apply("three", { utmSource: null, utmMedium: null, utmCampaign: null, utmContent: null });
      await acme.pull();
      const { items, complete } = await (await acme.ats("GET", "/v1/sources")).json();
      assert.equal(complete, true);
      assert.deepEqual(
        items.map((item: { lastAt: string }) => ({ ...item, lastAt: undefined })),
        [
          { channel: "pitchyou", ...ODD, applications: 2, lastAt: undefined },
          { channel: "pitchyou", utmSource: null, utmMedium: null, utmCampaign: null, utmContent: null, applications: 1, lastAt: undefined },
        ],
      );
      // Erased people are nobody's source.
      await acme.ats("POST", "/v1/people/erase", { email: ZOE.email });
      assert.deepEqual((await (await acme.ats("GET", "/v1/sources")).json()).items, []);
    });
  });
