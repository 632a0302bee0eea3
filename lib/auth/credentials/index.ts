export { authenticate } from "./authenticate";
export type { Credential, LiveKey, PersonCtx } from "./types";
export { signedInUserId } from "./signed-in";
