// The elements' descriptions in the three forms that editors and documentation tools read.
// https://github.com/webcomponents/custom-elements-manifest, https://github.com/JetBrains/web-types,
// https://github.com/microsoft/vscode-html-languageservice/blob/main/docs/customData.md
import type { Attribute, ElementDescription } from "./describe.ts";

const text = (type: string): { text: string } => ({ text: type });

export function customElementsManifest(elements: ElementDescription[]): object {
  return {
    schemaVersion: "2.1.0",
    modules: elements.flatMap((element) => {
      const [path, registering] = ["element", "define"].map((file) => `elements/${element.tag}/${file}.js`);
      const declaration = { name: element.className, module: path };
      return [
        { kind: "javascript-module", path, declarations: [customElement(element)], exports: [{ kind: "js", name: element.className, declaration }] },
        {
          kind: "javascript-module",
          path: registering,
          exports: [
            { kind: "custom-element-definition", name: element.tag, declaration },
            { kind: "js", name: element.className, declaration },
          ],
        },
      ];
    }),
  };
}

function customElement({ tag, className, description, attributes, properties, methods, events, slots, parts, cssProperties }: ElementDescription): object {
  return {
    kind: "class",
    customElement: true,
    tagName: tag,
    name: className,
    description,
    superclass: { name: "ReactiveElement", module: "elements/reactive-element.js" },
    attributes: attributes.map(({ name, property, type, description }) => ({ name, fieldName: property, description, type: text(type) })),
    members: [
      ...properties.map(({ name, type, description, attribute, readonly }) => ({
        kind: "field",
        name,
        description,
        type: text(type),
        ...(attribute && { attribute, reflects: attributes.some((each) => each.name === attribute && each.reflects) }),
        ...(readonly && { readonly }),
      })),
      ...methods.map(({ name, returns, description }) => ({ kind: "method", name, description, return: { type: text(returns) } })),
    ],
    events: events.map(({ name, type, description }) => ({ name, description, type: text(type) })),
    slots,
    cssParts: parts,
    cssProperties: cssProperties.map(({ name, description, default: value }) => ({ name, description, ...(value && { default: value }) })),
  };
}

/** The words that an attribute takes, where it takes only some. */
function wordsOf({ type }: Attribute): string[] {
  return [...type.matchAll(/"(\w[\w-]*)"/g)].map(([, word = ""]) => word);
}

export function vscodeData(elements: ElementDescription[]): object {
  return {
    $schema: "https://raw.githubusercontent.com/microsoft/vscode-html-languageservice/main/docs/customData.schema.json",
    version: 1.1,
    tags: elements.map((element) => ({
      name: element.tag,
      description: { kind: "markdown", value: markdownOf(element) },
      attributes: element.attributes.map((attribute) => {
        const words = wordsOf(attribute);
        return {
          name: attribute.name,
          description: attribute.description,
          ...(words[0] && { values: words.map((name) => ({ name })) }),
          ...(attribute.type === "boolean" && { valueSet: "v" }),
        };
      }),
    })),
  };
}

function markdownOf({ description, events, slots, parts }: ElementDescription): string {
  const list = (title: string, items: { name: string; description: string }[]): string =>
    items[0] ? `\n\n**${title}**\n${items.map(({ name, description }) => `- \`${name || "(default)"}\`: ${description}`).join("\n")}` : "";
  return description + list("Events", events) + list("Slots", slots) + list("Parts", parts);
}

export function webTypes(elements: ElementDescription[], version: string): object {
  return {
    $schema: "https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json",
    name: "ats-bridge",
    version,
    "js-types-syntax": "typescript",
    "description-markup": "markdown",
    contributions: {
      html: {
        elements: elements.map(({ tag, description, attributes, properties, events, slots, parts, cssProperties }) => ({
          name: tag,
          description,
          attributes: attributes.map(({ name, description, type }) => ({
            name,
            description,
            value: type === "boolean" ? { kind: "no-value", type } : { type },
          })),
          slots,
          js: {
            properties: properties.map(({ name, description, type, readonly = false }) => ({ name, description, type, "read-only": readonly })),
            events: events.map(({ name, description, type }) => ({ name, description, type })),
          },
          css: { parts, properties: cssProperties.map(({ name, description, default: value }) => ({ name, description, ...(value && { default: value }) })) },
        })),
      },
    },
  };
}
