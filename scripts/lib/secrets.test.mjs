import { createPrivateKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSecrets } from "./secrets.mjs";

let folder;
let file;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "secrets-test-"));
  file = path.join(folder, "secrets.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("loadSecrets", () => {
  it("makes keys that the product can read", () => {
    const { encryptionKeys, jwtKeys } = loadSecrets(file);
    expect(Buffer.from(encryptionKeys.replace(/^k1:/, ""), "base64")).toHaveLength(32);
    const [kid, der] = jwtKeys.split(":");
    expect(kid).toMatch(/^[0-9a-f]{12}$/);
    const key = createPrivateKey({ key: Buffer.from(der, "base64"), format: "der", type: "pkcs8" });
    expect(key.asymmetricKeyDetails.namedCurve).toBe("prime256v1");
  });

  it("makes them once, and adds what an older folder lacks", () => {
    const first = loadSecrets(file);
    expect(loadSecrets(file)).toEqual(first);
    const { jwtKeys, ...older } = first;
    writeFileSync(file, JSON.stringify(older));
    const second = loadSecrets(file);
    expect(second).toMatchObject(older);
    expect(second.jwtKeys).not.toBe(jwtKeys);
  });
});
