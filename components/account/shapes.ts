/** Shapes of an account, loaded with the first use instead of with the page. */
const schemas = () => import("@/lib/auth/schemas");

export const accountShape = async () => (await schemas()).AccountDto;
export const namesShape = async () => (await schemas()).UpdateProfileInput.required();
export const newEmailShape = async () => (await schemas()).ChangeEmailInput;
export const changePasswordShape = async () => (await schemas()).ChangePasswordInput.required();
export const avatarShape = async () => (await schemas()).AvatarDto;
export const sessionsShape = async () => (await schemas()).SessionList;
export const endedShape = async () => (await schemas()).EndedSessions;
export const setupShape = async () => (await schemas()).SecondFactorSetup;
export const codesShape = async () => (await schemas()).RecoveryCodes;
export const codeShape = async () => (await schemas()).CodeInput;
export const linkShape = async () => (await schemas()).LinkIntentDto;
export const doneShape = async () => (await schemas()).Done;
