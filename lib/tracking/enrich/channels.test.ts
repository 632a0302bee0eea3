import { describe, expect, test } from "vitest";
import { applyChannelRules } from "./channel-rules";
import { ChannelRules } from "./schemas";
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
  // Search engines; other websites of the same firm are no search.
  ["", "https://yandex.com.tr/search/?text=x", "Organic Search", "yandex"],
  ["", "https://www.baidu.com/s?wd=x", "Organic Search", "baidu"],
  ["", "https://search.yahoo.co.jp/search", "Organic Search", "yahoo"],
  ["", "https://de.search.yahoo.com/", "Organic Search", "yahoo"],
  ["", "https://www.ecosia.org/search?q=x", "Organic Search", "ecosia"],
  ["", "https://www.startpage.com/", "Organic Search", "startpage"],
  ["", "https://suche.t-online.de/", "Organic Search", "t-online suche"],
  ["", "https://news.google.com/", "Organic Search", "google news"],
  ["", "https://docs.google.com/document/d/1", "Referral", "docs.google.com"],
  ["", "https://sites.google.com/view/x", "Referral", "sites.google.com"],
  ["", "https://translate.google.de/", "Referral", "translate.google.de"],
  ["", "https://www.t-online.de/", "Referral", "t-online.de"],
  ["", "https://notgoogle.com/", "Referral", "notgoogle.com"],
  ["", "https://google.com.evil.example/", "Referral", "evil.example"],
  // Social networks by exact domain, their link shorteners included; names that only contain theirs are none.
  ["", "https://lm.facebook.com/", "Organic Social", "facebook"],
  ["", "https://m.facebook.com/", "Organic Social", "facebook"],
  ["", "https://l.instagram.com/", "Organic Social", "instagram"],
  ["", "https://lnkd.in/abc", "Organic Social", "linkedin"],
  ["", "https://out.reddit.com/t3_1", "Organic Social", "reddit"],
  ["", "https://www.pinterest.de/pin/1", "Organic Social", "pinterest"],
  ["", "https://www.tiktok.com/@x", "Organic Social", "tiktok"],
  ["", "https://bsky.app/profile/x", "Organic Social", "bluesky"],
  ["", "https://www.threads.com/@x", "Organic Social", "threads"],
  ["", "https://mastodon.social/@x", "Organic Social", "mastodon"],
  ["", "https://www.quora.com/x", "Organic Social", "quora"],
  ["", "https://t.me/channel", "Organic Social", "telegram"],
  ["", "https://web.whatsapp.com/", "Organic Social", "whatsapp"],
  ["", "https://discord.com/channels/1", "Organic Social", "discord"],
  ["", "https://www.xing.com/", "Organic Social", "xing"],
  ["", "https://groups.google.com/g/x", "Organic Social", "google groups"],
  ["", "https://www.tripadvisor.de/Hotel", "Organic Social", "tripadvisor"],
  ["", "https://stackoverflow.com/q/1", "Organic Social", "stack overflow"],
  ["", "https://www.dropbox.com/s/1", "Referral", "dropbox.com"],
  ["", "https://www.xbox.com/", "Referral", "xbox.com"],
  ["", "https://phoenix.com/", "Referral", "phoenix.com"],
  ["", "https://www.spacex.com/", "Referral", "spacex.com"],
  ["", "https://reddit.com.example/", "Referral", "com.example"],
  ["", "https://github.com/a/b", "Referral", "github"],
  ["", "https://app.slack.com/", "Referral", "slack"],
  // Video.
  ["", "https://youtu.be/1", "Organic Video", "youtube"],
  ["", "https://player.vimeo.com/video/1", "Organic Video", "vimeo"],
  ["", "https://www.twitch.tv/x", "Organic Video", "twitch"],
  ["", "https://www.disneyplus.com/", "Organic Video", "disney+"],
  ["?utm_source=partner&utm_medium=video", "", "Organic Video", "partner"],
  // Shopping.
  ["", "https://www.amazon.co.uk/", "Organic Shopping", "amazon"],
  ["", "https://www.ebay.at/itm/1", "Organic Shopping", "ebay"],
  ["", "https://www.etsy.com/listing/1", "Organic Shopping", "etsy"],
  ["", "https://shopping.google.com/", "Organic Shopping", "google shopping"],
  ["", "https://www.idealo.de/preisvergleich", "Organic Shopping", "idealo"],
  ["", "https://aws.amazon.com/marketplace", "Referral", "aws"],
  ["?utm_source=amazon&utm_medium=cpc", "", "Paid Shopping", "amazon"],
  // AI assistants.
  ["", "https://bard.google.com/", "AI Assistants", "gemini"],
  ["", "https://m365.cloud.microsoft/chat", "AI Assistants", "copilot"],
  ["", "https://chat.deepseek.com/", "AI Assistants", "deepseek"],
  ["", "https://grok.com/", "AI Assistants", "grok"],
  ["", "https://chat.mistral.ai/chat", "AI Assistants", "mistral"],
  ["", "https://www.meta.ai/", "AI Assistants", "meta ai"],
  ["", "https://duck.ai/", "AI Assistants", "duck.ai"],
  ["?utm_source=chatgpt.com", "", "AI Assistants", "chatgpt"],
  ["?utm_source=perplexity", "", "AI Assistants", "perplexity"],
  // Mail programs and newsletters.
  ["", "https://outlook.live.com/mail/0/", "Email", "outlook"],
  ["", "https://outlook.office.com/mail", "Email", "outlook"],
  ["", "https://mail.yahoo.com/", "Email", "yahoo mail"],
  ["", "https://mail.yahoo.de/", "Email", "yahoo mail"],
  ["", "https://mail.proton.me/u/0", "Email", "proton mail"],
  ["", "https://deref-gmx.net/mail/client", "Email", "gmx"],
  ["", "https://deref-web.de/mail/client", "Email", "web.de"],
  ["", "https://e.mail.ru/inbox", "Email", "mail.ru"],
  ["?utm_source=brevo", "", "Email", "brevo"],
  ["?utm_source=Newsletter&utm_campaign=autumn", "https://www.google.com/", "Email", "newsletter"],
  ["?utm_medium=newsletter&utm_source=monthly", "", "Email", "monthly"],
  ["?utm_source=facebook&utm_medium=email", "", "Email", "facebook"],
  // Android apps.
  ["", "android-app://com.google.android.gm/", "Email", "gmail"],
  ["", "android-app://com.reddit.frontpage/", "Organic Social", "reddit"],
  ["", "android-app://com.linkedin.android/", "Organic Social", "linkedin"],
  ["", "android-app://com.twitter.android/", "Organic Social", "x"],
  ["", "android-app://com.google.android.youtube/", "Organic Video", "youtube"],
  ["", "android-app://com.openai.chatgpt/", "AI Assistants", "chatgpt"],
  ["", "android-app://com.slack/", "Referral", "slack"],
  ["", "android-app://com.example.reader/", "Referral", "com.example.reader"],
  // A campaign in each of the five UTM fields.
  ["?utm_source=partner.example", "", "Referral", "partner.example"],
  ["?utm_medium=email", "", "Email", ""],
  ["?utm_medium=cpc", "https://www.google.com/", "Paid Search", "google"],
  ["?utm_campaign=spring", "", "Unassigned", ""],
  ["?utm_campaign=spring", "https://www.bing.com/", "Organic Search", "bing"],
  ["?utm_term=shoes", "", "Unassigned", ""],
  ["?utm_content=footer", "https://partner.example/", "Referral", "partner.example"],
  ["?utm_source=(direct)&utm_medium=(none)", "", "Direct", "(direct)"],
  ["?utm_source=direct", "", "Direct", "direct"],
  ["?utm_source=www.google.com", "", "Organic Search", "google"],
  ["?utm_source=m.facebook.com&utm_medium=referral", "", "Organic Social", "facebook"],
  ["?utm_source=linkedin&utm_medium=cpc", "", "Paid Social", "linkedin"],
  ["?utm_source=instagram&utm_medium=paid", "", "Paid Social", "instagram"],
  ["?utm_source=bing&utm_medium=ppc", "", "Paid Search", "bing"],
  ["?utm_source=criteo&utm_medium=retargeting", "", "Paid Other", "criteo"],
  ["?utm_source=partner&utm_medium=affiliates", "", "Affiliates", "partner"],
  ["?utm_source=firebase&utm_medium=x", "", "Mobile Push", "firebase"],
  ["?utm_source=app&utm_medium=mobile_notification", "", "Mobile Push", "app"],
  ["?utm_source=sms", "", "SMS", "sms"],
  ["?utm_source=blog&utm_medium=link", "", "Referral", "blog"],
  ["?utm_source=blog&utm_medium=organic", "", "Organic Search", "blog"],
  // Click ids: UTM comes first, an unpaid mark never makes an arrival paid.
  ["?gbraid=1", "", "Paid Search", "google"],
  ["?gclid=1&utm_source=newsletter&utm_medium=email", "", "Email", "newsletter"],
  ["?fbclid=1", "https://l.instagram.com/", "Organic Social", "instagram"],
  ["?fbclid=1&utm_source=facebook&utm_medium=cpc", "", "Paid Social", "facebook"],
  ["?fbclid=1&utm_source=facebook", "", "Organic Social", "facebook"],
  ["?igsh=1", "", "Organic Social", "instagram"],
  ["?epik=1", "https://www.pinterest.com/", "Organic Social", "pinterest"],
  ["?twclid=1", "https://t.co/1", "Paid Social", "x"],
  ["?li_fat_id=1", "", "Paid Social", "linkedin"],
  ["?rdt_cid=1", "", "Paid Social", "reddit"],
  ["?ScCid=1", "", "Paid Social", "snapchat"],
  ["?yclid=1", "", "Paid Search", "yandex"],
  ["?awc=1", "", "Affiliates", "awin"],
  ["?_kx=1", "", "Email", "klaviyo"],
  // What is no source on the way does not hide a campaign.
  ["?utm_source=google&utm_medium=cpc", "https://checkout.stripe.com/", "Paid Search", "google"],
  ["?utm_source=letter&utm_medium=email", "https://shop.example/", "Email", "letter"],
  ["", "http://intranet/wiki", "Referral", "intranet"],
  ["?ba_l=spring24", "", "Direct", ""],
  ["?ba_l=spring24", "https://www.reddit.com/", "Organic Social", "reddit"],
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
    ["", "https://accounts.google.de/"],
    ["", "https://login.microsoftonline.com/common/oauth2"],
    ["", "https://appleid.apple.com/auth"],
    ["", "https://shop.eu.auth0.com/authorize"],
    ["", "https://shop.auth.eu-central-1.amazoncognito.com/login"],
    ["", "https://hooks.stripe.com/3d_secure"],
    ["", "https://pay.klarna.com/eu"],
    ["", "https://www.mollie.com/checkout"],
    ["", "https://buy.paddle.com/x"],
    ["", "https://pay.amazon.de/checkout"],
    ["?ba_l=../etc", ""],
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

  test("keeps the code of a short link", () => {
    expect(sourceOf("?ba_l=Spring-24&utm_source=letter", "", own)).toMatchObject({ link: "Spring-24" });
  });
});

describe("the owner's rules", () => {
  const rules = ChannelRules.parse([
    { field: "campaign", op: "starts_with", value: "Pod-", channel: "Podcast" },
    { field: "referrer", op: "contains", value: "partner.example/blog", channel: "Partners" },
    { field: "source", op: "is", value: "Reddit", channel: "Communities" },
    { field: "utm_source", op: "is", value: "li", channel: "Sales team" },
    { field: "medium", op: "is", value: "qr", channel: "Print" },
    { field: "click_id", op: "is", value: "gclid", channel: "Google Ads" },
    { field: "link", op: "is", value: "flyer", channel: "Print" },
    { field: "source", op: "is", value: "reddit", channel: "Never reached" },
  ]);

  test.each([
    ["?utm_source=letter&utm_campaign=pod-12", "", "Podcast"],
    ["", "https://news.partner.example/blog/1", "Partners"],
    ["", "https://news.partner.example/shop", "Referral"],
    ["", "https://www.reddit.com/r/x", "Communities"],
    ["?utm_source=li&utm_medium=social", "", "Sales team"],
    ["", "https://www.linkedin.com/", "Organic Social"],
    ["?utm_source=poster&utm_medium=QR", "", "Print"],
    ["?gclid=1", "", "Google Ads"],
    ["?ba_l=flyer", "", "Print"],
  ])("%s from %s: %s", (query, referrer, channel) => {
    const source = sourceOf(query, referrer, own);
    expect(source && applyChannelRules(rules, source)).toBe(channel);
  });

  test("without rules the default channel stays, and a rule needs a text and a channel", () => {
    const source = sourceOf("?gclid=1", "", own);
    expect(source && applyChannelRules([], source)).toBe("Paid Search");
    const rule = { field: "source", op: "is", value: " ", channel: "X" };
    expect(ChannelRules.safeParse([rule]).success).toBe(false);
    expect(ChannelRules.safeParse([{ ...rule, value: "x", op: "matches" }]).success).toBe(false);
  });
});
