import { z } from "zod";
import { LoginInput, WorkspaceDto } from "../schemas";

const RefreshTokenText = z
  .string()
  .min(1, "Send the refresh token of your last log-in or refresh.")
  .max(200)
  .meta({ example: "q5cJ0mJk0t2p9m6q5cJ0mJk0t2p9m6q5cJ0mJk0t2p9" });

export const TokenLoginInput = LoginInput.extend({
  code: z
    .string()
    .trim()
    .max(40)
    .optional()
    .meta({ description: "Six digits of the authenticator app, or a recovery code.", example: "123456" }),
  tenantId: z.uuid().optional().meta({ description: "The workspace to work in; default: the oldest one." }),
});
export type TokenLoginInput = z.infer<typeof TokenLoginInput>;

export const RefreshInput = z.object({
  refreshToken: RefreshTokenText,
  tenantId: z.uuid().optional().meta({ description: "Go on in another workspace of yours." }),
});
export type RefreshInput = z.infer<typeof RefreshInput>;

export const LogoutInput = z.object({ refreshToken: RefreshTokenText });
export type LogoutInput = z.infer<typeof LogoutInput>;

/** A pair of tokens, the workspace they work in, and the others one may ask for. */
export const TokenDto = z
  .object({
    tokenType: z.literal("Bearer"),
    accessToken: z.string(),
    expiresInS: z.int().meta({ example: 900 }),
    refreshToken: z.string(),
    refreshExpiresAt: z.iso.datetime(),
    tenantId: z.uuid(),
    tenants: z.array(WorkspaceDto),
  })
  .meta({ id: "Tokens" });
export type TokenDto = z.infer<typeof TokenDto>;

export const JwksDto = z
  .object({ keys: z.array(z.record(z.string(), z.unknown())) })
  .meta({ id: "JsonWebKeySet" });
