import type { Block, Content } from "./template";

const blockText = (block: Block): string => {
  switch (block.kind) {
    case "text":
    case "note":
      return block.text;
    case "button":
    case "link":
      return `${block.label}:\n${block.url}`;
    case "facts":
      return block.facts.map(([name, value]) => `${name}: ${value}`).join("\n");
  }
};

/** The plain form: everything the HTML says, links written out. */
export const toText = ({ heading, blocks, reason }: Content): string =>
  [heading, ...blocks.map(blockText), `--\nBrand Automator\n${reason}`].join("\n\n").concat("\n");
