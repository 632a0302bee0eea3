import { createHash } from "node:crypto";
import { z } from "zod";

/** Somebody who can sign in at a provider. Nobody of them exists. */
export type Person = {
  sub: string;
  email: string;
  emailVerified: boolean;
  name: string;
  givenName: string;
  familyName: string;
};

export const PersonInput = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(100).optional(),
  emailVerified: z.boolean().default(true),
  /** The provider's own name for the person; made from the address when absent. */
  sub: z.string().min(1).max(100).optional(),
});
export type PersonInput = z.input<typeof PersonInput>;

const FICTION: readonly PersonInput[] = [
  { email: "ada.fieldmouse@example.com", name: "Ada Fieldmouse" },
  { email: "bruno.teapot@example.org", name: "Bruno Teapot" },
  { email: "clara.windmill@example.net", name: "Clara Windmill" },
  { email: "dora.unproven@example.com", name: "Dora Unproven", emailVerified: false },
];

/** The people of one provider: the fictional ones, and those whom somebody adds. */
export class People {
  #people: Person[] = [];

  /** @param subOf makes the provider's name for somebody out of 32 bytes of a digest of the address */
  constructor(private readonly subOf: (digest: Buffer) => string) {
    this.reset();
  }

  list(): readonly Person[] {
    return this.#people;
  }

  reset(): void {
    this.#people = FICTION.map((person) => this.make(person));
  }

  /** Adds somebody, or puts them in the place of whoever has the address. */
  add(input: PersonInput): Person {
    const person = this.make(input);
    this.#people = [...this.#people.filter(({ email }) => email !== person.email), person];
    return person;
  }

  findByEmail(email: string): Person | undefined {
    return this.#people.find((person) => person.email === email);
  }

  findBySub(sub: string): Person | undefined {
    return this.#people.find((person) => person.sub === sub);
  }

  /** A person as described, who is not kept. @throws z.ZodError for an address that is none */
  make(input: PersonInput): Person {
    const { email, name, emailVerified, sub } = PersonInput.parse(input);
    const full = name ?? email.split("@")[0] ?? email;
    const [givenName = full, ...rest] = full.split(/\s+/);
    const digest = createHash("sha256").update(email.toLowerCase()).digest();
    return {
      sub: sub ?? this.findByEmail(email)?.sub ?? this.subOf(digest),
      email,
      emailVerified,
      name: full,
      givenName,
      familyName: rest.join(" "),
    };
  }
}
