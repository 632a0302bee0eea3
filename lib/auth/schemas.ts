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
