import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type OwnSandbox, startSandbox } from "../../fixtures/sandbox";
import { ADA, application, LINKEDIN } from "./openid";

let sandbox: OwnSandbox;
let app: ReturnType<typeof application>;

beforeAll(async () => {
  sandbox = await startSandbox("http://127.0.0.1:3000");
  app = application(sandbox, LINKEDIN);
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const userinfo = async (accessToken?: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(`${sandbox.baseUrl}/linkedin-api/v2/userinfo`, {
    headers: accessToken === undefined ? {} : { Authorization: `Bearer ${accessToken}` },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test("a member who allows brings a code that becomes tokens; a nonce is not repeated", async () => {
  const { status, body } = await app.token({ code: await app.code({ nonce: "the-nonce" }) });
  expect(status).toBe(200);
  expect(body).toMatchObject({ expires_in: 5_183_999, scope: "openid,email,profile", token_type: "Bearer" });
  expect(body["refresh_token"]).toBeUndefined();
  const keys = createRemoteJWKSet(new URL(`${sandbox.baseUrl}${LINKEDIN.jwksPath}`));
  const { payload } = await jwtVerify(body["id_token"] ?? "", keys, {
    issuer: LINKEDIN.issuer,
    audience: LINKEDIN.clientId,
    algorithms: ["RS256"],
  });
  expect(payload).toMatchObject({ email: ADA.email, email_verified: true, name: ADA.name });
  expect(payload["nonce"]).toBeUndefined();
  expect(await userinfo(body["access_token"])).toMatchObject({
    status: 200,
    body: { sub: payload.sub, email: ADA.email, email_verified: true, given_name: "Ada" },
  });
});

test("a member who denies goes back with user_cancelled_login", async () => {
  const back = new URL(await sandbox.consent(app.authorizeUrl(), "deny"));
  expect(Object.fromEntries(back.searchParams)).toEqual({
    error: "user_cancelled_login",
    error_description: "The user cancelled LinkedIn login",
    state: "the-state",
  });
});

test.each([
  [{ client_id: "somebody-else" }, "The passed in client_id is invalid"],
  [{ redirect_uri: `${LINKEDIN.callback}?x=1` }, "The redirect_uri does not match the registered value"],
])("with %o nobody is sent anywhere", async (given, text) => {
  const response = await fetch(app.authorizeUrl(given), { redirect: "manual" });
  expect([response.status, response.headers.get("location")]).toEqual([400, null]);
  expect(await response.text()).toContain(text);
});

test.each([
  [{ scope: "openid r_basicprofile" }, "unauthorized_scope_error"],
  [{ response_type: "token" }, "unsupported_response_type"],
])("with %o the application is told", async (given, error) => {
  const response = await fetch(app.authorizeUrl(given), { redirect: "manual" });
  const back = new URL(response.headers.get("location") ?? "");
  expect(back.searchParams.get("error")).toBe(error);
  expect(back.searchParams.get("state")).toBe("the-state");
});

test.each([
  [{ client_secret: "wrong" }, 401, "invalid_client"],
  [{ client_secret: null }, 400, "invalid_request"],
  [{ code_verifier: "x".repeat(43) }, 401, "invalid_client"],
  [{ code: "AQnonsense" }, 400, "invalid_request"],
  [{ redirect_uri: "http://127.0.0.1:3000/other" }, 400, "invalid_redirect_uri"],
  [{ grant_type: "refresh_token" }, 400, "unsupported_grant_type"],
])("a token request with %o is refused", async (given, status, error) => {
  const answer = await app.token({ code: await app.code(), ...given });
  expect([answer.status, answer.body["error"]]).toEqual([status, error]);
});

test("Basic authentication is not understood", async () => {
  const basic = Buffer.from(`${LINKEDIN.clientId}:${LINKEDIN.clientSecret}`).toString("base64");
  const given = { code: await app.code(), client_id: null, client_secret: null };
  const answer = await app.token(given, { Authorization: `Basic ${basic}` });
  expect([answer.status, answer.body["error_description"]]).toEqual([
    400,
    'A required parameter "client_id" is missing',
  ]);
});

test("a code counts once and for a minute; its tokens die when it comes again", async () => {
  const late = await app.code();
  await sandbox.clock("linkedin", 61_000);
  expect((await app.token({ code: late })).body["error_description"]).toMatch(/authorization code expired/);
  await sandbox.clock("linkedin", 0);
  const code = await app.code();
  const { body } = await app.token({ code });
  expect((await app.token({ code })).status).toBe(400);
  expect(await userinfo(body["access_token"])).toMatchObject({
    status: 401,
    body: { serviceErrorCode: 65_601 },
  });
});

test("the API says what is wrong with a token", async () => {
  expect(await userinfo()).toMatchObject({ status: 401, body: { serviceErrorCode: 65_604 } });
  expect(await userinfo("nonsense")).toMatchObject({ status: 401, body: { serviceErrorCode: 65_600 } });
  const { body } = await app.token({ code: await app.code() });
  await sandbox.clock("linkedin-api", 61 * 86_400_000);
  expect(await userinfo(body["access_token"])).toMatchObject({
    status: 401,
    body: { serviceErrorCode: 65_602 },
  });
  const { body: posting } = await app.token({ code: await app.code({ scope: "w_member_social" }) });
  await sandbox.clock("linkedin-api", 0);
  expect((await userinfo(posting["access_token"])).status).toBe(403);
});

test("a token can be looked at and revoked by its application", async () => {
  const { body } = await app.token({ code: await app.code() });
  const ask = async (path: string): Promise<unknown> => {
    const form = {
      client_id: LINKEDIN.clientId,
      client_secret: LINKEDIN.clientSecret,
      token: body["access_token"] ?? "",
    };
    const response = await fetch(`${sandbox.baseUrl}/linkedin/oauth/v2/${path}`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    return response.json();
  };
  expect(await ask("introspectToken")).toMatchObject({ active: true, status: "active", auth_type: "3L" });
  await ask("revoke");
  expect(await ask("introspectToken")).toMatchObject({ active: false, status: "revoked" });
  expect((await userinfo(body["access_token"])).status).toBe(401);
});
