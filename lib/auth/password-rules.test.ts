import { describe, expect, it } from "vitest";
import { passwordFault } from "./password-rules";

const owner = { email: "ada.lovelace@engines.example", names: ["Ada", "Lovelace"] };

describe("passwords that are tried first are refused", () => {
  it.each([
    "password12",
    "Passw0rd!!",
    "qwertyuiop",
    "1234567890",
    "0987654321",
    "aaaaaaaaaa",
    "abcabcabcabc",
    "abcdefghij",
    "iloveyou123",
    "welcome2026!",
    "Changeme123!",
    "adminadmin",
    "letmein12345",
    "football2024",
    "ada.lovelace@engines.example",
    "adalovelace1",
    "Lovelace2026",
    "engines12345",
  ])("%s", (password) => expect(passwordFault(password, owner)).toEqual(expect.any(String)));
});

describe("others are taken, whatever their signs", () => {
  it.each([
    "correct horse battery",
    "tR7#qzP0w!x",
    "mein Garten hat 3 Tore",
    "demo-passwort-lang-genug",
    "пароль из слов",
    "xK2-vvbn-71q",
  ])("%s", (password) => expect(passwordFault(password, owner)).toBeUndefined());
});
