// Words of the page's own: a language that we do not speak, from one JSON file for all elements, and single words in code.
import "../../widgets/ats-linkedin-onboard/define.ts";
import "../../widgets/interview-questions/define.ts";
import "../../widgets/pitchyou-apply-button/define.ts";
import "../../widgets/pitchyou-chat/define.ts";
import { answerFetch, collect, equal, json, mount, ok, part, replace, restore, until, visibleText, type Call } from "./support.ts";

const dutch = {
  lang: "nl",
  "pitchyou-apply-button": { label: "Solliciteer via WhatsApp", newTab: "opent in een nieuw tabblad" },
  "pitchyou-chat": { title: "Chat via WhatsApp", errorTitle: "De chat ging niet open", retry: "Probeer opnieuw" },
  "ats-linkedin-onboard": { title: "LinkedIn Recruiter koppelen", requested: "Aangevraagd", blankTitle: "Het venster van LinkedIn blijft leeg" },
  "interview-questions": { title: "Interviewvragen", other: "{count} vragen", invited: "uitgenodigd", vendor: "De suite antwoordt niet.", asOf: "Stand:" },
};

let files = 0;
/** Each test has a file of its own: one is asked for once a page. */
const address = (): string => `/texts-${(files += 1)}.json`;
const give = (file: unknown, status = 200): Call[] => answerFetch(() => json(status, Object(file)));
const sees = (element: HTMLElement, words: string): Promise<void> => until(() => visibleText(element).includes(words), words);

describe("words of the page’s own", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(restore);

  it("come from one JSON file for all elements, and Intl speaks its language", async () => {
    const calls = give(dutch);
    const texts = { "texts-url": address(), locale: "nl" };
    const button = await mount("pitchyou-apply-button", { ...texts, "client-id": "acme", "job-id": "1", target: "_blank" });
    const chat = await mount("pitchyou-chat", { ...texts, "preview-state": "error" });
    const onboard = await mount("ats-linkedin-onboard", { ...texts, "preview-state": "error" });
    const questions = await mount("interview-questions", { ...texts, "preview-state": "error", "show-counts": "", "show-times": "" });
    for (const words of ["Solliciteer via WhatsApp", "opent in een nieuw tabblad"]) await sees(button, words);
    for (const words of ["Chat via WhatsApp", "De chat ging niet open", "Probeer opnieuw"]) await sees(chat, words);
    for (const words of ["LinkedIn Recruiter koppelen", "Aangevraagd", "Het venster van LinkedIn blijft leeg", "12 minuten geleden"]) await sees(onboard, words);
    for (const words of ["Interviewvragen", "5 vragen", "4 uitgenodigd", "De suite antwoordt niet.", "Stand: 12 minuten geleden"]) await sees(questions, words);
    for (const element of [onboard, questions]) equal(part(element, "panel").lang, "nl");
    equal(part(button, "label").lang, "nl");
    ok(visibleText(chat).includes("PitchYou is not answering"), "what the file leaves out stays ours");
    equal(calls.length, 1, "the file is asked for once");
  });

  it("set in code go over those of the file, whenever they are set, and do not drop them", async () => {
    give(dutch);
    const chat = await mount("pitchyou-chat", { "texts-url": address(), "preview-state": "error" });
    await sees(chat, "De chat ging niet open");
    chat.texts = { retry: "Nog eens" };
    await sees(chat, "Nog eens");
    ok(visibleText(chat).includes("Chat via WhatsApp"), "the file’s words are still there");
    chat.texts = undefined;
    await sees(chat, "Probeer opnieuw");
    const other = document.createElement("pitchyou-chat");
    Object.assign(other, { textsUrl: address(), texts: { title: "Praten" }, previewState: "error" });
    document.body.append(other);
    await sees(other, "De chat ging niet open");
    ok(visibleText(other).includes("Praten"), "what was set before stays on top");
  });

  it("that do not come leave ours, at once and without an error event", async () => {
    const errors = collect(document, "pitchyou-chat-error");
    give({}, 404);
    const chat = await mount("pitchyou-chat", { "texts-url": address(), locale: "fi", "preview-state": "ready" });
    await sees(chat, "Avaa uudessa välilehdessä");
    give(["no", "object"]);
    await sees(await mount("pitchyou-chat", { "texts-url": address(), locale: "sv", "preview-state": "ready" }), "WhatsApp");
    give({ "pitchyou-chat": { title: 7, intro: { deep: true } } });
    await sees(await mount("pitchyou-chat", { "texts-url": address(), locale: "en", "preview-state": "ready" }), "Chat over WhatsApp");
    equal(errors.length, 0);
  });

  it("the button stands there with ours while the file is on its way", async () => {
    let arrive: (response: Response) => void = () => {};
    answerFetch(() => new Promise((resolve) => (arrive = resolve)));
    const button = await mount("pitchyou-apply-button", { "texts-url": address(), "client-id": "acme", "job-id": "1", locale: "de" });
    equal(visibleText(button), "Jetzt einfach per WhatsApp bewerben");
    await until(() => arrive.name !== "arrive", "the file is asked for");
    arrive(json(200, dutch));
    await sees(button, "Solliciteer via WhatsApp");
  });

  it("are the last ones where the address changes meanwhile", async () => {
    const waiting: ((response: Response) => void)[] = [];
    answerFetch(() => new Promise((resolve) => waiting.push(resolve)));
    const button = await mount("pitchyou-apply-button", { "texts-url": address(), "client-id": "acme", "job-id": "1" });
    button.textsUrl = address();
    await until(() => waiting.length === 2, "both files are asked for");
    waiting[1]?.(json(200, { "pitchyou-apply-button": { label: "second" } }));
    await sees(button, "second");
    waiting[0]?.(json(200, { "pitchyou-apply-button": { label: "first" } }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await button.updateComplete;
    equal(visibleText(button), "second");
    button.textsUrl = address();
    await until(() => waiting.length === 3, "the third file is asked for");
    waiting[2]?.(json(200, { "pitchyou-apply-button": { label: "third" } }));
    await sees(button, "third");
  });
});
