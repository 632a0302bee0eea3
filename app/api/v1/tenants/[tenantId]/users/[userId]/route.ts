import { z } from "zod";
import { tenantRoute } from "@/lib/http";
import { atPath, changeMember, removeMember } from "@/lib/workspace";
import { ChangeMemberInput, MemberDto, MemberParams } from "@/lib/workspace/schemas";

export const PATCH = tenantRoute({
  permission: "members.write",
  input: { params: MemberParams, body: ChangeMemberInput },
  output: MemberDto,
  summary: "Change a member's role, or deactivate them",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => changeMember(atPath(ctx, params.tenantId), params.userId, body),
});

export const DELETE = tenantRoute({
  permission: "membership.leave",
  input: { params: MemberParams },
  output: z.void(),
  status: 204,
  summary: "Remove a member, or leave the workspace yourself",
  description: "Everyone may leave; removing others takes members.write, and owners.write for owners.",
  errors: ["conflict"],
  handle: (ctx, { params }) => removeMember(atPath(ctx, params.tenantId), params.userId),
});
