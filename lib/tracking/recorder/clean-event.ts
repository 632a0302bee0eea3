import {
  EventType,
  type eventWithTime,
  IncrementalSource,
  type incrementalData,
  type mutationData,
  NodeType,
  type serializedNodeWithId,
  type styleOMValue,
} from "@rrweb/types";
import { cleanAttribute } from "./attributes";
import { cleanCss, cleanInlineStyle } from "./css";
import type { MaskRules } from "./mask";

export type CleanContext = {
  rules: MaskRules;
  /** The page's node of a recorded id. */
  nodeOf(id: number): Node | null;
};

/** What is left of an event, with how many nodes it serialised and how many changes it tells. */
export type Cleaned = { event: eventWithTime; nodes: number; changes: number };

const asElement = (node: Node | null | undefined): Element | null =>
  node?.nodeType === Node.ELEMENT_NODE && node instanceof Element ? node : null;

/**
 * Takes from a recorded event whatever must not leave the page. rrweb masks too; this pass is the one that is relied on,
 * since it sees everything that is about to be sent, attributes and shadow trees included.
 * @returns null when nothing of the event may be sent
 */
export function cleanEvent(event: eventWithTime, context: CleanContext): Cleaned | null {
  switch (event.type) {
    case EventType.Meta: {
      const { origin, pathname } = new URL(event.data.href);
      return { event: { ...event, data: { ...event.data, href: origin + pathname } }, nodes: 0, changes: 0 };
    }
    case EventType.FullSnapshot:
      return { event, nodes: cleanNode(event.data.node, "", context), changes: 0 };
    case EventType.IncrementalSnapshot: {
      const data = cleanIncremental(event.data, context);
      if (!data) return null;
      const changes =
        data.source === IncrementalSource.Mutation
          ? data.adds.length + data.removes.length + data.texts.length + data.attributes.length
          : 0;
      return { event: { ...event, data }, nodes: 0, changes };
    }
    case EventType.DomContentLoaded:
    case EventType.Load:
      return { event: { ...event, data: {} }, nodes: 0, changes: 0 };
    default:
      return null;
  }
}

/** @returns how many nodes there are */
function cleanNode(node: serializedNodeWithId, parentTag: string, context: CleanContext): number {
  switch (node.type) {
    case NodeType.Document:
      return 1 + cleanChildren(node.childNodes, "", context);
    case NodeType.Element: {
      const element = asElement(context.nodeOf(node.id));
      const kept: typeof node.attributes = {};
      for (const [name, value] of Object.entries(node.attributes)) {
        const clean = value === undefined ? undefined : cleanAttribute(name, value, element, context.rules);
        if (clean !== undefined) kept[name] = clean;
      }
      if (node.tagName === "img" && element) keepSize(element, kept);
      node.attributes = kept;
      return 1 + cleanChildren(node.childNodes, node.tagName, context);
    }
    case NodeType.Text:
      node.textContent = cleanText(
        node.textContent,
        parentTag,
        context.nodeOf(node.id)?.parentElement,
        context,
      );
      return 1;
    case NodeType.Comment:
      node.textContent = "";
      return 1;
    default:
      return 1;
  }
}

const cleanChildren = (nodes: serializedNodeWithId[], tag: string, context: CleanContext): number =>
  nodes.reduce((sum, child) => sum + cleanNode(child, tag, context), 0);

// A picture is not taken along; its place on the page is.
function keepSize(element: Element, attributes: Record<string, string | number | true | null>): void {
  const { width, height } = element.getBoundingClientRect();
  if (width > 0 && height > 0)
    Object.assign(attributes, { rr_width: `${Math.round(width)}px`, rr_height: `${Math.round(height)}px` });
}

function cleanText(
  text: string,
  parentTag: string,
  parent: Element | null | undefined,
  { rules }: CleanContext,
): string {
  const tag = parentTag.toLowerCase();
  if (tag === "style") return cleanCss(text);
  if (tag === "script" || tag === "noscript" || tag === "textarea") return "";
  return rules.text(text, parent ?? null);
}

function cleanIncremental(data: incrementalData, context: CleanContext): incrementalData | null {
  switch (data.source) {
    case IncrementalSource.Mutation:
      return data.isAttachIframe ? null : cleanMutation(data, context);
    case IncrementalSource.Input: {
      const field = asElement(context.nodeOf(data.id));
      const isShown = context.rules.isValueShown(field);
      return { ...data, text: context.rules.value(data.text, field), isChecked: isShown && data.isChecked };
    }
    case IncrementalSource.StyleSheetRule: {
      const { replace, replaceSync, adds } = data;
      return {
        ...data,
        ...(replace === undefined ? {} : { replace: cleanCss(replace) }),
        ...(replaceSync === undefined ? {} : { replaceSync: cleanCss(replaceSync) }),
        ...(adds ? { adds: adds.map((add) => ({ ...add, rule: cleanCss(add.rule) })) } : {}),
      };
    }
    case IncrementalSource.AdoptedStyleSheet: {
      const styles = data.styles?.map((style) => ({
        ...style,
        rules: style.rules.map((rule) => ({ ...rule, rule: cleanCss(rule.rule) })),
      }));
      return { ...data, ...(styles ? { styles } : {}) };
    }
    case IncrementalSource.StyleDeclaration:
      return data.set?.value
        ? { ...data, set: { ...data.set, value: cleanInlineStyle(data.set.value) } }
        : data;
    case IncrementalSource.MouseMove:
    case IncrementalSource.TouchMove:
    case IncrementalSource.Drag:
    case IncrementalSource.MouseInteraction:
    case IncrementalSource.Scroll:
    case IncrementalSource.ViewportResize:
      return data;
    default:
      return null;
  }
}

function cleanMutation(data: mutationData, context: CleanContext): mutationData | null {
  const isOurs = (id: number): boolean => context.nodeOf(id)?.ownerDocument === document;
  const texts = data.texts.flatMap(({ id, value }) => {
    if (!isOurs(id)) return [];
    const parent = context.nodeOf(id)?.parentElement;
    return [{ id, value: value && cleanText(value, parent?.nodeName ?? "", parent, context) }];
  });
  const attributes = data.attributes.flatMap(({ id, attributes: given }) => {
    const element = isOurs(id) ? asElement(context.nodeOf(id)) : null;
    const kept = cleanChanges(given, element, context.rules);
    return element && Object.keys(kept).length > 0 ? [{ id, attributes: kept }] : [];
  });
  const adds = data.adds.filter((add) => isOurs(add.node.id));
  for (const add of adds) cleanNode(add.node, context.nodeOf(add.parentId)?.nodeName ?? "", context);
  if (texts.length + attributes.length + adds.length + data.removes.length === 0) return null;
  return { ...data, texts, attributes, adds };
}

type Changes = mutationData["attributes"][number]["attributes"];

function cleanChanges(given: Changes, element: Element | null, rules: MaskRules): Changes {
  const kept: Changes = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== null && typeof value === "object") kept[name] = cleanStyles(value);
    else {
      const clean = cleanAttribute(name, value, element, rules);
      if (clean === null || typeof clean === "string") kept[name] = clean;
    }
  }
  return kept;
}

function cleanStyles(styles: styleOMValue): styleOMValue {
  const kept: styleOMValue = {};
  for (const [name, value] of Object.entries(styles)) {
    if (typeof value === "string") kept[name] = cleanInlineStyle(value);
    else if (value === false) kept[name] = false;
    else kept[name] = [cleanInlineStyle(value[0]), value[1]];
  }
  return kept;
}
