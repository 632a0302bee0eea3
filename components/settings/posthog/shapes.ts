/** Shapes of the API's answers, loaded with the first answer instead of with the page. */
const schemas = () => import("@/lib/posthog/schemas");

export const stateShape = async () => (await schemas()).PosthogState;
export const testShape = async () => (await schemas()).PosthogTestResult;
export const insightsShape = async () => (await schemas()).PosthogInsights;
/** The form has every field; what stays empty is left out of the call. */
export const formShape = async () => {
  const [{ z }, { PosthogRegion }] = await Promise.all([import("zod"), schemas()]);
  return z.object({
    region: PosthogRegion,
    host: z.string(),
    projectKey: z.string(),
    personalKey: z.string(),
    forwardsEvents: z.boolean(),
    recordsSessions: z.boolean(),
  });
};
