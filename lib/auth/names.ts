/** What a message calls a person: the first name, "" when none is known (the template then greets plainly). */
export const greetingName = (firstName: string | null | undefined): string => firstName?.trim() ?? "";

/** "Ada King Lovelace" -> first "Ada", last "King Lovelace". */
export function splitName(name: string): { firstName: string; lastName: string } {
  const [firstName = "", ...rest] = name.trim().split(/\s+/);
  return { firstName, lastName: rest.join(" ") };
}
