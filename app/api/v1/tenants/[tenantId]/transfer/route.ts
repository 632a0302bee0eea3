import { tenantRoute } from "@/lib/http";
import { atPath, transferOwnership } from "@/lib/workspace";
import { MemberDto, TenantParams, TransferInput } from "@/lib/workspace/schemas";

export const POST = tenantRoute({
  permission: "owners.write",
  input: { params: TenantParams, body: TransferInput },
  output: MemberDto,
  summary: "Hand the workspace over to another member",
  description: "The member becomes an owner and whoever asks an admin, both or neither.",
  errors: ["conflict"],
  handle: (ctx, { params, body }) => transferOwnership(atPath(ctx, params.tenantId), body),
});
