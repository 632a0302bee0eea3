const NAMES: Readonly<Record<string, string>> = { google: "Google", linkedin: "LinkedIn" };

/** What a service is called; unknown ids are not repeated. */
export const providerName = (id: string | undefined): string => NAMES[id ?? ""] ?? "The other service";

const SENTENCES: Readonly<Record<string, (name: string) => string>> = {
  denied: (name) =>
    `You did not allow ${name} to tell us who you are. Nothing was changed; try again or choose another way.`,
  no_email: (name) =>
    `${name} did not give us your e-mail address, and we need one. Sign up with your address instead.`,
  email_unverified: (name) =>
    `${name} has not verified your e-mail address, so it cannot be trusted here. Verify it there, or log in with your password.`,
  address_unconfirmed: (name) =>
    `There is an account with the address ${name} gave us, and nobody has confirmed it. We sent a link to that address: set a new password with it, and the account is yours. Then ${name} works too.`,
  other_identity: (name) =>
    `Your account is connected to another person at ${name}. Disconnect that one in your profile first.`,
  taken: (name) =>
    `That person at ${name} is connected to another account here. Log in to that one and disconnect it first.`,
  too_many: () => "Too many accounts were made from your network just now. Try again in an hour.",
  closed: () => "This account is closed.",
};

/** The sentence for a fault that the way back from a service carries; undefined without one. */
export function oauthFault(error: string | undefined, provider: string | undefined): string | undefined {
  if (!error) return undefined;
  const name = providerName(provider);
  const sentence = Object.hasOwn(SENTENCES, error) ? SENTENCES[error] : undefined;
  return sentence?.(name) ?? `Signing in with ${name} did not work this time. Try again.`;
}
