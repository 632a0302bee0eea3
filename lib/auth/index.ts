export { authOptions } from "./options";
export { getMe } from "./me";
export { createWorkspace, registerAccount } from "./register";
export { authenticateRequest } from "./request";
export { chooseMembership, type LiveSession, type SessionMembership, sweepSessions } from "./sessions";
export { verifyCredentials } from "./sign-in";
