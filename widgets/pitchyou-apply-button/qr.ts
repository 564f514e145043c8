// Shows the apply link as a QR code, made in the browser; the file comes with the first click on the offer.
import { css } from "lit";
import { encode } from "uqr";
import { drawing, node } from "../shared/dom.ts";
import { languageOf, type Language } from "../shared/text.ts";

export const captions: Record<Language, string> = {
  de: "Mit der Handykamera scannen",
  en: "Scan with your phone’s camera",
  fi: "Skannaa puhelimen kameralla",
  fr: "Scannez avec votre téléphone",
  sv: "Skanna med mobilkameran",
};

/** `caption` is the page's own. */
export function openQr(root: ShadowRoot, href: string, locale: string | null | undefined, caption: string | undefined): void {
  const { size, path } = qrCode(href);
  const offer = root.querySelector("[part='qr']");
  offer?.after(node("div", { part: "qr-panel", lang: offer.getAttribute("lang") }, drawing(size, path), caption ?? captions[languageOf(root.host, locale)]));
}

/** A square of the given size in modules, and the path of its dark ones. */
export function qrCode(href: string): { size: number; path: string } {
  const { data, size } = encode(href, { border: 4 });
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
  return { size, path: modules.join("") };
}

/** Black on white in every theme: cameras need it so. */
export const styles = css`
  [part='qr-panel'] {
    box-sizing: border-box;
    inline-size: 216px;
    padding: 8px 8px 12px;
    border: 1px solid #d9dad6;
    border-radius: var(--ats-radius, 8px);
    background: #fff;
    color: #1b1f23;
    font-size: 0.8125em;
    line-height: 1.5;
    text-align: center;
    forced-color-adjust: none;
  }
  [part='qr-panel'] svg {
    display: block;
    fill: #000;
    stroke: none;
  }
`;
