import type { Weighted } from "../random";

/** A kind of browser: what it sends as user agent, and the widths of its screens. */
export type AgentProfile = { userAgent: string; widthsPx: readonly number[] };

const chrome = (system: string, rest = ""): string =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 ${rest}Safari/537.36`;
const iphone = (version: string, app: string): string =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${version.replace(".", "_")} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ${app} Mobile/15E148 Safari/604.1`;
const WINDOWS = "Windows NT 10.0; Win64; x64";
const MAC = "Macintosh; Intel Mac OS X 10_15_7";
const ANDROID = "Linux; Android 10; K";

export const DESKTOPS: Weighted<AgentProfile> = [
  [{ userAgent: chrome(WINDOWS), widthsPx: [1920, 1536, 2560, 1366] }, 34],
  [{ userAgent: chrome(MAC), widthsPx: [1440, 1512, 1728, 2560] }, 19],
  [
    {
      userAgent: `Mozilla/5.0 (${MAC}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15`,
      widthsPx: [1440, 1512, 1728],
    },
    16,
  ],
  [{ userAgent: `${chrome(WINDOWS)} Edg/146.0.0.0`, widthsPx: [1920, 1536, 1366] }, 14],
  [
    {
      userAgent: `Mozilla/5.0 (${WINDOWS}; rv:145.0) Gecko/20100101 Firefox/145.0`,
      widthsPx: [1920, 2560, 1536],
    },
    9,
  ],
  [
    {
      userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
      widthsPx: [1920, 2560],
    },
    3,
  ],
  [{ userAgent: chrome("X11; CrOS x86_64 14541.0.0"), widthsPx: [1366, 1536] }, 2],
  [{ userAgent: `${chrome(WINDOWS)} OPR/124.0.0.0`, widthsPx: [1920, 1536] }, 3],
];

export const PHONES: Weighted<AgentProfile> = [
  [{ userAgent: iphone("18.6", "Version/18.6"), widthsPx: [390, 393, 430] }, 44],
  [{ userAgent: chrome(ANDROID, "Mobile "), widthsPx: [360, 384, 412] }, 36],
  [{ userAgent: iphone("18.6", "CriOS/146.0.7100.0"), widthsPx: [390, 430] }, 7],
  [
    {
      userAgent: `Mozilla/5.0 (${ANDROID}) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
      widthsPx: [360, 384, 412],
    },
    9,
  ],
  [
    {
      userAgent: "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
      widthsPx: [360, 412],
    },
    4,
  ],
];

export const TABLETS: Weighted<AgentProfile> = [
  [
    {
      userAgent:
        "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1",
      widthsPx: [768, 820, 1024],
    },
    70,
  ],
  [
    {
      userAgent:
        "Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36",
      widthsPx: [800, 1280],
    },
    30,
  ],
];
