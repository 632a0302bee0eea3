export { type Actor, actorId, can, type Ctx, publicCtx, requirePermission, systemCtx } from "./ctx";
export { type Permission, PERMISSIONS, type Role, roleCan, ROLES } from "./permissions";
export { withTenant } from "./with-tenant";
