/**
 * Websites whose kind is known. Looked up by exact host first, then by exact registrable domain, never by substring:
 * netflix.com does not contain x.com. Categories follow GA4's default channel groups, AI assistants added.
 */
export type SourceCategory = "search" | "social" | "video" | "shopping" | "ai" | "email" | "none";

export type KnownSource = {
  /** What reports show as the source. */
  name: string;
  category: SourceCategory;
  /** Registrable domains, or hosts where only one host of a domain counts. */
  hosts: readonly string[];
  /** Further spellings that people write into utm_source. */
  aliases?: readonly string[];
};

const search: readonly KnownSource[] = [
  {
    name: "google",
    category: "search",
    hosts: ["google.com"],
    aliases: ["adwords", "google-ads", "googleads"],
  },
  { name: "bing", category: "search", hosts: ["bing.com"], aliases: ["bingads", "microsoft-ads"] },
  { name: "yahoo", category: "search", hosts: ["yahoo.com", "yahoo.co.jp"] },
  { name: "duckduckgo", category: "search", hosts: ["duckduckgo.com"] },
  { name: "ecosia", category: "search", hosts: ["ecosia.org"] },
  { name: "brave", category: "search", hosts: ["search.brave.com"] },
  { name: "startpage", category: "search", hosts: ["startpage.com"] },
  { name: "qwant", category: "search", hosts: ["qwant.com"] },
  { name: "kagi", category: "search", hosts: ["kagi.com"] },
  { name: "yandex", category: "search", hosts: ["yandex.ru", "yandex.com", "ya.ru"] },
  { name: "baidu", category: "search", hosts: ["baidu.com"] },
  { name: "naver", category: "search", hosts: ["naver.com"] },
  { name: "seznam", category: "search", hosts: ["seznam.cz"] },
  { name: "sogou", category: "search", hosts: ["sogou.com"] },
  { name: "so.com", category: "search", hosts: ["so.com"] },
  { name: "daum", category: "search", hosts: ["daum.net"] },
  { name: "ask", category: "search", hosts: ["ask.com"] },
  { name: "aol", category: "search", hosts: ["aol.com"] },
  { name: "mojeek", category: "search", hosts: ["mojeek.com"] },
  { name: "swisscows", category: "search", hosts: ["swisscows.com"] },
  { name: "metager", category: "search", hosts: ["metager.de", "metager.org"] },
  { name: "t-online suche", category: "search", hosts: ["suche.t-online.de"] },
];

const social: readonly KnownSource[] = [
  {
    name: "facebook",
    category: "social",
    hosts: ["facebook.com", "fb.com", "fb.me"],
    aliases: ["fb", "meta"],
  },
  { name: "instagram", category: "social", hosts: ["instagram.com"], aliases: ["ig", "insta"] },
  { name: "threads", category: "social", hosts: ["threads.net", "threads.com"] },
  { name: "x", category: "social", hosts: ["x.com", "twitter.com", "t.co"], aliases: ["twitter"] },
  { name: "linkedin", category: "social", hosts: ["linkedin.com", "lnkd.in"], aliases: ["li"] },
  { name: "reddit", category: "social", hosts: ["reddit.com"] },
  { name: "pinterest", category: "social", hosts: ["pinterest.com", "pin.it"] },
  { name: "tiktok", category: "social", hosts: ["tiktok.com"], aliases: ["tt"] },
  { name: "snapchat", category: "social", hosts: ["snapchat.com"] },
  { name: "bluesky", category: "social", hosts: ["bsky.app"] },
  { name: "mastodon", category: "social", hosts: ["mastodon.social", "mastodon.online", "mstdn.social"] },
  { name: "quora", category: "social", hosts: ["quora.com"] },
  { name: "hacker news", category: "social", hosts: ["news.ycombinator.com"], aliases: ["hackernews", "hn"] },
  { name: "product hunt", category: "social", hosts: ["producthunt.com"], aliases: ["producthunt"] },
  { name: "xing", category: "social", hosts: ["xing.com"] },
  { name: "vk", category: "social", hosts: ["vk.com", "vk.ru"] },
  { name: "weibo", category: "social", hosts: ["weibo.com", "weibo.cn"] },
  { name: "wechat", category: "social", hosts: ["weixin.qq.com", "wechat.com"] },
  { name: "line", category: "social", hosts: ["line.me"] },
  { name: "telegram", category: "social", hosts: ["telegram.org", "t.me"] },
  { name: "whatsapp", category: "social", hosts: ["whatsapp.com", "wa.me"] },
  { name: "discord", category: "social", hosts: ["discord.com", "discord.gg"] },
  { name: "tumblr", category: "social", hosts: ["tumblr.com"] },
  { name: "medium", category: "social", hosts: ["medium.com"] },
  { name: "flipboard", category: "social", hosts: ["flipboard.com"] },
  { name: "stack overflow", category: "social", hosts: ["stackoverflow.com"], aliases: ["stackoverflow"] },
  { name: "messenger", category: "social", hosts: ["messenger.com", "m.me"] },
];

const video: readonly KnownSource[] = [
  { name: "youtube", category: "video", hosts: ["youtube.com", "youtu.be"], aliases: ["yt"] },
  { name: "vimeo", category: "video", hosts: ["vimeo.com"] },
  { name: "twitch", category: "video", hosts: ["twitch.tv"] },
  { name: "dailymotion", category: "video", hosts: ["dailymotion.com"] },
  { name: "netflix", category: "video", hosts: ["netflix.com"] },
  { name: "wistia", category: "video", hosts: ["wistia.com", "wistia.net"] },
  { name: "loom", category: "video", hosts: ["loom.com"] },
];

const shopping: readonly KnownSource[] = [
  { name: "amazon", category: "shopping", hosts: ["amazon.com"] },
  { name: "ebay", category: "shopping", hosts: ["ebay.com"] },
  { name: "etsy", category: "shopping", hosts: ["etsy.com"] },
  { name: "walmart", category: "shopping", hosts: ["walmart.com"] },
  { name: "aliexpress", category: "shopping", hosts: ["aliexpress.com"] },
  {
    name: "idealo",
    category: "shopping",
    hosts: ["idealo.de", "idealo.co.uk", "idealo.fr", "idealo.it", "idealo.es"],
  },
  { name: "google shopping", category: "shopping", hosts: ["shopping.google.com"] },
  { name: "shop.app", category: "shopping", hosts: ["shop.app"] },
];

const ai: readonly KnownSource[] = [
  { name: "chatgpt", category: "ai", hosts: ["chatgpt.com", "chat.openai.com"], aliases: ["openai"] },
  { name: "claude", category: "ai", hosts: ["claude.ai"] },
  { name: "gemini", category: "ai", hosts: ["gemini.google.com"] },
  { name: "perplexity", category: "ai", hosts: ["perplexity.ai"] },
  { name: "copilot", category: "ai", hosts: ["copilot.microsoft.com", "copilot.com"] },
  { name: "deepseek", category: "ai", hosts: ["deepseek.com"] },
  { name: "grok", category: "ai", hosts: ["grok.com"] },
  { name: "mistral", category: "ai", hosts: ["chat.mistral.ai", "mistral.ai"] },
  { name: "meta ai", category: "ai", hosts: ["meta.ai"] },
  { name: "you.com", category: "ai", hosts: ["you.com"] },
  { name: "phind", category: "ai", hosts: ["phind.com"] },
  { name: "poe", category: "ai", hosts: ["poe.com"] },
];

const email: readonly KnownSource[] = [
  { name: "gmail", category: "email", hosts: ["mail.google.com", "com.google.android.gm"] },
  {
    name: "outlook",
    category: "email",
    hosts: ["outlook.live.com", "outlook.office.com", "outlook.office365.com"],
  },
  { name: "yahoo mail", category: "email", hosts: ["mail.yahoo.com"] },
  { name: "proton mail", category: "email", hosts: ["mail.proton.me"] },
];

/** Signing in or paying on these and coming back is not a new arrival. */
const passThrough: readonly KnownSource[] = [
  {
    name: "",
    category: "none",
    hosts: [
      "accounts.google.com",
      "pay.google.com",
      "login.microsoftonline.com",
      "login.live.com",
      "appleid.apple.com",
      "account.apple.com",
      "checkout.stripe.com",
      "buy.stripe.com",
      "hooks.stripe.com",
      "billing.stripe.com",
      "paypal.com",
      "klarna.com",
      "adyen.com",
      "mollie.com",
      "auth0.com",
      "okta.com",
    ],
  },
];

/** Android apps that send `android-app://` referrers. */
const apps: readonly KnownSource[] = [
  { name: "google", category: "search", hosts: ["com.google.android.googlequicksearchbox"] },
  { name: "facebook", category: "social", hosts: ["com.facebook.katana", "com.facebook.lite"] },
  { name: "instagram", category: "social", hosts: ["com.instagram.android"] },
  { name: "linkedin", category: "social", hosts: ["com.linkedin.android"] },
  { name: "reddit", category: "social", hosts: ["com.reddit.frontpage"] },
  { name: "telegram", category: "social", hosts: ["org.telegram.messenger"] },
];

/** These firms own their name under very many country domains (google.de, amazon.co.uk). */
export const NAMES_UNDER_ANY_SUFFIX: ReadonlySet<string> = new Set([
  "google",
  "yahoo",
  "yandex",
  "amazon",
  "ebay",
  "pinterest",
]);

const all = [search, social, video, shopping, ai, email, passThrough, apps].flat();

export const SOURCE_BY_HOST: ReadonlyMap<string, KnownSource> = new Map(
  all.flatMap((source) => source.hosts.map((host) => [host, source] as const)),
);

/** For utm_source: the name, its aliases, and the hosts themselves. */
export const SOURCE_BY_WORD: ReadonlyMap<string, KnownSource> = new Map(
  all
    .filter((source) => source.category !== "none")
    .flatMap((source) =>
      [source.name, ...(source.aliases ?? []), ...source.hosts].map((word) => [word, source] as const),
    ),
);
