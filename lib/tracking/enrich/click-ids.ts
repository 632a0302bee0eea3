/** Marks that advertising networks and mailers add to links. The first that is present wins. */
export type ClickId = {
  param: string;
  source: string;
  /** The medium the mark stands for; empty where the same mark is put on unpaid links too. */
  medium: "cpc" | "display" | "email" | "affiliate" | "";
};

export const CLICK_IDS: readonly ClickId[] = [
  { param: "gclid", source: "google", medium: "cpc" },
  { param: "gbraid", source: "google", medium: "cpc" },
  { param: "wbraid", source: "google", medium: "cpc" },
  { param: "gad_source", source: "google", medium: "cpc" },
  { param: "msclkid", source: "bing", medium: "cpc" },
  { param: "yclid", source: "yandex", medium: "cpc" },
  { param: "dclid", source: "google", medium: "display" },
  { param: "twclid", source: "x", medium: "cpc" },
  { param: "li_fat_id", source: "linkedin", medium: "cpc" },
  { param: "ttclid", source: "tiktok", medium: "cpc" },
  { param: "rdt_cid", source: "reddit", medium: "cpc" },
  { param: "sccid", source: "snapchat", medium: "cpc" },
  { param: "irclickid", source: "impact", medium: "affiliate" },
  { param: "awc", source: "awin", medium: "affiliate" },
  { param: "cjevent", source: "cj", medium: "affiliate" },
  { param: "fbclid", source: "facebook", medium: "" },
  { param: "igsh", source: "instagram", medium: "" },
  { param: "igshid", source: "instagram", medium: "" },
  { param: "epik", source: "pinterest", medium: "" },
  { param: "mc_eid", source: "mailchimp", medium: "email" },
  { param: "_hsenc", source: "hubspot", medium: "email" },
  { param: "_kx", source: "klaviyo", medium: "email" },
];
