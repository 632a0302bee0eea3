/**
 * Words that leaked password lists are made of. A password of ten or more characters that is nothing but such words,
 * digits and signs around them is guessed in the first tries.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwort passwd motdepasse contrasena senha parola haslo wachtwoord secret secure security geheim
  qwerty qwertz azerty qwertyuiop qwertzuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc
  welcome willkommen bienvenue letmein login logon admin administrator root guest user test tester testing demo
  default changeme change temp temporary master access iloveyou ilove loveyou lovely love princess sunshine shadow
  monkey dragon football baseball basketball soccer hockey superman batman spiderman starwars pokemon naruto
  computer internet samsung google facebook linkedin microsoft apple iphone android windows whatever trustno
  michael jennifer jessica jordan daniel andrew charlie thomas robert ashley michelle matthew joshua hunter
  freedom forever flower hello hallo bonjour hola summer winter spring autumn monday friday january december
  liverpool chelsea arsenal barcelona juventus ferrari mercedes porsche corvette mustang killer pepper cookie
  chocolate cheese banana orange purple yellow silver golden diamond angel angels heaven god jesus christ
  blink nothing nobody something please company office business marketing brand automator brandautomator
  abc abcd abcde abcdef abcdefg abcdefgh abcdefghij abcdefghijk alphabet a aa my your the is it this new one two me i you mypassword`
    .split(/\s+/)
    .filter(Boolean),
);
