import { refused, unreachable } from "./faults";
import { isNoSuchRecord, newResolver } from "./resolve";

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
const NAME_CHARS_MAX = 253;

function nameOf(domain: string): string {
  const name = domain.trim().toLowerCase().replace(/\.$/, "");
  const labels = name.split(".");
  if (name.length > NAME_CHARS_MAX || labels.length < 2 || !labels.every((label) => LABEL.test(label)))
    throw refused(
      "This is not a domain like example.com; write names with other letters in their xn-- form.",
    );
  return name;
}

/**
 * The TXT records of a domain, each with its parts joined; none is an empty list.
 * @throws AppError bad_request for what is no domain; unavailable when its name server does not answer within about 6 s
 */
export async function lookupTxt(domain: string): Promise<string[]> {
  const name = nameOf(domain);
  try {
    return (await newResolver().resolveTxt(name)).map((parts) => parts.join(""));
  } catch (error) {
    if (isNoSuchRecord(error)) return [];
    throw unreachable(
      `The records of ${name} could not be looked up; its name server did not answer.`,
      error,
    );
  }
}
