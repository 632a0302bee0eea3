/**
 * What the product must know to use a sandbox instead of the real services.
 * @param {{ sandboxUrl: string, smtpPort: number | string }} where
 * @param {Record<string, string | undefined>} [given] what the user has set: a service with any variable of its own is left alone,
 *   since keys in the environment switch to the real one
 * @returns {Record<string, string>}
 */
export function sandboxEnvironment({ sandboxUrl, smtpPort }, given = {}) {
  const services = [
    { SMTP_URL: `smtp://127.0.0.1:${smtpPort}` },
    {
      GOOGLE_OAUTH_BASE_URL: `${sandboxUrl}/google`,
      GOOGLE_CLIENT_ID: "sandbox-google-client-id",
      GOOGLE_CLIENT_SECRET: "sandbox-google-client-secret",
    },
    {
      LINKEDIN_OAUTH_BASE_URL: `${sandboxUrl}/linkedin`,
      LINKEDIN_API_BASE_URL: `${sandboxUrl}/linkedin-api`,
      LINKEDIN_CLIENT_ID: "sandbox-linkedin-client-id",
      LINKEDIN_CLIENT_SECRET: "sandbox-linkedin-client-secret",
    },
    { POSTHOG_BASE_URL: `${sandboxUrl}/posthog` },
    // Addresses that people type are refused where they are private; the sandbox is this machine.
    { OUTBOUND_ALLOW_HOSTS: new URL(sandboxUrl).host },
  ].filter((service) => !Object.keys(service).some((name) => given[name]));
  const smtp = given.SMTP_URL ? {} : { MAIL_FROM: "Brand Automator <no-reply@brand-automator.example>" };
  return Object.assign(smtp, ...services);
}
