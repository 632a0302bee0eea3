import { systemDb } from "@/lib/db";
import { newId } from "@/lib/ids";
import type { PersonCtx } from "../credentials";
import { accountEntry, recordAct } from "../record";
import { type AccountDto, UpdateProfileInput } from "../schemas";
import { getAccount } from "./get-account";

/** Changes a person's names; what is absent stays. @throws ZodError */
export async function updateProfile(person: PersonCtx, input: UpdateProfileInput): Promise<AccountDto> {
  const { firstName, lastName } = UpdateProfileInput.parse(input);
  const { userId } = person;
  const names = {
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
  };
  await systemDb().$transaction(async (tx) => {
    await tx.userProfile.upsert({
      where: { userId },
      create: { id: newId(), userId, ...names },
      update: names,
      select: { id: true },
    });
    await recordAct(tx, person, accountEntry(userId, "account.update", names));
  });
  return getAccount(person);
}
