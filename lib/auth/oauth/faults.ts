/** Why a sign-in with another service did not work. The pages turn each into a sentence (components/auth/oauth-faults.ts). */
export type OAuthFault =
  /** The person said no there. */
  | "denied"
  /** The service gave no address. */
  | "no_email"
  /** The service has not verified the address. */
  | "email_unverified"
  /** An account has the address, and nobody ever confirmed it here. */
  | "address_unconfirmed"
  /** The account is connected to another person of that service. */
  | "other_identity"
  /** That person of the service is connected to another account. */
  | "taken"
  | "closed"
  /** Too many new accounts from one network address. */
  | "too_many"
  /** State, code, signature or anything else of the exchange is not right. */
  | "failed";
