// Reads what each element's users may rely on out of its class, its declarations and the comment in its `define.ts`,
// and stops the build where these do not agree: a description that could drift would be worse than none.
import { readdir, readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { commonAttributes, commonCssProperties, commonProperties } from "./common.ts";

export interface Named {
  name: string;
  description: string;
}

export interface Attribute extends Named {
  /** The property that it sets. */
  property: string;
  type: string;
  reflects: boolean;
}

export interface Member extends Named {
  type: string;
  attribute?: string;
  readonly?: boolean;
}

export interface Method extends Named {
  parameters: string;
  returns: string;
}

export interface ElementDescription {
  tag: string;
  className: string;
  description: string;
  attributes: Attribute[];
  properties: Member[];
  methods: Method[];
  events: (Named & { type: string })[];
  slots: Named[];
  parts: Named[];
  cssProperties: (Named & { default: string })[];
}

interface Options {
  attribute?: boolean | string;
  type?: unknown;
  reflect?: boolean;
  state?: boolean;
}

type Tagged = Named & { type: string };

/** `types` is the folder with the declarations that the compiler made of `widgets`. */
export async function describeElement(widgets: string, types: string, tag: string): Promise<ElementDescription> {
  const sources = await readSources(`${widgets}/${tag}`);
  const declaration = await readFile(`${types}/${tag}/element.d.ts`, "utf8");
  const told = parseComment(sources.get("define.ts") ?? "");
  const [, className = ""] = /export declare class (\w+)/.exec(declaration) ?? [];
  const options = await optionsOf(`${widgets}/${tag}/element.ts`, className);
  const members = parseMembers(declaration);
  const bases = await Promise.all(["element", "panel-element"].map((base) => readFile(`${types}/shared/${base}.d.ts`, "utf8")));
  const inherited = new Map(bases.flatMap((base) => [...parseMembers(base).fields]));
  const code = [...sources].filter(([name]) => name !== "define.ts").map(([, text]) => text);
  const shared = await readSources(`${widgets}/shared`);
  const used = [...code, ...[...shared].filter(([name]) => code.some((text) => text.includes(`/shared/${name}"`))).map(([, text]) => text)];

  const attributes = [...options].flatMap(([property, { attribute, type, reflect = false }]): Attribute[] => {
    if (attribute === false) return [];
    const name = typeof attribute === "string" ? attribute : property.toLowerCase();
    const words = told.attribute.find((each) => each.name === name) ?? commonAttributes[name];
    if (!words) throw new Error(`define.ts of ${tag} does not describe attribute ${name}`);
    return [{ name, property, description: words.description, type: words.type || typeOf(type), reflects: reflect }];
  });
  const properties = [...options.keys()].map((name): Member => {
    const attribute = attributes.find((each) => each.property === name);
    const declared = members.fields.get(name) ?? inherited.get(name);
    if (!declared) throw new Error(`${className} does not declare property ${name}`);
    const description = attribute?.description ?? commonProperties[name] ?? declared.description;
    return { name, type: declared.type, description, ...(attribute && { attribute: attribute.name }) };
  });
  const declaredEvents = new Map([...(sources.get("element.ts") ?? "").matchAll(/^\s+"([\w-]+)": (CustomEvent<.*>);$/gm)].map(([, name = "", type = ""]) => [name, type]));
  const cssDefaults = new Map(used.flatMap(cssPropertiesIn));

  mustAgree(
    tag,
    "attributes",
    told.attribute,
    attributes.map(({ name }) => name).filter((name) => !commonAttributes[name]),
  );
  mustAgree(tag, "events", told.fires, declaredEvents.keys());
  mustAgree(tag, "parts", told.csspart, code.flatMap(partsIn));
  mustAgree(tag, "slots", told.slot, code.flatMap(slotsIn));
  mustAgree(
    tag,
    "custom properties",
    told.cssproperty,
    code.flatMap(cssPropertiesIn).flatMap(([name]) => (commonCssProperties[name] ? [] : [name])),
  );

  const describeCss = (name: string): string => told.cssproperty.find((each) => each.name === name)?.description ?? commonCssProperties[name] ?? "";
  return {
    tag,
    className,
    description: told.description,
    attributes,
    properties: [...properties, ...members.getters],
    methods: members.methods,
    events: told.fires.map(({ name, description }) => ({ name, description, type: declaredEvents.get(name) ?? "" })),
    slots: told.slot,
    parts: told.csspart,
    cssProperties: [...cssDefaults].map(([name, value]) => ({ name, description: describeCss(name), default: value })),
  };
}

async function readSources(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(`${folder}/${name}`, "utf8")] as const)));
}

async function optionsOf(file: string, className: string): Promise<Map<string, Options>> {
  const { [className]: element } = await import(pathToFileURL(file).href);
  element.finalize();
  const all: [string, Options][] = [...element.elementProperties];
  return new Map(all.filter(([, { state }]) => !state));
}

/** ` * @tag name {type} - description`, in the words of the custom elements manifest's analyzers. */
function parseComment(source: string): Record<"attribute" | "fires" | "slot" | "csspart" | "cssproperty", Tagged[]> & { description: string } {
  const [, comment = ""] = /\/\*\*(.*?)\*\/\ndefine\(/s.exec(source) ?? [];
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
  const of = (tag: string): Tagged[] =>
    lines.flatMap((line) => {
      const [, name = "", type = "", description = ""] = new RegExp(`^@${tag} ?([\\w-]*)(?: \\{(.+)\\})? - (.+)$`).exec(line) ?? [];
      return description ? [{ name, type, description }] : [];
    });
  const description = lines.filter((line) => line && !line.startsWith("@")).join(" ");
  return { description, attribute: of("attribute"), fires: of("fires"), slot: of("slot"), csspart: of("csspart"), cssproperty: of("cssproperty") };
}

function parseMembers(declaration: string): { fields: Map<string, Named & { type: string }>; getters: Member[]; methods: Method[] } {
  const [, body = ""] = /^export declare (?:abstract )?class [^\n]*\{\n(.*?)^\}/ms.exec(declaration) ?? [];
  const found = [...body.matchAll(/(?:^    \/\*\* ([^\n]*) \*\/\n)?^    (get )?(\w+)(\(.*?\))?: (.+);$/gm)];
  const members = found.map(([, description = "", get, name = "", parameters, type = ""]) => ({ description, get, name, parameters, type: spellOut(type) }));
  return {
    fields: new Map(members.filter(({ get, parameters }) => !get && parameters === undefined).map((each) => [each.name, each])),
    getters: members.flatMap(({ get, name, description, type }) => (get ? [{ name, description, type, readonly: true }] : [])),
    methods: members.flatMap(({ get, name, description, parameters, type }) =>
      get || parameters === undefined ? [] : [{ name, description, parameters: parameters.slice(1, -1), returns: type }],
    ),
  };
}

/** Descriptions stand alone: our alias says nothing to its readers. */
function spellOut(type: string): string {
  return type.replace(/\bText\b/, "string | null | undefined");
}

function typeOf(type: unknown): string {
  return type === Boolean ? "boolean" : type === Number ? "number" : "string";
}

function partsIn(code: string): string[] {
  return [...code.matchAll(/\bpart: "([\w-]+)"|\b(?:button|section|more)\("([\w-]+)"/g)].map(([, part, made]) => part ?? made ?? "");
}

function slotsIn(code: string): string[] {
  return [...code.matchAll(/"slot", \{(?: name: "(\w+)" )?\}/g)].map(([, name = ""]) => name);
}

/** With their defaults, in which brackets are balanced. */
function cssPropertiesIn(code: string): [string, string][] {
  return [...code.matchAll(/var\((--ats-[\w-]+), ((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g)].map(([, name = "", value = ""]) => [name, value.startsWith("var(--_") ? "" : value]);
}

function mustAgree(tag: string, what: string, told: Named[], found: Iterable<string>): void {
  const [said, seen] = [told.map(({ name }) => name).toSorted(), [...new Set(found)].toSorted()];
  if (said.join() !== seen.join()) throw new Error(`define.ts of ${tag} describes the ${what} ${said.join(", ")}; there are ${seen.join(", ")}`);
}
