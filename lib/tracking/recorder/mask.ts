/** What of a page may leave it. Everything that a person could read is masked unless the site's owner shows it. */

const MASK = "data-ba-mask";
const SHOW = "data-ba-unmask";
const EDITABLE = "[contenteditable]:not([contenteditable=false])";
/** Fields whose content never leaves the page, whatever is marked. */
const SECRET_TYPES = new Set(["password", "hidden", "file"]);
const SECRET_AUTOCOMPLETE = /^cc-|password|one-time-code/;
/** One text for every value, so that not even its length is told. */
const VALUE_MASK = "******";
const BUTTON_TYPES = new Set(["submit", "button", "reset"]);

/** Elements that are recorded as an empty box: they show what nobody can mask. */
const BLOCKED = "iframe,object,embed,video,audio,canvas,[data-ba-block]";

export class MaskRules {
  readonly blockSelector: string;
  private readonly markers: string;

  /**
   * @param block the site's further selector of elements that are recorded as empty boxes; "" for none
   * @param show the site's selector of elements whose text is readable; "" for none
   * @throws DOMException when a selector is none: then nothing must be recorded
   */
  constructor(block: string, show: string) {
    this.blockSelector = block.trim() ? `${BLOCKED},${block}` : BLOCKED;
    this.markers = `[${MASK}],[${SHOW}]${show.trim() ? `,${show}` : ""}`;
    document.createElement("i").matches(`${this.blockSelector},${this.markers}`);
  }

  /** Whether the text of an element is readable: its nearest mark says so, and it is no field that people write in. */
  isShown(element: Element | null): boolean {
    if (!element || element.closest(EDITABLE)) return false;
    const marked = element.closest(this.markers);
    return marked !== null && !marked.hasAttribute(MASK);
  }

  /** Whether the value of a form field is readable. */
  isValueShown(field: Element | null): boolean {
    if (!field || !this.isShown(field)) return false;
    const type = (field.getAttribute("type") ?? "").toLowerCase();
    if (SECRET_TYPES.has(type) || field.hasAttribute("data-rr-is-password")) return false;
    return !SECRET_AUTOCOMPLETE.test((field.getAttribute("autocomplete") ?? "").toLowerCase());
  }

  text(text: string, element: Element | null): string {
    return this.isShown(element) ? text : maskText(text);
  }

  /** A field's value; what stands on a button keeps its shape. */
  value(value: string, field: Element | null): string {
    if (value === "" || this.isValueShown(field)) return value;
    const type = (field?.getAttribute("type") ?? "").toLowerCase();
    return BUTTON_TYPES.has(type) ? maskText(value) : VALUE_MASK;
  }
}

/** Every sign becomes a star, spaces stay: the layout remains, the words go. */
export const maskText = (text: string): string => text.replace(/\S/g, "*");
