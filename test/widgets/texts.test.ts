// The words of all elements in five languages: none is missing, none was left in English, and placeholders, numbers and dates agree.
import { ok, same } from "./support.ts";
import { loadTexts as loadChat } from "../../widgets/pitchyou-chat/texts.ts";
import { captions } from "../../widgets/pitchyou-apply-button/qr.ts";
import { textsIn } from "../../widgets/pitchyou-apply-button/texts.ts";
import { loadTexts as loadOnboard } from "../../widgets/ats-linkedin-onboard/texts.ts";
import { loadProblemTexts as loadOnboardProblems } from "../../widgets/ats-linkedin-onboard/problems/texts.ts";
import { loadGuideTexts } from "../../widgets/ats-linkedin-onboard/guide/texts.ts";
import { loadStepTexts } from "../../widgets/ats-linkedin-onboard/steps/texts.ts";
import { loadTexts as loadQuestions } from "../../widgets/interview-questions/texts.ts";
import { loadDetailTexts } from "../../widgets/interview-questions/details/texts.ts";
import { loadProblemTexts as loadQuestionsProblems } from "../../widgets/interview-questions/problems/texts.ts";
import type { Language } from "../../widgets/shared/text.ts";

const languages: Language[] = ["de", "en", "fi", "fr", "sv"];

const tables: Record<string, (language: Language) => Promise<object>> = {
  "pitchyou-apply-button": async (language) => ({ ...textsIn(language), scan: captions[language] }),
  "pitchyou-chat": loadChat,
  "ats-linkedin-onboard": loadOnboard,
  "ats-linkedin-onboard, problems": loadOnboardProblems,
  "ats-linkedin-onboard, steps": loadStepTexts,
  "ats-linkedin-onboard, guide": loadGuideTexts,
  "interview-questions": loadQuestions,
  "interview-questions, problems": loadQuestionsProblems,
  "interview-questions, details": loadDetailTexts,
};

/** The same word in English and in that language. */
const alike: Record<string, string[]> = { fr: ["{count} question", "{count} questions"] };

const entries = async (table: string, language: Language): Promise<[string, string][]> => Object.entries((await tables[table]?.(language)) ?? {});
const holders = (text: string): string => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join();

describe("the words of the elements", () => {
  for (const table of Object.keys(tables)) {
    it(`${table}: each language has each word, in its own tongue, with the same placeholders and lines`, async () => {
      const english = await entries(table, "en");
      ok(english.length > 1, "there are words");
      for (const language of languages) {
        const own = new Map(await entries(table, language));
        same([...own.keys()].sort(), english.map(([name]) => name).sort());
        for (const [name, original] of english) {
          const text = own.get(name) ?? "";
          const where = `${language}, ${name}: "${text}"`;
          ok(text.trim() === text && text.length > 0, `${where} is empty or has spaces around it`);
          ok(language === "en" || text !== original || alike[language]?.includes(text), `${where} is English`);
          ok(holders(text) === holders(original), `${where} has other placeholders than "${original}"`);
          ok(text.split("\n").length === original.split("\n").length, `${where} has other lines than "${original}"`);
          ok(!/ {2}|\.\.\.|\p{Emoji_Presentation}/u.test(text), `${where} is badly set`);
          ok(!/"|'/.test(text), `${where} has typewriter quotes`);
        }
      }
    });
  }

  it("sets French as French is set: no line begins with a colon, a semicolon or a closing quote", async () => {
    for (const table of Object.keys(tables)) for (const [name, text] of await entries(table, "fr")) ok(!/ [:;?!»]|« /.test(text), `${table}, ${name}: "${text}"`);
  });

  it("has a form for each kind of number that its languages tell apart", async () => {
    for (const language of languages) {
      const { one, other }: Record<string, string> = { ...(await loadQuestions(language)) };
      // French has a third form for millions, which no project has questions.
      same(
        new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((each) => each !== "many"),
        ["one", "other"],
      );
      ok(one && other && one !== other, language);
    }
  });
});
