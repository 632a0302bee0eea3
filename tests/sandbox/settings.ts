/** What the sandbox's services take from the environment. */
export type SandboxSettings = {
  /** Address of the product, without a slash at the end. */
  appUrl: string;
  /** Where its listeners listen. */
  host: string;
  smtpPort: number;
  clients: { google: ClientSettings; linkedin: ClientSettings };
};

/** An application that is registered with a provider. */
export type ClientSettings = { id: string; secret: string };

/** The settings of a process, with the fixed values that scripts/lib/sandbox-environment.mjs gives to the product. */
export function settingsFrom(
  source: Record<string, string | undefined>,
  { appUrl, host = "127.0.0.1", smtpPort }: { appUrl: string; host?: string; smtpPort: number },
): SandboxSettings {
  const client = (name: string, fallback: string): ClientSettings => ({
    id: source[`${name}_CLIENT_ID`] || `${fallback}-id`,
    secret: source[`${name}_CLIENT_SECRET`] || `${fallback}-secret`,
  });
  return {
    appUrl: appUrl.replace(/\/+$/, ""),
    host,
    smtpPort,
    clients: {
      google: client("GOOGLE", "sandbox-google-client"),
      linkedin: client("LINKEDIN", "sandbox-linkedin-client"),
    },
  };
}
