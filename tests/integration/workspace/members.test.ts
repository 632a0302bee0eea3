import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { deleteAccount } from "@/lib/auth/account/delete-account";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/tenancy";
import { changeMember, inviteMember, listMembers, removeMember, transferOwnership } from "@/lib/workspace";
import { mintMember, mintTenant, type Person } from "../../fixtures/tenants";
import { actionsOf, closeAll, code, newAddress, standing } from "./support";

let owner: Person;
let admin: Person;
let editor: Person;
beforeEach(async () => {
  owner = await mintTenant();
  admin = await mintMember(owner.tenantId, "admin");
  editor = await mintMember(owner.tenantId, "editor");
});
afterAll(closeAll);

describe("the list of members", () => {
  test("shows everyone with role and address; sign-in facts to those who manage members", async () => {
    const { items } = await listMembers(owner.ctx);
    expect(items.map((member) => member.role)).toEqual(["editor", "admin", "owner"]);
    expect(items[0]).toMatchObject({
      userId: editor.userId,
      email: editor.email,
      name: "Test Person",
      hasSecondFactor: false,
      lastSeenAt: expect.any(String),
    });
    const seen = await listMembers(editor.ctx);
    expect(seen.items[0]).toMatchObject({ email: editor.email, hasSecondFactor: null, lastSeenAt: null });
  });

  test("goes on behind a cursor", async () => {
    const first = await listMembers(owner.ctx, { limit: 2 });
    const rest = await listMembers(owner.ctx, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map((member) => member.role)).toEqual([
      "editor",
      "admin",
      "owner",
    ]);
    expect(rest.nextCursor).toBeNull();
  });
});

describe("roles", () => {
  test("an admin changes editors, and makes no owners", async () => {
    const changed = await changeMember(admin.ctx, editor.userId, { role: "viewer" });
    expect(changed).toMatchObject({ role: "viewer", isActive: true });
    expect(await actionsOf(owner, editor.userId)).toEqual(["member.role_change"]);
    await expect(changeMember(admin.ctx, editor.userId, { role: "owner" })).rejects.toEqual(
      code("forbidden"),
    );
    await expect(changeMember(admin.ctx, owner.userId, { role: "viewer" })).rejects.toEqual(
      code("forbidden"),
    );
    await expect(removeMember(admin.ctx, owner.userId)).rejects.toEqual(code("forbidden"));
  });

  test("the same again changes nothing and leaves no line", async () => {
    await changeMember(owner.ctx, editor.userId, { role: "editor" });
    expect(await actionsOf(owner, editor.userId)).toEqual([]);
  });

  test("editors and viewers change nobody", async () => {
    for (const act of [
      () => changeMember(editor.ctx, admin.userId, { role: "viewer" }),
      () => removeMember(editor.ctx, admin.userId),
      () => transferOwnership(editor.ctx, { userId: admin.userId }),
    ])
      await expect(act()).rejects.toEqual(code("forbidden"));
  });

  test("a member of another workspace does not exist here", async () => {
    const stranger = await mintTenant();
    for (const id of [stranger.userId, newId()]) {
      await expect(changeMember(owner.ctx, id, { role: "viewer" })).rejects.toEqual(code("not_found"));
      await expect(removeMember(owner.ctx, id)).rejects.toEqual(code("not_found"));
      await expect(transferOwnership(owner.ctx, { userId: id })).rejects.toEqual(code("not_found"));
    }
    expect(await standing(stranger.tenantId)).toEqual({ [stranger.userId]: "owner" });
  });

  test("who was demoted a moment ago cannot act on the role of before", async () => {
    await changeMember(owner.ctx, admin.userId, { role: "viewer" });
    await expect(changeMember(admin.ctx, editor.userId, { role: "viewer" })).rejects.toEqual(
      code("forbidden"),
    );
  });

  test("open invitations do not outlive the standing they were sent with", async () => {
    const second = await mintMember(owner.tenantId, "owner");
    const owners = await inviteMember(second.ctx, { email: newAddress(), role: "owner" });
    const viewers = await inviteMember(second.ctx, { email: newAddress(), role: "viewer" });
    await changeMember(owner.ctx, second.userId, { role: "admin" });
    expect(await actionsOf(owner, owners.id)).toEqual(["member.invite", "member.invite_revoke"]);
    expect(await actionsOf(owner, viewers.id)).toEqual(["member.invite"]);
    await removeMember(owner.ctx, second.userId);
    expect(await actionsOf(owner, viewers.id)).toEqual(["member.invite", "member.invite_revoke"]);
  });
});

describe("deactivating, removing, leaving, handing over", () => {
  test("a deactivated member is kept and can be activated again", async () => {
    await changeMember(admin.ctx, editor.userId, { isActive: false });
    expect(await standing(owner.tenantId)).toMatchObject({ [editor.userId]: "editor, inactive" });
    await changeMember(admin.ctx, editor.userId, { isActive: true });
    expect(await actionsOf(owner, editor.userId)).toEqual(["member.deactivate", "member.activate"]);
    await expect(changeMember(admin.ctx, admin.userId, { isActive: false })).rejects.toEqual(
      code("conflict"),
    );
  });

  test("everyone may leave, and only once", async () => {
    await removeMember(editor.ctx, editor.userId);
    expect(await actionsOf(owner, editor.userId)).toEqual(["member.leave"]);
    await expect(removeMember(editor.ctx, editor.userId)).rejects.toEqual(code("forbidden"));
  });

  test("handing over makes the member owner and the owner admin, both or neither", async () => {
    await transferOwnership(owner.ctx, { userId: editor.userId });
    expect(await standing(owner.tenantId)).toMatchObject({
      [owner.userId]: "admin",
      [editor.userId]: "owner",
    });
    await expect(transferOwnership(owner.ctx, { userId: admin.userId })).rejects.toEqual(code("forbidden"));
    // The context of the new owner's next request.
    const next: Ctx = {
      ...editor.ctx,
      actor: { type: "user", userId: editor.userId, sessionId: editor.sessionId, role: "owner" },
    };
    await changeMember(next, admin.userId, { isActive: false });
    await expect(transferOwnership(next, { userId: admin.userId })).rejects.toEqual(code("conflict"));
    await expect(transferOwnership(next, { userId: editor.userId })).rejects.toEqual(code("conflict"));
  });
});

const ROUNDS = 50;
/** Rounds under way at once: each has a workspace of its own. */
const AT_ONCE = 5;

/** Tries a race again and again. */
async function rounds(work: () => Promise<void>): Promise<void> {
  for (let done = 0; done < ROUNDS; done += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, work));
}

describe("the last owner", () => {
  const acts: [string, (one: Person, other: Person) => Promise<unknown>][] = [
    ["leaving", (one) => removeMember(one.ctx, one.userId)],
    ["stepping down", (one) => changeMember(one.ctx, one.userId, { role: "viewer" })],
    ["removing each other", (one, other) => removeMember(one.ctx, other.userId)],
    ["demoting each other", (one, other) => changeMember(one.ctx, other.userId, { role: "editor" })],
    ["deactivating each other", (one, other) => changeMember(one.ctx, other.userId, { isActive: false })],
  ];

  test.each(acts.slice(0, 2))("stays: %s is refused", async (_name, act) => {
    await expect(act(owner, owner)).rejects.toEqual(code("conflict"));
    const second = await mintMember(owner.tenantId, "owner");
    await changeMember(owner.ctx, second.userId, { isActive: false });
    await expect(act(owner, owner)).rejects.toEqual(code("conflict"));
  });

  test.each(acts)("stays when two owners come at the same moment: %s", (_name, act) =>
    rounds(async () => {
      const one = await mintTenant();
      const other = await mintMember(one.tenantId, "owner");
      const results = await Promise.allSettled([act(one, other), act(other, one)]);
      const refusals = results.flatMap((result) =>
        result.status === "rejected" ? [result.reason as unknown] : [],
      );
      expect(refusals).toHaveLength(1);
      expect(refusals[0]).toBeInstanceOf(AppError);
      const owners = Object.values(await standing(one.tenantId)).filter((role) => role === "owner");
      expect(owners).toHaveLength(1);
    }),
  );

  test("stays when one owner closes their account while the other leaves", () =>
    rounds(async () => {
      const one = await mintTenant();
      const other = await mintMember(one.tenantId, "owner");
      const account = {
        userId: one.userId,
        sessionId: one.sessionId,
        kind: "web" as const,
        requestId: newId(),
        address: "127.0.0.1",
        userAgent: "vitest",
        authenticatedAt: new Date(),
        defaultTenantId: one.tenantId,
      };
      await Promise.allSettled([deleteAccount(account, {}), removeMember(other.ctx, other.userId)]);
      expect(Object.values(await standing(one.tenantId))).toEqual(["owner"]);
    }));

  test("stays when handing over and being removed happen at the same moment", () =>
    rounds(async () => {
      const one = await mintTenant();
      const other = await mintMember(one.tenantId, "admin");
      await Promise.allSettled([
        transferOwnership(one.ctx, { userId: other.userId }),
        removeMember(other.ctx, other.userId),
        removeMember(one.ctx, other.userId),
      ]);
      expect(Object.values(await standing(one.tenantId))).toContain("owner");
    }));
});
