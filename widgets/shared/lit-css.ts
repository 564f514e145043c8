// Stands in for Lit's css-tag in the build: the same exports, for engines with adoptable style sheets, which all of ours are.

interface Sheet {
  cssText: string;
  readonly styleSheet: CSSStyleSheet;
}

export function css(strings: TemplateStringsArray, ...values: Sheet[]): Sheet {
  let sheet: CSSStyleSheet | undefined;
  return {
    cssText: strings.reduce((text, string, index) => text + (values[index - 1]?.cssText ?? "") + string),
    get styleSheet() {
      if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(this.cssText);
      return sheet;
    },
  };
}

export function adoptStyles(root: ShadowRoot, sheets: Sheet[]): void {
  root.adoptedStyleSheets = sheets.map((sheet) => sheet.styleSheet);
}

export const getCompatibleStyle = (sheet: Sheet): Sheet => sheet;

// Lit re-exports these; none of our elements uses them.
export { css as CSSResult, css as supportsAdoptingStyleSheets, css as unsafeCSS };
