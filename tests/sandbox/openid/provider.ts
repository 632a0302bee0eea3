import { z } from "zod";
import type { SandboxService, ServiceContext } from "../service";
import type { ClientSettings } from "../settings";
import { ClientInput, Clients } from "./clients";
import { Grants } from "./grants";
import { type Person, People, PersonInput } from "./people";
import { idTokenFault, type IdTokenFlaw, Signer } from "./signer";

const Settings = z.strictObject({
  /** More addresses of the product's own application. */
  redirectUris: z.array(z.url()).optional(),
  /** More applications. */
  clients: z.array(ClientInput).optional(),
  /** More people, or others in the place of those with the same address. */
  people: z.array(PersonInput).optional(),
  /** Sign with a new key from now on. */
  rotateKeys: z.literal(true).optional(),
});

/** Settings that the control API takes for a provider. */
export type ProviderSettings = z.input<typeof Settings>;

/** What an OpenID provider remembers. */
export type ProviderState = { clients: Clients; people: People; grants: Grants; signer: Signer };

/** State of a provider, with the parts of its service that all providers share. */
export function createProvider(
  client: ClientSettings,
  redirectUri: string,
  subOf: (digest: Buffer) => string,
): { state: ProviderState; shared: Pick<SandboxService, "ownFaults" | "configure" | "reset"> } {
  const state: ProviderState = {
    clients: new Clients(client, redirectUri),
    people: new People(subOf),
    grants: new Grants(),
    signer: new Signer(),
  };
  return {
    state,
    shared: {
      ownFaults: { "id-token": idTokenFault },
      configure: (settings) => {
        const { redirectUris = [], clients = [], people = [], rotateKeys } = Settings.parse(settings);
        state.clients.addRedirectUris(redirectUris);
        for (const one of clients) state.clients.add(one);
        for (const one of people) state.people.add(one);
        if (rotateKeys) state.signer.rotate();
      },
      reset: () => {
        state.clients.reset();
        state.people.reset();
        state.grants.reset();
      },
    },
  };
}

export const takeFlaw = (context: ServiceContext): IdTokenFlaw | undefined =>
  context.takeFault<{ flaw: IdTokenFlaw }>("id-token")?.flaw;

/** Claims about a person that the scopes allow to be told. */
export function claimsOf(
  person: Person,
  scopes: readonly string[],
  picture: string,
): Record<string, string | boolean> {
  return {
    sub: person.sub,
    ...(scopes.includes("email") ? { email: person.email, email_verified: person.emailVerified } : {}),
    ...(scopes.includes("profile")
      ? { name: person.name, given_name: person.givenName, family_name: person.familyName, picture }
      : {}),
  };
}

/** The token of `Authorization: Bearer …`; null when there is none. */
export const bearerOf = (authorization: string | undefined): string | null =>
  /^Bearer ([\x21-\x7e]+)$/.exec(authorization ?? "")?.[1] ?? null;
