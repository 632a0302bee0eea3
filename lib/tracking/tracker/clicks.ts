import { custom, lastId } from "./events";
import { on, type Props } from "./page";

const FILE = /\.(pdf|docx?|xlsx?|pptx?|csv|txt|epub|zip|rar|7z|gz|dmg|pkg|exe|msi|apk|mp[34]|wav|mov|avi)$/i;

/** data-ba-event="name" with data-ba-event-* as properties. */
const sendMarked = (element: Element | null): void => {
  const name = element && element.getAttribute("data-ba-event");
  if (!name) return;
  const props: Props = {};
  for (const { name, value } of element.attributes) {
    const [, key] = name.split("data-ba-event-");
    if (key) props[key] = value;
  }
  custom(name, props);
};

const sendLink = (link: HTMLAnchorElement): void => {
  const url = link.origin + link.pathname;
  if (link.protocol === "mailto:") custom("Email link");
  else if (link.protocol === "tel:") custom("Phone link");
  else if (/^http/.test(link.protocol)) {
    if (FILE.test(link.pathname) || link.hasAttribute("download")) custom("File download", { url });
    else if (link.host !== location.host) custom("Outbound link", { url });
  }
};

const isElement = (target: unknown): target is Element => target instanceof Element;

const onClick = ({ target, button }: MouseEvent): void => {
  // The third button opens a menu, no page.
  if (button > 1 || !isElement(target)) return;
  sendMarked(target.closest("[data-ba-event]:not(form)"));
  const link = target.closest<HTMLAnchorElement>("a[href]");
  if (link) sendLink(link);
};

export const watchClicks = (): void => {
  on("click", onClick);
  on("auxclick", onClick);
  on("submit", ({ target }) => {
    if (!isElement(target)) return;
    sendMarked(target);
    // Attributes, since fields called "name" or "id" hide the form's own; never a field's value.
    custom("Form submit", { form: target.getAttribute("name") || target.getAttribute("id") });
  });
  // A request sent by a form of ours carries the page view it was sent from.
  on("formdata", ({ target, formData }) => {
    if (isElement(target) && target.matches("[action*=\\/api\\/forms\\/]")) formData.set("ba", lastId);
  });
};
