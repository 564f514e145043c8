// The elements' types in the words of React, Vue and Svelte, each made of the same tables of attributes, properties and events.
// Angular needs none: its compiler reads `HTMLElementTagNameMap` and `HTMLElementEventMap`.
import type { ElementDescription } from "./describe.ts";

export function frameworkTypes(elements: ElementDescription[]): Record<string, string> {
  return { "attributes.d.ts": attributes(elements), "react.d.ts": react, "vue.d.ts": vue, "svelte.d.ts": svelte };
}

function attributes(elements: ElementDescription[]): string {
  const imports = elements.map(({ tag, className }) => `import type { ${className} } from "./${tag}/define.js";\n`);
  const entries = elements.map(({ tag, className, attributes, properties, events }) => {
    const lines = attributes.map(({ name, type, description }) => `    /** ${description} */\n    "${name}"?: ${writable(type)};\n`);
    const names = properties.filter(({ readonly }) => !readonly).map(({ name }) => `"${name}"`);
    return {
      attributes: `  "${tag}": {\n${lines.join("")}  };\n`,
      properties: `  "${tag}": Pick<${className}, ${names.join(" | ")}>;\n`,
      events: `  "${tag}": ${events.map(({ name }) => `"${name}"`).join(" | ")};\n`,
    };
  });
  return [
    "// Made by the build: what each element takes and tells, by its tag.\n",
    ...imports,
    "\n/** As they are written in HTML. */\nexport interface ElementAttributes {\n",
    ...entries.map((each) => each.attributes),
    "}\n\nexport interface ElementProperties {\n",
    ...entries.map((each) => each.properties),
    "}\n\nexport interface ElementEvents {\n",
    ...entries.map((each) => each.events),
    "}\n",
  ].join("");
}

/** Templates may write a number as text; what is absent may be null or undefined. */
function writable(type: string): string {
  return `${type}${/^(\d|number)/.test(type) ? " | `${number}`" : ""} | null | undefined`;
}

// React 19 sets a property where the element has one of that name, an attribute otherwise, and listens to `on` + the event's name.
const react = `// Made by the build: the elements in JSX, for React 19 and later.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ElementAttributes, ElementEvents, ElementProperties } from "./attributes.js";

type Listeners<Tag extends keyof ElementAttributes> = { [Type in ElementEvents[Tag] as \`on\${Type}\`]?: ((event: HTMLElementEventMap[Type]) => void) | undefined };

type Own<Tag extends keyof ElementAttributes> = ElementAttributes[Tag] & Partial<ElementProperties[Tag]> & Listeners<Tag>;

type Html<Element extends HTMLElement> = DetailedHTMLProps<HTMLAttributes<Element>, Element>;

export type AtsBridgeElements = {
  [Tag in keyof ElementAttributes]: Omit<Html<HTMLElementTagNameMap[Tag]>, keyof Own<Tag>> & Own<Tag>;
};

type Given = { [Tag in keyof ElementAttributes]: Partial<ElementProperties[Tag]> & Listeners<Tag> }[keyof ElementAttributes];

/**
 * For \`ref\` where React hydrates what a server rendered: there it neither sets properties of custom elements nor listens to their
 * events, which it does everywhere else by itself. Takes both, events under \`on\` + their names.
 */
export function attach(given: Given): (element: HTMLElement | null) => () => void;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends AtsBridgeElements {}
  }
}
`;

const vue = `// Made by the build: the elements in Vue's templates.
import type { HTMLAttributes, PublicProps } from "vue";
import type { ElementAttributes, ElementEvents, ElementProperties } from "./attributes.js";

type Camel<Name extends string> = Name extends \`\${infer First}-\${infer Rest}\` ? \`\${First}\${Capitalize<Camel<Rest>>}\` : Name;

type Own<Tag extends keyof ElementAttributes> = { [Name in keyof ElementAttributes[Tag] & string as Camel<Name>]?: ElementAttributes[Tag][Name] } & Partial<
  Omit<ElementProperties[Tag], Camel<keyof ElementAttributes[Tag] & string>>
> & { [Type in ElementEvents[Tag] as \`on\${Capitalize<Camel<Type>>}\`]?: ((event: HTMLElementEventMap[Type]) => void) | undefined };

type InTemplate<Tag extends keyof ElementAttributes> = new () => HTMLElementTagNameMap[Tag] & {
  $props: Omit<HTMLAttributes, keyof Own<Tag>> & Own<Tag> & PublicProps;
};

export type AtsBridgeElements = { [Tag in keyof ElementAttributes]: InTemplate<Tag> };

declare module "vue" {
  interface GlobalComponents extends AtsBridgeElements {}
}
`;

const svelte = `// Made by the build: the elements in Svelte's templates, for Svelte 5 and later.
import type { HTMLAttributes } from "svelte/elements";
import type { ElementAttributes, ElementEvents, ElementProperties } from "./attributes.js";

type Own<Tag extends keyof ElementAttributes> = ElementAttributes[Tag] &
  Partial<ElementProperties[Tag]> & { [Type in ElementEvents[Tag] as \`on\${Type}\`]?: ((event: HTMLElementEventMap[Type]) => void) | undefined };

export type AtsBridgeElements = {
  [Tag in keyof ElementAttributes]: Omit<HTMLAttributes<HTMLElementTagNameMap[Tag]>, keyof Own<Tag>> & Own<Tag>;
};

declare module "svelte/elements" {
  interface SvelteHTMLElements extends AtsBridgeElements {}
}
`;
