/** Shapes of sign-up and sign-in, loaded with the first use instead of with the page. */
const schemas = () => import("@/lib/auth/schemas");

export const registerShape = async () => (await schemas()).RegisterInput;
export const registerResultShape = async () => (await schemas()).RegisterResult;
export const loginShape = async () => (await schemas()).LoginInput;
export const forgotShape = async () => (await schemas()).ForgotPasswordInput;
export const newPasswordShape = async () => (await schemas()).ResetPasswordInput.pick({ password: true });
export const codeShape = async () => (await schemas()).CodeInput;
export const doneShape = async () => (await schemas()).Done;
