export { type Actor, actorId, can, type Ctx, publicCtx, requirePermission, systemCtx } from "./ctx";
export {
  isPermission,
  KEY_SCOPES,
  keyCanHold,
  type Permission,
  PERMISSIONS,
  type Role,
  roleCan,
  ROLES,
} from "./permissions";
export { lockMembers, requireAnotherOwner } from "./owners";
export { withTenant } from "./with-tenant";
