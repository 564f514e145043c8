// Where a 303 leads when the event names no address of its own: job view and remote login.
import { chooseLanguage } from "../../core/connection-texts.ts";
import type { Language } from "../../core/connection-texts.ts";
import { notePage } from "../../routes/embed.ts";
import type { Hook } from "../../routes/hook.ts";

const WORDS: Readonly<Record<Language, { readonly title: string; readonly text: string }>> = {
  en: { title: "Taken over from iCIMS", text: "This step is recorded. You can close this window and go on in iCIMS." },
  de: { title: "Aus iCIMS übernommen", text: "Dieser Schritt ist vermerkt. Sie können dieses Fenster schließen und in iCIMS weitermachen." },
  fi: { title: "Siirretty iCIMSistä", text: "Tämä vaihe on kirjattu. Voit sulkea tämän ikkunan ja jatkaa iCIMSissä." },
  sv: { title: "Övertaget från iCIMS", text: "Det här steget är registrerat. Du kan stänga fönstret och fortsätta i iCIMS." },
  fr: { title: "Repris d'iCIMS", text: "Cette étape est enregistrée. Vous pouvez fermer cette fenêtre et continuer dans iCIMS." },
};

export const pageHook: Hook = {
  method: "GET",
  path: "/embed/icims",
  summary: "Where iCIMS's user lands when an event names no address of its own",
  answers: { 200: "a short page" },
  async serve(edge, http) {
    const language = chooseLanguage(http.req.header("accept-language"), undefined);
    const { title, text } = WORDS[language];
    return http.html(notePage(language, title, text, edge.settings.mode === "sandbox"));
  },
};
