import { describe, expect, test } from "vitest";
import { sourceOf } from "./source";

const own = (host: string): boolean => host === "shop.example" || host.endsWith(".shop.example");

// [query, referrer, channel, source]
const ARRIVALS: [string, string, string, string][] = [
  ["", "https://www.google.com/", "Organic Search", "google"],
  ["", "https://www.google.de/search?q=x", "Organic Search", "google"],
  ["", "https://www.google.co.uk/", "Organic Search", "google"],
  ["", "https://duckduckgo.com/", "Organic Search", "duckduckgo"],
  ["", "https://search.brave.com/search", "Organic Search", "brave"],
  ["", "https://brave.com/", "Referral", "brave.com"],
  ["", "https://www.bing.com/search?q=x", "Organic Search", "bing"],
  ["", "android-app://com.google.android.googlequicksearchbox/", "Organic Search", "google"],
  ["", "https://l.facebook.com/l.php?u=x", "Organic Social", "facebook"],
  ["", "https://t.co/abc", "Organic Social", "x"],
  ["", "https://x.com/somebody/status/1", "Organic Social", "x"],
  ["", "https://www.linkedin.com/feed/", "Organic Social", "linkedin"],
  ["", "https://old.reddit.com/r/x", "Organic Social", "reddit"],
  ["", "https://news.ycombinator.com/item?id=1", "Organic Social", "hacker news"],
  ["", "https://www.netflix.com/title/1", "Organic Video", "netflix"],
  ["", "https://www.fedex.com/track", "Referral", "fedex.com"],
  ["", "https://www.microsoft.com/", "Referral", "microsoft.com"],
  ["", "https://www.youtube.com/watch?v=1", "Organic Video", "youtube"],
  ["", "https://www.amazon.de/dp/1", "Organic Shopping", "amazon"],
  ["", "https://chatgpt.com/", "AI Assistants", "chatgpt"],
  ["", "https://chat.openai.com/", "AI Assistants", "chatgpt"],
  ["", "https://openai.com/", "Referral", "openai.com"],
  ["", "https://claude.ai/chat/1", "AI Assistants", "claude"],
  ["", "https://www.perplexity.ai/search", "AI Assistants", "perplexity"],
  ["", "https://gemini.google.com/app", "AI Assistants", "gemini"],
  ["", "https://copilot.microsoft.com/", "AI Assistants", "copilot"],
  ["", "https://mail.google.com/mail/u/0", "Email", "gmail"],
  ["", "https://blog.partner.example.org/post", "Referral", "example.org"],
  ["", "http://192.168.1.4/wiki", "Referral", "192.168.1.4"],
  ["?utm_source=newsletter", "", "Email", "newsletter"],
  ["?utm_source=mailchimp&utm_medium=email", "https://www.google.com/", "Email", "mailchimp"],
  ["?utm_source=google&utm_medium=cpc", "", "Paid Search", "google"],
  ["?utm_source=google&utm_medium=organic", "", "Organic Search", "google"],
  ["?utm_source=facebook&utm_medium=paid_social", "", "Paid Social", "facebook"],
  ["?utm_source=fb&utm_medium=social", "", "Organic Social", "facebook"],
  ["?utm_source=ig", "", "Organic Social", "instagram"],
  ["?utm_source=youtube&utm_medium=cpv", "", "Paid Video", "youtube"],
  ["?utm_source=youtube&utm_medium=cpc", "", "Paid Video", "youtube"],
  ["?utm_source=partner&utm_medium=affiliate", "", "Affiliates", "partner"],
  ["?utm_source=spotify&utm_medium=audio", "", "Audio", "spotify"],
  ["?utm_source=twilio&utm_medium=sms", "", "SMS", "twilio"],
  ["?utm_source=app&utm_medium=web_push", "", "Mobile Push", "app"],
  ["?utm_source=news&utm_medium=banner", "", "Display", "news"],
  ["?utm_source=news&utm_medium=cpm", "", "Display", "news"],
  ["?utm_source=facebook&utm_medium=cpm", "", "Paid Social", "facebook"],
  ["?utm_source=google&utm_medium=cpc&utm_campaign=cross-network", "", "Cross-network", "google"],
  ["?utm_source=google&utm_medium=cpc&utm_campaign=spring-shop", "", "Paid Shopping", "google"],
  ["?utm_source=shop-letter&utm_medium=email&utm_campaign=workshop", "", "Email", "shop-letter"],
  ["?utm_source=partner&utm_medium=ppc", "", "Paid Other", "partner"],
  ["?utm_source=somewhere&utm_medium=thing", "", "Unassigned", "somewhere"],
  ["?ref=producthunt", "", "Organic Social", "product hunt"],
  ["?UTM_SOURCE=Google&utm_medium=CPC", "", "Paid Search", "google"],
  ["?gclid=abc", "https://www.google.com/", "Paid Search", "google"],
  ["?gad_source=1", "", "Paid Search", "google"],
  ["?wbraid=abc", "", "Paid Search", "google"],
  ["?msclkid=abc", "https://www.bing.com/", "Paid Search", "bing"],
  ["?fbclid=abc", "https://www.facebook.com/", "Organic Social", "facebook"],
  ["?fbclid=abc", "", "Organic Social", "facebook"],
  ["?ttclid=abc", "", "Paid Social", "tiktok"],
  ["?dclid=abc", "", "Display", "google"],
  ["?mc_eid=abc", "", "Email", "mailchimp"],
  ["?utm_source=google&gclid=abc", "", "Paid Search", "google"],
];

describe("source and channel of an arrival", () => {
  test.each(ARRIVALS)("%s from %s: %s, %s", (query, referrer, channel, source) => {
    expect(sourceOf(query, referrer, own)).toMatchObject({ channel, source });
  });

  test.each([
    ["", ""],
    ["?q=shoes&page=2", ""],
    ["", "https://shop.example/other"],
    ["", "https://www.shop.example/other"],
    ["", "https://pay.shop.example/done"],
    ["", "https://accounts.google.com/signin"],
    ["", "https://checkout.stripe.com/c/pay"],
    ["", "https://www.paypal.com/checkout"],
    ["", "about:blank"],
    ["", "no address"],
  ])("%s from %s is no source", (query, referrer) => {
    expect(sourceOf(query, referrer, own)).toBeNull();
  });

  test("keeps the fields of the campaign, and of a click id only its name", () => {
    const query =
      "?utm_source=Letter&utm_medium=email&utm_campaign=Autumn%00Sale&utm_term=t&utm_content=c&gclid=secret";
    const source = sourceOf(query, "https://www.google.com/search?q=private", own);
    expect(source).toMatchObject({ utmSource: "Letter", utmCampaign: "Autumn Sale", clickId: "gclid" });
    expect(source?.referrer).toBe("google.com/search");
    expect(JSON.stringify(source)).not.toContain("secret");
  });
});
