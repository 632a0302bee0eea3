export { authOptions } from "./options";
export { isSecure } from "./cookie";
export { getMe } from "./me";
export { createWorkspace, registerAccount } from "./register";
export { authenticateRequest } from "./request";
export {
  chooseMembership,
  type LiveSession,
  openSession,
  readLiveSession,
  revokeSession,
  type SessionMembership,
  sweepSessions,
} from "./sessions";
export { verifyCredentials } from "./sign-in";
