// The attributes that LinkedIn's plugin is drawn by: which lists of bundles and which widths it is given.
import "../../widgets/ats-linkedin-onboard/define.ts";
import { faultMessage } from "../../widgets/ats-linkedin-onboard/stage/faults.ts";
import { parseSupported, parseWidth, widthFor } from "../../widgets/ats-linkedin-onboard/stage/bundles.ts";
import { fakeEdge, frameIn, freshPage, onboard, onboarded } from "./linkedin/stage.ts";
import { collect, equal, ok, replace, same, until, visibleText } from "./support.ts";

const company = "RECRUITER_SYSTEM_CONNECT_COMPANY";
const contract = "RECRUITER_SYSTEM_CONNECT_CONTRACT";
const pair = `${company},${contract}`;
const settings = { apiKey: "k", scriptUrl: "https://l/in.js", extensionUrl: "https://l/x", allowedDomains: [], sandbox: true, keyAt: NaN };

describe("the supported bundles", () => {
  const good: [text: string | null, list: string, added: boolean][] = [
    [null, pair, false],
    ["", pair, false],
    [" , ", pair, false],
    [pair, pair, false],
    [`${contract} , ${company}`, pair, false],
    [`${pair},${pair}`, pair, false],
    ["APPLY_WITH_LINKEDIN", `${pair},APPLY_WITH_LINKEDIN`, true],
    [`APPLY_CONNECT,${pair},APPLY_WITH_LINKEDIN`, `${pair},APPLY_WITH_LINKEDIN,APPLY_CONNECT`, false],
  ];
  for (const [text, list, added] of good) {
    it(`LI-13 LI-14 “${text ?? ""}” reads as a list`, () => same(parseSupported(text), { list, added }));
  }

  const bad: [text: string, code: string, words: string][] = [
    ["APPLY_STARTERS_EXP", "unknown-bundle", '"APPLY_STARTERS_EXP" is not one of RECRUITER'],
    [`${pair},CSA_API`, "unknown-bundle", '"CSA_API"'],
    [pair.toLowerCase(), "unknown-bundle", company.toLowerCase()],
    [company, "incomplete-rsc", `${contract} is missing`],
    [`${contract},APPLY_CONNECT`, "incomplete-rsc", `${company} is missing`],
  ];
  for (const [text, code, words] of bad) {
    it(`LI-13 LI-14 “${text}” is refused in words`, () => {
      const fault = parseSupported(text);
      ok("code" in fault && fault.code === code, JSON.stringify(fault));
      const message = "code" in fault ? faultMessage(fault.code, { settings, at: fault.bundle }) : "";
      ok(message.includes(words), message);
    });
  }

  describe("in an element", () => {
    const hints: string[] = [];
    beforeEach(() => {
      freshPage();
      hints.length = 0;
      replace(console, "warn", (line: unknown) => hints.push(String(line)));
    });
    afterEach(() => freshPage());

    it("LI-13 a refused list draws nothing, says so on the page, to the page and on the console, and can be put right", async () => {
      fakeEdge();
      const errors = collect(document, "linkedin-error");
      const element = await onboard({ supported: "APPLY_STARTERS_EXP" });
      await until(() => element.state === "error", "the error");
      await until(() => visibleText(element).includes("unknown-bundle"), "the code");
      same(
        errors.map(({ detail }) => [detail.code, detail.retryable]),
        [["unknown-bundle", false]],
      );
      ok(
        hints.some((line) => line.includes("APPLY_STARTERS_EXP")),
        "the hint",
      );
      equal(frameIn(element), null);
      element.supported = pair;
      await until(() => frameIn(element), "the plugin");
    });

    it("LI-14 a list without the mandatory pair gets it, and the developer is told", async () => {
      fakeEdge();
      const element = await onboarded({ supported: "APPLY_CONNECT" });
      equal(frameIn(element)?.dataset["supported"], `${pair},APPLY_CONNECT`);
      ok(
        hints.some((line) => line.includes("they were added")),
        "the hint",
      );
    });

    it("LI-12 a bad width falls back to the default, and the developer is told", async () => {
      fakeEdge();
      const element = await onboarded({ width: "12em" });
      equal(frameIn(element)?.width, "500");
      ok(
        hints.some((line) => line.includes('"12em"')),
        "the hint",
      );
    });
  });
});

describe("the width", () => {
  for (const [text, width] of [
    ["640", "640"],
    ["640px", "640"],
    [" 100% ", "100%"],
    ["0", undefined],
    ["-5", undefined],
    ["50%", undefined],
    ["12em", undefined],
    ["1e3", undefined],
    ["", undefined],
    [null, undefined],
  ] as const) {
    it(`LI-12 “${text ?? ""}” is ${width ?? "no width"}`, () => equal(parseWidth(text), width));
  }

  it("LI-12 is 500 where nothing is asked for, or what there is", () => {
    same([widthFor(null, 900), widthFor("x", 900), widthFor(null, 288.5), widthFor(null, 0), widthFor("700", 288)], ["500", "500", "288", "500", "700"]);
  });
});
