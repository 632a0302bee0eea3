/** Shapes of the API's answers, loaded with the first answer instead of with the page. */
const schemas = () => import("@/lib/workspace/schemas");
const keySchemas = () => import("@/lib/auth/api-keys/schemas");

export const memberShape = async () => (await schemas()).MemberDto;
export const memberListShape = async () => (await schemas()).MemberList;
export const invitationShape = async () => (await schemas()).InvitationDto;
export const invitationListShape = async () => (await schemas()).InvitationList;
export const inviteShape = async () => (await schemas()).InviteInput;
export const tenantShape = async () => (await schemas()).TenantDto;
export const updateTenantShape = async () =>
  (await schemas()).CreateTenantInput.required({ name: true, timeZone: true });
export const createTenantShape = async () => (await schemas()).CreateTenantInput;
export const domainShape = async () => (await schemas()).DomainDto;
export const domainListShape = async () => (await schemas()).DomainList;
export const exportShape = async () => (await schemas()).ExportDto;
export const exportListShape = async () => (await schemas()).ExportList;
export const auditListShape = async () => (await schemas()).AuditList;
export const joinedShape = async () => (await schemas()).JoinedDto;

export const apiKeyShape = async () => (await keySchemas()).ApiKeyDto;
export const apiKeyListShape = async () => (await keySchemas()).ApiKeyList;
export const newApiKeyShape = async () => (await keySchemas()).NewApiKeyDto;
export const createApiKeyShape = async () => (await keySchemas()).CreateApiKeyInput;
