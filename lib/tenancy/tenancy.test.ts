import { describe, expect, it } from "vitest";
import {
  actorId,
  can,
  type Ctx,
  PERMISSIONS,
  publicCtx,
  requirePermission,
  roleCan,
  ROLES,
  systemCtx,
} from "./index";

const as = (actor: Ctx["actor"]): Ctx => ({ tenantId: "t", requestId: "r", actor });

describe("permissions", () => {
  it("every stronger role can do what a weaker one can", () => {
    for (const roles of Object.values(PERMISSIONS)) {
      const weakest = Math.max(...roles.map((role) => ROLES.indexOf(role)));
      expect(roles).toEqual(ROLES.slice(0, weakest + 1));
    }
  });

  it("a viewer reads and never writes what belongs to all", () => {
    const held = Object.keys(PERMISSIONS).filter((name) =>
      roleCan("viewer", name as keyof typeof PERMISSIONS),
    );
    expect(held.filter((name) => !name.endsWith(".read"))).toEqual([
      "notifications.write",
      "membership.leave",
    ]);
  });

  it("fails closed for unknown names", () => {
    expect(roleCan("owner", "nonsense" as keyof typeof PERMISSIONS)).toBe(false);
    expect(roleCan("nobody" as "owner", "sites.read")).toBe(false);
    expect(roleCan("owner", "toString" as keyof typeof PERMISSIONS)).toBe(false);
  });

  it("depend on the actor", () => {
    expect(can(systemCtx("t", "job"), "sites.write")).toBe(true);
    expect(can(publicCtx("t", "form:1", "r"), "sites.read")).toBe(false);
    expect(can(as({ type: "api_key", keyId: "k", permissions: ["sites.read"] }), "sites.read")).toBe(true);
    expect(can(as({ type: "api_key", keyId: "k", permissions: ["sites.read"] }), "sites.write")).toBe(false);
    expect(() => requirePermission(publicCtx("t", "form:1", "r"), "sites.read")).toThrow(
      expect.objectContaining({ status: 403 }),
    );
  });

  it("every actor has an id for the record", () => {
    const user = as({ type: "user", userId: "u", sessionId: "s", role: "viewer" });
    const key = as({ type: "api_key", keyId: "k", permissions: [] });
    expect(
      [user, key, systemCtx("t", "job"), publicCtx("t", "form:1", "r")].map((ctx) => actorId(ctx.actor)),
    ).toEqual(["u", "k", "job", "form:1"]);
  });
});
