import { z } from "zod";

export const PASSWORD_CHARS_MIN = 10;
export const PASSWORD_CHARS_MAX = 200;

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .refine((text) => !/\p{Cc}/u.test(text), "Use one line without control characters.");

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("Enter an e-mail address like name@example.com."));

export const Password = z
  .string()
  .min(PASSWORD_CHARS_MIN, `Use at least ${PASSWORD_CHARS_MIN} characters.`)
  .max(PASSWORD_CHARS_MAX, `Use at most ${PASSWORD_CHARS_MAX} characters.`);

/** Sign-up: address and password are enough; the rest can follow. */
export const RegisterInput = z.object({
  email: Email,
  password: Password,
  name: line(120).optional(),
  workspaceName: line(120).optional(),
  invitationToken: z
    .string()
    .max(200)
    .optional()
    .meta({ description: "Of an invitation to this very address: it proves the address at once." }),
});
export type RegisterInput = z.infer<typeof RegisterInput>;

/** The answer to a sign-up is the same for a known and an unknown address. */
export const RegisterResult = z.object({ status: z.literal("ok") });

export const LoginInput = z.object({
  email: Email,
  password: z.string().min(1, "Enter your password.").max(PASSWORD_CHARS_MAX),
});
export type LoginInput = z.infer<typeof LoginInput>;

export const RoleSchema = z.enum(["owner", "admin", "editor", "viewer"]);

export const WorkspaceDto = z.object({ id: z.uuid(), name: z.string(), role: RoleSchema });
export type WorkspaceDto = z.infer<typeof WorkspaceDto>;

export const UserDto = z.object({
  id: z.uuid(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  avatarUrl: z.string().nullable(),
});
export type UserDto = z.infer<typeof UserDto>;

export const MeDto = z.object({ user: UserDto, workspaces: z.array(WorkspaceDto), workspaceId: z.uuid() });
export type MeDto = z.infer<typeof MeDto>;

/** Where a change that carries no data ends: nothing more to say. */
export const Done = z.object({ status: z.literal("ok") });
export type Done = z.infer<typeof Done>;

export const TokenInput = z.object({
  token: z.string().min(1, "The link is not complete. Open it from the message again.").max(200),
});
export type TokenInput = z.infer<typeof TokenInput>;

/** A link that proves an address; with the password where nobody is signed in. */
export const TakeLinkInput = TokenInput.extend({
  password: z.string().max(PASSWORD_CHARS_MAX).optional(),
});
export type TakeLinkInput = z.infer<typeof TakeLinkInput>;

export const ForgotPasswordInput = z.object({ email: Email });
export type ForgotPasswordInput = z.infer<typeof ForgotPasswordInput>;

export const ResetPasswordInput = TokenInput.extend({ password: Password });
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;

const CurrentPassword = z
  .string()
  .max(PASSWORD_CHARS_MAX)
  .optional()
  .meta({ description: "Your password. Without one: sign in again, then call within 15 minutes." });

export const ProofInput = z.object({ currentPassword: CurrentPassword });
export type ProofInput = z.infer<typeof ProofInput>;

export const ChangePasswordInput = ProofInput.extend({ newPassword: Password });
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

export const ChangeEmailInput = ProofInput.extend({ newEmail: Email });
export type ChangeEmailInput = z.infer<typeof ChangeEmailInput>;

export const UpdateProfileInput = z.object({
  firstName: line(80).optional(),
  lastName: line(80).optional(),
});
export type UpdateProfileInput = z.infer<typeof UpdateProfileInput>;

export const ProviderId = z.enum(["google", "linkedin"]);
export type ProviderId = z.infer<typeof ProviderId>;

export const ProviderParams = z.object({ provider: ProviderId });

/** A sign-in service: whether it can be used here, and whether it is connected to the account. */
export const ConnectionDto = z.object({
  provider: ProviderId,
  name: z.string().meta({ example: "Google" }),
  available: z.boolean(),
  sandbox: z.boolean().meta({ description: "A stand-in of the local demo, not the real service." }),
  email: z.string().nullable().meta({ description: "The address there; null while not connected." }),
  connectedAt: z.iso.datetime().nullable(),
});
export type ConnectionDto = z.infer<typeof ConnectionDto>;

/** A person's own account. */
export const AccountDto = z
  .object({
    user: UserDto,
    emailVerified: z.boolean(),
    hasPassword: z.boolean(),
    passwordChangedAt: z.iso.datetime().nullable(),
    connections: z.array(ConnectionDto),
    secondFactor: z.object({
      enabledAt: z.iso.datetime().nullable(),
      recoveryCodesLeft: z.int(),
    }),
  })
  .meta({ id: "Account" });
export type AccountDto = z.infer<typeof AccountDto>;

export const SessionDto = z
  .object({
    id: z.uuid(),
    kind: z.enum(["web", "api"]).meta({ description: "web: a browser; api: a program with tokens." }),
    device: z.string().meta({ example: "Chrome on macOS" }),
    place: z.string().meta({ example: "Lisbon, Portugal" }),
    method: z.enum(["password", "google", "linkedin"]),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    current: z.boolean(),
  })
  .meta({ id: "Session" });
export type SessionDto = z.infer<typeof SessionDto>;

export const SessionList = z.object({ items: z.array(SessionDto), nextCursor: z.string().nullable() });
export type SessionList = z.infer<typeof SessionList>;

export const SessionParams = z.object({ sessionId: z.uuid() });

export const EndedSessions = z.object({ count: z.int().meta({ description: "How many sessions ended." }) });

const Code = z
  .string()
  .trim()
  .min(6, "Type the six digits, or a recovery code.")
  .max(40, "Type the six digits, or a recovery code.");

export const CodeInput = z.object({ code: Code });
export type CodeInput = z.infer<typeof CodeInput>;

export const DisableSecondFactorInput = ProofInput.extend({ code: Code.optional() });
export type DisableSecondFactorInput = z.infer<typeof DisableSecondFactorInput>;

/** What an authenticator app needs; shown once, and nothing is switched on before a first code. */
export const SecondFactorSetup = z.object({
  secret: z.string().meta({ description: "The key in Base32, for typing.", example: "JBSWY3DPEHPK3PXP" }),
  uri: z.string().meta({ description: "otpauth:// address of the key." }),
  qrSvg: z.string().meta({ description: "The address as a QR code: an SVG picture." }),
});
export type SecondFactorSetup = z.infer<typeof SecondFactorSetup>;

export const RecoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).meta({ description: "Ten codes, each good once. Shown this once." }),
});
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const AVATAR_BYTES_MAX = 512 * 1024;
export const AvatarDto = z.object({ avatarUrl: z.string().nullable() });
export type AvatarDto = z.infer<typeof AvatarDto>;

export const AvatarParams = z.object({ avatarKey: z.string().regex(/^[A-Za-z0-9_-]{22}\.(webp|jpg|png)$/) });

/** Where the browser goes next to connect a sign-in service. */
export const LinkIntentDto = z.object({ callbackUrl: z.string() });
export type LinkIntentDto = z.infer<typeof LinkIntentDto>;
