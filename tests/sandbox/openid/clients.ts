import { z } from "zod";
import type { ClientSettings } from "../settings";

/** An application that may send people here. */
export type Client = { id: string; secret: string; redirectUris: readonly string[] };

export const ClientInput = z.strictObject({
  id: z.string().min(1),
  secret: z.string().min(1),
  redirectUris: z.array(z.url()).default([]),
});

/** Credentials of a token request, from the body or from Basic authentication. */
export type GivenCredentials = { id?: string; secret?: string; via: "body" | "basic" };

/** The applications that a provider knows. */
export class Clients {
  readonly #own: Client;
  #clients: Client[];

  constructor({ id, secret }: ClientSettings, redirectUri: string) {
    this.#own = { id, secret, redirectUris: [redirectUri] };
    this.#clients = [this.#own];
  }

  find(id: string | null | undefined): Client | undefined {
    return this.#clients.find((client) => client.id === id);
  }

  add(client: Client): void {
    this.#clients = [...this.#clients.filter(({ id }) => id !== client.id), client];
  }

  /** Registers further addresses of the product's own application. */
  addRedirectUris(redirectUris: readonly string[]): void {
    const own = this.find(this.#own.id) ?? this.#own;
    this.add({ ...own, redirectUris: [...own.redirectUris, ...redirectUris] });
  }

  reset(): void {
    this.#clients = [this.#own];
  }
}

/** Reads how a program says which application it is. In Basic both parts are form-encoded (RFC 6749, 2.3.1). */
export function givenCredentials(form: URLSearchParams, authorization: string | undefined): GivenCredentials {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "")?.[1];
  if (basic === undefined) {
    return {
      id: form.get("client_id") ?? undefined,
      secret: form.get("client_secret") ?? undefined,
      via: "body",
    };
  }
  const [id = "", ...secret] = Buffer.from(basic, "base64").toString("utf8").split(":");
  const decode = (text: string): string => new URLSearchParams(`v=${text}`).get("v") ?? "";
  return { id: decode(id), secret: decode(secret.join(":")), via: "basic" };
}
