import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isDatabaseAway, statusByCode, toInvalidParams, toProblem } from "./index";
import { titleByCode } from "./codes";
import { isUnstorableText } from "./database";

const coded = (code: string, message = "x", options?: ErrorOptions) =>
  Object.assign(new Error(message, options), { code });

describe("errors", () => {
  it("every code has a status and a title", () => {
    expect(Object.keys(titleByCode).sort()).toEqual(Object.keys(statusByCode).sort());
  });

  it.each([
    coded("ECONNREFUSED"),
    coded("57P01"),
    coded("57P03"),
    coded("53300"),
    coded("P1001"),
    new Error("Connection terminated unexpectedly"),
    new Error("Connection terminated due to connection timeout"),
    new Error("timeout exceeded when trying to connect"),
    new Error("verb", { cause: new Error("query", { cause: coded("ECONNRESET") }) }),
    new Error("both stacks", { cause: new AggregateError([coded("EHOSTUNREACH"), coded("ECONNREFUSED")]) }),
  ])("the database is away: %s", (error) => {
    expect(isDatabaseAway(error)).toBe(true);
    expect(toProblem(error, "r")).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  });

  it.each([
    coded("23505"),
    coded("P2002"),
    coded("57014"),
    new Error("a connection of thoughts"),
    "ECONNREFUSED",
    null,
    undefined,
    7,
  ])("the database is there: %s", (error) => expect(isDatabaseAway(error)).toBe(false));

  it("an error whose cause is itself ends", () => {
    const error = new Error("round");
    error.cause = error;
    expect(isDatabaseAway(error)).toBe(false);
  });

  it("tells texts that cannot be stored from other wrong values", () => {
    const prisma = (originalCode: string, message = "x") =>
      Object.assign(coded("P2039", message), { meta: { driverAdapterError: { cause: { originalCode } } } });
    expect(
      [
        coded("22021"),
        prisma("22021"),
        prisma("22P05"),
        prisma("22P02", "invalid input syntax for type json"),
      ].map(isUnstorableText),
    ).toEqual([true, true, true, true]);
    expect(
      [coded("22P02", 'invalid input syntax for type uuid: "x"'), prisma("23505"), new Error("x"), null].map(
        isUnstorableText,
      ),
    ).toEqual([false, false, false, false]);
  });

  it("names fields by their path, and the whole body where there is none", () => {
    const result = z.object({ a: z.object({ b: z.array(z.string()) }) }).safeParse({ a: { b: ["x", 1] } });
    expect(result.error && toInvalidParams(result.error)).toEqual([
      { name: "a.b.1", reason: expect.any(String) },
    ]);
    const unknown = z.strictObject({ a: z.strictObject({}) }).safeParse({ a: { b: 1 }, c: 1 });
    expect(unknown.error && toInvalidParams(unknown.error).map(({ name }) => name)).toEqual(["a.b", "c"]);
    const whole = z.object({}).safeParse(1);
    expect(whole.error && toInvalidParams(whole.error)[0]?.name).toBe("(body)");
  });

  it("an unknown error's text stays inside", () => {
    const problem = toProblem(new Error("hunter2"), "request-1");
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain("hunter2");
    expect(problem.body.requestId).toBe("request-1");
  });
});
