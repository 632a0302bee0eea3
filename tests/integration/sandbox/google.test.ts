import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { ADA, application, GOOGLE, pkce } from "./openid";

let sandbox: OwnSandbox;
let app: ReturnType<typeof application>;

beforeAll(async () => {
  sandbox = await startSandbox("http://127.0.0.1:3000");
  app = application(sandbox, GOOGLE);
});
beforeEach(() => sandbox.reset("google"));
afterAll(() => sandbox.stop());

const userinfo = (accessToken: string): Promise<Response> =>
  fetch(`${sandbox.baseUrl}/google/v1/userinfo`, { headers: { Authorization: `Bearer ${accessToken}` } });

const verify = (idToken: string) =>
  jwtVerify(idToken, createRemoteJWKSet(new URL(`${sandbox.baseUrl}${GOOGLE.jwksPath}`)), {
    issuer: GOOGLE.issuer,
    audience: GOOGLE.clientId,
    algorithms: ["RS256"],
  });

describe("a person who allows", () => {
  test("brings a code that becomes tokens, signed and true", async () => {
    const { verifier, params } = pkce();
    const code = await app.code({ ...params, nonce: "the-nonce" });
    const { status, body } = await app.token({ code, code_verifier: verifier });
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual([
      "access_token",
      "expires_in",
      "id_token",
      "scope",
      "token_type",
    ]);
    expect(body).toMatchObject({ expires_in: 3599, token_type: "Bearer", scope: "openid email profile" });
    const { payload, protectedHeader } = await verify(body["id_token"] ?? "");
    expect(protectedHeader).toMatchObject({ alg: "RS256", kid: expect.any(String) });
    expect(payload).toMatchObject({
      aud: GOOGLE.clientId,
      azp: GOOGLE.clientId,
      nonce: "the-nonce",
      sub: expect.stringMatching(/^\d{21}$/),
      email: ADA.email,
      email_verified: true,
      name: ADA.name,
      given_name: "Ada",
      family_name: "Fieldmouse",
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3_600);
    const info = (await (await userinfo(body["access_token"] ?? "")).json()) as Record<string, string>;
    expect(info).toMatchObject({ sub: payload.sub, email: ADA.email, email_verified: true });
    const picture = await fetch(info["picture"] ?? "");
    expect(picture.headers.get("content-type")).toBe("image/png");
  });

  test("is told of only what the scopes allow", async () => {
    const { body } = await app.token({ code: await app.code({ scope: "openid" }) });
    const info = await (await userinfo(body["access_token"] ?? "")).json();
    expect(Object.keys(info as object)).toEqual(["sub"]);
  });

  test("is one of the list, or somebody with any address, verified or not", async () => {
    const page = await (await fetch(app.authorizeUrl())).text();
    expect(page).not.toContain("<script");
    const sub = /value="(\d{21})"[^>]*><span[^>]*>Dora/s.exec(page.replaceAll(/\s+/g, " "))?.[1] ?? "";
    const chosen = await fetch(app.authorizeUrl(), {
      method: "POST",
      body: new URLSearchParams({ decision: "allow", person: sub }),
      redirect: "manual",
    });
    const back = new URL(chosen.headers.get("location") ?? "");
    const { body } = await app.token({ code: back.searchParams.get("code") });
    expect((await verify(body["id_token"] ?? "")).payload).toMatchObject({ email_verified: false });
    const dora = await app.code({}, { email: "dora.unproven@example.com" });
    const { body: ofDora } = await app.token({ code: dora });
    expect((await verify(ofDora["id_token"] ?? "")).payload).toMatchObject({ sub, email_verified: false });
    const other = await app.code({}, { email: "any.body@example.org", emailVerified: false, sub: "42" });
    const { body: tokens } = await app.token({ code: other });
    expect((await verify(tokens["id_token"] ?? "")).payload).toMatchObject({
      sub: "42",
      email: "any.body@example.org",
      email_verified: false,
    });
  });

  test("is asked again when the form is not filled in", async () => {
    const response = await fetch(app.authorizeUrl(), {
      method: "POST",
      body: new URLSearchParams({ decision: "allow", person: "other", email: "not an address" }),
      redirect: "manual",
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("Type an e-mail address.");
  });
});

test("a person who denies goes back with access_denied", async () => {
  const back = new URL(await sandbox.consent(app.authorizeUrl(), "deny"));
  expect(back.origin + back.pathname).toBe(GOOGLE.callback);
  expect(Object.fromEntries(back.searchParams)).toEqual({ error: "access_denied", state: "the-state" });
});

test("another page cannot answer for the person", async () => {
  const strangers: Record<string, string>[] = [
    { Origin: "http://127.0.0.1:3000" },
    { "Sec-Fetch-Site": "cross-site" },
  ];
  for (const headers of strangers) {
    const response = await fetch(app.authorizeUrl(), {
      method: "POST",
      body: new URLSearchParams({ decision: "allow", person: "other", email: ADA.email }),
      headers,
      redirect: "manual",
    });
    expect([response.status, response.headers.get("location")]).toEqual([403, null]);
  }
});

describe("an authorization request that is not in order ends on a page here", () => {
  test.each([
    [{ redirect_uri: `${GOOGLE.callback}/` }, 400, "redirect_uri_mismatch"],
    [{ redirect_uri: "https://evil.example/api/auth/callback/google" }, 400, "redirect_uri_mismatch"],
    [{ redirect_uri: `${GOOGLE.callback}?next=1` }, 400, "redirect_uri_mismatch"],
    [{ redirect_uri: null }, 400, "redirect_uri"],
    [{ client_id: "somebody-else" }, 401, "The OAuth client was not found."],
    [{ client_id: null }, 400, "Missing required parameter: client_id"],
    [{ response_type: "token" }, 400, "unsupported_response_type"],
    [{ response_type: null }, 400, "response_type"],
    [{ scope: null }, 400, "Missing required parameter: scope"],
    [{ scope: "openid everything" }, 400, "{invalid=[everything]}"],
    [{ code_challenge: "short", code_challenge_method: "S256" }, 400, "Code challenge"],
    [{ code_challenge_method: "S512" }, 400, "code_challenge_method"],
  ])("%o", async (given, status, text) => {
    for (const init of [{}, { method: "POST", body: new URLSearchParams({ decision: "deny" }) }]) {
      const response = await fetch(app.authorizeUrl(given), { ...init, redirect: "manual" });
      expect([response.status, response.headers.get("location")]).toEqual([status, null]);
      expect(await response.text()).toContain(text);
    }
  });
});

describe("a token request that is not in order", () => {
  test.each([
    [{ client_secret: "wrong" }, 401, "invalid_client", "The provided client secret is invalid."],
    [{ client_id: "somebody-else" }, 401, "invalid_client", "The OAuth client was not found."],
    [{ client_id: null }, 400, "invalid_request", "Could not determine client ID from request."],
    [{ client_secret: null }, 400, "invalid_request", "client_secret is missing."],
    [{ redirect_uri: "http://127.0.0.1:3000/other" }, 400, "redirect_uri_mismatch", "Bad Request"],
    [{ code: "4/0Anonsense" }, 400, "invalid_grant", "Malformed auth code."],
    [{ code: null }, 400, "invalid_request", "Missing required parameter: code"],
    [{ code_verifier: "x".repeat(43) }, 400, "invalid_grant", "code_verifier or verifier is not needed."],
    [{ grant_type: "password" }, 400, "unsupported_grant_type", "Invalid grant_type: password"],
  ])("%o is refused in Google's words", async (given, status, error, description) => {
    const answer = await app.token({ code: await app.code(), ...given });
    expect(answer).toEqual({ status, body: { error, error_description: description } });
  });

  test("a wrong or missing verifier is refused, and the right one still counts", async () => {
    const { verifier, params } = pkce();
    const code = await app.code(params);
    expect((await app.token({ code, code_verifier: pkce().verifier })).body).toMatchObject({
      error: "invalid_grant",
      error_description: "Invalid code verifier.",
    });
    expect((await app.token({ code })).body).toMatchObject({ error_description: "Missing code verifier." });
    expect((await app.token({ code, code_verifier: verifier })).status).toBe(200);
  });

  test("another application cannot use the code", async () => {
    await sandbox.settings("google", {
      clients: [{ id: "second", secret: "secret", redirectUris: [GOOGLE.callback] }],
    });
    const answer = await app.token({ code: await app.code(), client_id: "second", client_secret: "secret" });
    expect([answer.status, answer.body["error"]]).toEqual([400, "invalid_grant"]);
  });

  test("JSON is no form", async () => {
    const answer = await app.token({ code: await app.code() }, { "Content-Type": "application/json" });
    expect(answer.status).toBe(400);
  });
});

test("a code counts once: used again, the tokens from it die", async () => {
  const code = await app.code();
  const { body } = await app.token({ code });
  expect((await userinfo(body["access_token"] ?? "")).status).toBe(200);
  expect(await app.token({ code })).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  const after = await userinfo(body["access_token"] ?? "");
  expect(after.status).toBe(401);
  expect(after.headers.get("www-authenticate")).toContain('error="invalid_token"');
  expect(await after.json()).toEqual({ error: "invalid_request", error_description: "Invalid Credentials" });
});

test("two at once cannot both use a code", async () => {
  const code = await app.code();
  const answers = await Promise.all([1, 2, 3, 4].map(() => app.token({ code })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test("a code lives for a minute, a token for an hour, by the sandbox's clock", async () => {
  const code = await app.code();
  await sandbox.clock("google", 60_000);
  expect((await app.token({ code })).body).toMatchObject({ error: "invalid_grant" });
  await sandbox.clock("google", 59_000);
  const { body } = await app.token({ code });
  await sandbox.clock("google", 59_000 + 3_590_000);
  expect((await userinfo(body["access_token"] ?? "")).status).toBe(200);
  await sandbox.clock("google", 59_000 + 3_600_000);
  expect((await userinfo(body["access_token"] ?? "")).status).toBe(401);
});

test("credentials may come by Basic authentication", async () => {
  const basic = Buffer.from(`${GOOGLE.clientId}:${GOOGLE.clientSecret}`).toString("base64");
  const given = { code: await app.code(), client_id: null, client_secret: null };
  expect((await app.token(given, { Authorization: `Basic ${basic}` })).status).toBe(200);
});

test("offline access brings a refresh token, which lives until it is revoked", async () => {
  const { body } = await app.token({ code: await app.code({ access_type: "offline" }) });
  const again = {
    grant_type: "refresh_token",
    refresh_token: body["refresh_token"] ?? "",
    redirect_uri: null,
  };
  const refreshed = await app.token(again);
  expect(refreshed.status).toBe(200);
  expect(refreshed.body["refresh_token"]).toBeUndefined();
  const revoke = await fetch(`${sandbox.baseUrl}/google/revoke?token=${body["access_token"]}`, {
    method: "POST",
  });
  expect(revoke.status).toBe(200);
  expect((await userinfo(refreshed.body["access_token"] ?? "")).status).toBe(401);
  expect(await app.token(again)).toEqual({
    status: 400,
    body: { error: "invalid_grant", error_description: "Token has been expired or revoked." },
  });
});

test("a key that is new verifies through the JWKS, and so does the one before", async () => {
  const before = (await app.token({ code: await app.code() })).body["id_token"] ?? "";
  await sandbox.settings("google", { rotateKeys: true });
  const after = (await app.token({ code: await app.code() })).body["id_token"] ?? "";
  expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
  await verify(before);
  await verify(after);
});

test.each([
  ["foreign-key", "signature"],
  ["tampered", "signature"],
  ["unknown-kid", "no applicable key"],
  ["alg-none", "alg"],
  ["expired", "exp"],
  ["wrong-issuer", "iss"],
  ["wrong-audience", "aud"],
])("an ID token with the flaw %s can be had, and does not verify", async (flaw, reason) => {
  await sandbox.fault("google", { kind: "own", name: "id-token", params: { flaw } });
  const flawed = await app.token({ code: await app.code() });
  await expect(verify(flawed.body["id_token"] ?? "")).rejects.toThrow(new RegExp(reason, "i"));
  const next = await app.token({ code: await app.code() });
  await verify(next.body["id_token"] ?? "");
});

test("people can be added; whoever types their address is them", async () => {
  await sandbox.settings("google", { people: [{ email: "eve@example.com", name: "Eve Kettle", sub: "7" }] });
  expect(await (await fetch(app.authorizeUrl())).text()).toContain("Eve Kettle");
  const { body } = await app.token({ code: await app.code({}, { email: "eve@example.com" }) });
  expect((await verify(body["id_token"] ?? "")).payload.sub).toBe("7");
});
