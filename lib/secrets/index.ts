export { type SealedColumn, SEALED_COLUMNS } from "./columns";
export { derivedKey } from "./derived-key";
export { rotateSecrets, type RotationCount } from "./rotate";
export { open, seal, SecretsError } from "./seal";
