import { getAccount, updateProfile } from "@/lib/auth";
import { AccountDto, UpdateProfileInput } from "@/lib/auth/schemas";
import { accountRoute } from "@/lib/http";

export const GET = accountRoute({
  summary: "Read your account",
  output: AccountDto,
  handle: (person) => getAccount(person),
});

export const PATCH = accountRoute({
  summary: "Change your names",
  input: { body: UpdateProfileInput },
  output: AccountDto,
  handle: (person, { body }) => updateProfile(person, body),
});
