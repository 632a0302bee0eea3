import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { setClockForTests } from "@/lib/clock";
import { systemDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import { withTenant } from "@/lib/tenancy";
import {
  acceptInvitation,
  changeMember,
  deleteTenant,
  inviteMember,
  listInvitations,
  previewInvitation,
  removeMember,
  resendInvitation,
  revokeInvitation,
} from "@/lib/workspace";
import { mintMember, mintTenant, mintUser, type Person } from "../../fixtures/tenants";
import { actionsOf, closeAll, code, joinerOf, mailsTo, newAddress, standing, tokenFor } from "./support";

const WEEK_MS = 7 * 86_400_000;

let owner: Person;
beforeEach(async () => {
  owner = await mintTenant({ name: "Harbour Lights" });
});
afterEach(() => setClockForTests(null));
afterAll(closeAll);

describe("inviting", () => {
  test("sends a link to the address and shows the invitation as open", async () => {
    const email = newAddress();
    const invitation = await inviteMember(owner.ctx, { email: ` ${email.toUpperCase()} `, role: "editor" });
    expect(invitation).toMatchObject({ email, role: "editor", status: "open", sentCount: 1 });
    expect((await listInvitations(owner.ctx)).items).toEqual([invitation]);
    expect(await mailsTo(email)).toEqual([
      {
        template: "invitation",
        params: {
          url: expect.stringMatching(/\/invite\/[\w-]{43}$/),
          inviterName: "Test Person",
          workspaceName: "Harbour Lights",
          role: "editor",
          expiresAt: invitation.expiresAt,
        },
      },
    ]);
    expect(await actionsOf(owner, invitation.id)).toEqual(["member.invite"]);
  });

  test("the token is stored as a hash alone", async () => {
    const email = newAddress();
    const { id } = await inviteMember(owner.ctx, { email });
    const token = await tokenFor(email);
    const row = await systemDb().invitation.findFirstOrThrow({ where: { id } });
    expect(Buffer.from(row.tokenHash).toString("base64url")).not.toBe(token);
    expect(JSON.stringify(row)).not.toContain(token);
  });

  test("follows the rule of roles", async () => {
    const admin = await mintMember(owner.tenantId, "admin");
    const editor = await mintMember(owner.tenantId, "editor");
    await expect(inviteMember(admin.ctx, { email: newAddress(), role: "owner" })).rejects.toEqual(
      code("forbidden"),
    );
    await expect(inviteMember(editor.ctx, { email: newAddress(), role: "viewer" })).rejects.toEqual(
      code("forbidden"),
    );
    expect(await inviteMember(admin.ctx, { email: newAddress(), role: "admin" })).toMatchObject({
      role: "admin",
    });
    const owners = await inviteMember(owner.ctx, { email: newAddress(), role: "owner" });
    await expect(revokeInvitation(admin.ctx, owners.id)).rejects.toEqual(code("forbidden"));
    await expect(resendInvitation(admin.ctx, owners.id)).rejects.toEqual(code("forbidden"));
  });

  test("refuses members, second invitations and inviters whose own address is not confirmed", async () => {
    const editor = await mintMember(owner.tenantId, "editor");
    await expect(inviteMember(owner.ctx, { email: editor.email })).rejects.toEqual(code("conflict"));
    await changeMember(owner.ctx, editor.userId, { isActive: false });
    await expect(inviteMember(owner.ctx, { email: editor.email })).rejects.toThrow(/deactivated/);
    const email = newAddress();
    await inviteMember(owner.ctx, { email });
    await expect(inviteMember(owner.ctx, { email })).rejects.toThrow(/invited already/);
    await systemDb().user.update({ where: { id: owner.userId }, data: { emailVerifiedAt: null } });
    await expect(inviteMember(owner.ctx, { email: newAddress() })).rejects.toThrow(/Confirm your own/);
  });

  test("twice at the same moment is one invitation", async () => {
    const email = newAddress();
    const results = await Promise.allSettled([1, 2, 3].map(() => inviteMember(owner.ctx, { email })));
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("one that has run out makes room for a new one", async () => {
    const email = newAddress();
    const old = await inviteMember(owner.ctx, { email });
    setClockForTests(() => Date.now() + WEEK_MS + 1_000);
    expect((await listInvitations(owner.ctx)).items).toMatchObject([{ id: old.id, status: "expired" }]);
    const next = await inviteMember(owner.ctx, { email });
    expect((await listInvitations(owner.ctx)).items.map((one) => one.id)).toEqual([next.id]);
  });

  test("200 open ones are the bound", async () => {
    const rows = Array.from({ length: 200 }, () => ({
      id: newId(),
      tenantId: owner.tenantId,
      email: newAddress(),
      role: "viewer",
      tokenHash: Buffer.from(newId()),
      invitedByUserId: owner.userId,
      expiresAt: new Date(Date.now() + WEEK_MS),
      lastSentAt: new Date(),
    }));
    await withTenant(owner.ctx, (db) => db.invitation.createMany({ data: rows }));
    await expect(inviteMember(owner.ctx, { email: newAddress() })).rejects.toThrow(
      /200 invitations are open/,
    );
  });

  test("sending again ends the older link; withdrawing ends both", async () => {
    const email = newAddress();
    const { id } = await inviteMember(owner.ctx, { email });
    const first = await tokenFor(email);
    expect(await resendInvitation(owner.ctx, id)).toMatchObject({ sentCount: 2 });
    const second = await tokenFor(email);
    expect(second).not.toBe(first);
    await expect(previewInvitation(first)).rejects.toEqual(code("not_found"));
    expect(await previewInvitation(second)).toMatchObject({ status: "open", email });
    await revokeInvitation(owner.ctx, id);
    expect(await previewInvitation(second)).toMatchObject({ status: "revoked" });
    await expect(revokeInvitation(owner.ctx, id)).rejects.toEqual(code("not_found"));
    await expect(resendInvitation(owner.ctx, id)).rejects.toEqual(code("not_found"));
  });

  test("another workspace's invitation does not exist", async () => {
    const stranger = await mintTenant();
    const { id } = await inviteMember(stranger.ctx, { email: newAddress() });
    await expect(revokeInvitation(owner.ctx, id)).rejects.toEqual(code("not_found"));
    await expect(resendInvitation(owner.ctx, id)).rejects.toEqual(code("not_found"));
  });
});

describe("joining", () => {
  const invited = async (role: "owner" | "editor" = "editor") => {
    const user = await mintUser();
    await inviteMember(owner.ctx, { email: user.email, role });
    return { user, token: await tokenFor(user.email) };
  };

  test("works for the invited address, once, and is on record", async () => {
    const { user, token } = await invited();
    await systemDb().user.update({ where: { id: user.id }, data: { emailVerifiedAt: null } });
    expect(await previewInvitation(token)).toMatchObject({
      workspaceName: "Harbour Lights",
      inviterName: "Test Person",
      role: "editor",
      hasAccount: true,
    });
    const joined = await acceptInvitation(joinerOf(user), token);
    expect(joined).toEqual({ tenantId: owner.tenantId, name: "Harbour Lights", role: "editor" });
    expect(await standing(owner.tenantId)).toMatchObject({ [user.id]: "editor" });
    expect(await actionsOf(owner, user.id)).toEqual(["member.join"]);
    const row = await systemDb().user.findUniqueOrThrow({ where: { id: user.id } });
    expect(row.emailVerifiedAt).not.toBeNull();
    expect((await listInvitations(owner.ctx)).items).toEqual([]);
    expect(await acceptInvitation(joinerOf(user), token)).toEqual(joined);
    expect(await previewInvitation(token)).toMatchObject({ status: "accepted" });
  });

  test("ten times at the same moment is one membership and one line", async () => {
    const { user, token } = await invited();
    await Promise.all(Array.from({ length: 10 }, () => acceptInvitation(joinerOf(user), token)));
    expect(await actionsOf(owner, user.id)).toEqual(["member.join"]);
  });

  test("is refused to another address", async () => {
    const { token } = await invited();
    const other = await mintUser();
    await expect(acceptInvitation(joinerOf(other), token)).rejects.toThrow(/is for .* signed in as/);
  });

  test("is over once used, withdrawn, run out, or when the workspace closes", async () => {
    const used = await invited();
    await acceptInvitation(joinerOf(used.user), used.token);
    await removeMember(owner.ctx, used.user.id);
    await expect(acceptInvitation(joinerOf(used.user), used.token)).rejects.toEqual(code("gone"));

    const late = await invited();
    setClockForTests(() => Date.now() + WEEK_MS + 1_000);
    await expect(acceptInvitation(joinerOf(late.user), late.token)).rejects.toThrow(/has run out/);
    setClockForTests(null);

    const closing = await invited();
    await deleteTenant(owner.ctx, { confirmName: "Harbour Lights" });
    await expect(acceptInvitation(joinerOf(closing.user), closing.token)).rejects.toThrow(/being deleted/);
    expect(await previewInvitation(closing.token)).toMatchObject({ status: "closed" });
  });

  test("is over when whoever invited could not invite any more", async () => {
    const second = await mintMember(owner.tenantId, "owner");
    const user = await mintUser();
    await inviteMember(second.ctx, { email: user.email, role: "owner" });
    const token = await tokenFor(user.email);
    // An account that was closed from its own settings, past the workspace's verbs.
    await systemDb().user.update({ where: { id: second.userId }, data: { isActive: false } });
    await expect(acceptInvitation(joinerOf(user), token)).rejects.toEqual(code("gone"));
  });

  test("is refused to a deactivated member who was invited before", async () => {
    const { user, token } = await invited();
    await systemDb().membership.create({
      data: { id: newId(), tenantId: owner.tenantId, userId: user.id, role: "viewer", isActive: false },
    });
    await expect(acceptInvitation(joinerOf(user), token)).rejects.toEqual(code("conflict"));
  });

  test("a made-up token is not known", async () => {
    await expect(previewInvitation("x".repeat(43))).rejects.toEqual(code("not_found"));
    await expect(acceptInvitation(joinerOf(await mintUser()), "x".repeat(43))).rejects.toEqual(
      code("not_found"),
    );
  });
});
